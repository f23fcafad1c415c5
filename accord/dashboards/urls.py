from django.urls import path

from accord.dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("unknown/", views.unknown_list, name="unknown_list"),
]
