"""Addresses without a language: the first visit, robots, the sitemap."""

from accord.lib.addresses import page
from accord.publicsite import views

app_name = "root"

urlpatterns = [
    page(views.language_choice, ""),
    page(views.document_choice, "document"),
    page(views.robots, "robots.txt"),
    page(views.sitemap, "sitemap.xml"),
    page(views.favicon, "favicon.ico"),
    page(views.security, ".well-known/security.txt"),
    page(views.change_password, ".well-known/change-password"),
]
