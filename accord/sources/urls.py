from django.urls import path

from accord.sources import views

app_name = "sources"

urlpatterns = [
    path("", views.source_list, name="source_list"),
]
