"""The files of agreements, for who keeps or reads them."""

from accord.agreements import views
from accord.lib.addresses import page

app_name = "agreements"


urlpatterns = [
    page(views.agreement_list, ""),
    page(views.agreement_open, fr="ouvrir/", nl="openen/"),
    page(views.absence_record, fr="absence/", nl="afwezigheid/"),
    page(views.agreement_detail, "<int:pk>/"),
    page(views.step_record, "<int:pk>/", fr="etape/", nl="stap/"),
    page(views.choice_record, "<int:pk>/", fr="mission/", nl="opdracht/"),
    page(views.referent_record, "<int:pk>/referent/"),
    page(views.note_add, "<int:pk>/", fr="note/", nl="nota/"),
    page(
        views.step_edit, fr="etapes/<int:pk>/modifier/", nl="stappen/<int:pk>/wijzigen/"
    ),
    page(
        views.fact_publish,
        fr="faits/<slug:kind>/<int:pk>/publier/",
        nl="feiten/<slug:kind>/<int:pk>/publiceren/",
    ),
    page(
        views.fact_strike,
        fr="faits/<slug:kind>/<int:pk>/biffer/",
        nl="feiten/<slug:kind>/<int:pk>/schrappen/",
    ),
]
