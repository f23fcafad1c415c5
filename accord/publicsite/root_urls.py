"""Addresses without a language: the first visit, robots, the sitemap."""

from django.urls import path

from accord.publicsite import views

app_name = "root"

urlpatterns = [
    path("", views.language_choice, name="language_choice"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
