from accord.dashboards import views
from accord.lib.addresses import page

app_name = "dashboards"

urlpatterns = [
    page(views.overview, ""),
    page(views.workload, fr="charge-de-travail/", nl="werklast/"),
    page(views.position, fr="situation/", nl="stand-van-zaken/"),
    page(views.handover, fr="passation/<int:pk>/", nl="overdracht/<int:pk>/"),
    page(
        views.handover_pdf,
        fr="passation/<int:pk>/pdf/",
        nl="overdracht/<int:pk>/pdf/",
    ),
    page(views.unknown_list, fr="faits-non-connus/", nl="onbekende-feiten/"),
    page(views.service_status, fr="etat-du-service/", nl="status-van-de-dienst/"),
]
