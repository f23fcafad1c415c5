"""The files of agreements, for who keeps or reads them."""

from django.urls import path

from accord.agreements import views
from accord.lib.bilingual import spoken

app_name = "agreements"


urlpatterns = [
    path("", views.agreement_list, name="agreement_list"),
    path(
        spoken(fr="ouvrir/", nl="openen/"), views.agreement_open, name="agreement_open"
    ),
    path(
        spoken(fr="absence/", nl="afwezigheid/"),
        views.absence_record,
        name="absence_record",
    ),
    path("<int:pk>/", views.agreement_detail, name="agreement_detail"),
    path(
        spoken(fr="<int:pk>/etape/", nl="<int:pk>/stap/"),
        views.step_record,
        name="step_record",
    ),
    path(
        spoken(fr="<int:pk>/mission/", nl="<int:pk>/opdracht/"),
        views.choice_record,
        name="choice_record",
    ),
    path("<int:pk>/referent/", views.referent_record, name="referent_record"),
    path(
        spoken(fr="<int:pk>/note/", nl="<int:pk>/nota/"),
        views.note_add,
        name="note_add",
    ),
    path(
        spoken(fr="etapes/<int:pk>/modifier/", nl="stappen/<int:pk>/wijzigen/"),
        views.step_edit,
        name="step_edit",
    ),
    path(
        spoken(
            fr="faits/<slug:kind>/<int:pk>/publier/",
            nl="feiten/<slug:kind>/<int:pk>/publiceren/",
        ),
        views.fact_publish,
        name="fact_publish",
    ),
    path(
        spoken(
            fr="faits/<slug:kind>/<int:pk>/biffer/",
            nl="feiten/<slug:kind>/<int:pk>/schrappen/",
        ),
        views.fact_strike,
        name="fact_strike",
    ),
]
