"""The files of agreements, for who keeps or reads them."""

from accord.agreements import views
from accord.lib.addresses import page, under

app_name = "agreements"


OF_FACT = [
    page(views.fact_publish, fr="publier/", nl="publiceren/"),
    page(views.fact_strike, fr="biffer/", nl="schrappen/"),
]

urlpatterns = [
    page(views.agreement_list),
    page(views.agreement_open, fr="ouvrir/", nl="openen/"),
    page(views.absence_record, fr="absence/", nl="ontbreken/"),
    page(views.agreement_detail, "<int:pk>/"),
    page(views.step_record, "<int:pk>/", fr="etape/", nl="stap/"),
    page(views.choice_record, "<int:pk>/", fr="mission/", nl="opdracht/"),
    page(views.referent_record, "<int:pk>/referent/"),
    page(views.note_add, "<int:pk>/", fr="note/", nl="nota/"),
    page(
        views.step_edit, fr="etapes/<int:pk>/modifier/", nl="stappen/<int:pk>/wijzigen/"
    ),
    under(OF_FACT, fr="faits/<slug:kind>/<int:pk>/", nl="feiten/<slug:kind>/<int:pk>/"),
]
