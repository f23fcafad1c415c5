from django.urls import path

from accord.dashboards import views
from accord.lib.bilingual import spoken

app_name = "dashboards"

urlpatterns = [
    path("", views.overview, name="overview"),
    path(
        spoken(fr="charge-de-travail/", nl="werklast/"),
        views.workload,
        name="workload",
    ),
    path(
        spoken(fr="situation/", nl="stand-van-zaken/"),
        views.position,
        name="position",
    ),
    path(
        spoken(fr="transmission/<int:pk>/", nl="overdracht/<int:pk>/"),
        views.handover,
        name="handover",
    ),
    path(
        spoken(fr="transmission/<int:pk>/pdf/", nl="overdracht/<int:pk>/pdf/"),
        views.handover_pdf,
        name="handover_pdf",
    ),
    path(
        spoken(fr="faits-non-connus/", nl="onbekende-feiten/"),
        views.unknown_list,
        name="unknown_list",
    ),
]
