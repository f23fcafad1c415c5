from django.urls import path

from accord.lib.bilingual import spoken
from accord.notifications import views

app_name = "notifications_account"

urlpatterns = [
    path(
        spoken(fr="courriel/<str:token>/", nl="e-mail/<str:token>/"),
        views.link_follow,
        name="link_follow",
    ),
]
