from django.urls import path

from accord.framework import views

app_name = "framework"

urlpatterns = [
    path("", views.framework_overview, name="framework_overview"),
]
