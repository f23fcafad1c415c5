from accord.framework import views
from accord.lib.addresses import page, under

app_name = "framework"

OF_MODEL = [
    page(views.mission_add, fr="mission/", nl="opdracht/"),
    page(views.terms_add, fr="montant/", nl="bedrag/"),
    page(views.model_edit, fr="modifier/", nl="wijzigen/"),
    page(views.condition_add, fr="condition/", nl="voorwaarde/"),
]

OF_MISSION = [
    page(views.mission_edit, fr="modifier/", nl="wijzigen/"),
    page(views.indicator_kind, fr="indicateur/", nl="indicator/"),
    page(
        views.indicator_add, fr="indicateur/<slug:kind>/", nl="indicator/<slug:kind>/"
    ),
]

OF_INDICATOR = [
    page(views.indicator_detail),
    page(views.indicator_edit, fr="modifier/", nl="wijzigen/"),
    page(views.indicator_new_version, fr="version/", nl="versie/"),
    page(views.indicator_break_down, fr="ventilation/", nl="uitsplitsing/"),
]

DIMENSIONS = [
    page(views.dimension_list),
    page(views.dimension_add, fr="ajouter/", nl="toevoegen/"),
    page(views.dimension_detail, "<int:pk>/"),
    page(views.dimension_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(views.dimension_value_add, "<int:pk>/", fr="partie/", nl="deel/"),
]

CALENDARS = [
    page(views.calendar_list),
    page(views.calendar_add, fr="ajouter/", nl="toevoegen/"),
    page(views.calendar_detail, "<int:pk>/"),
    page(views.calendar_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(views.period_add, "<int:pk>/periode/"),
    page(views.period_series_add, "<int:pk>/periodes/"),
]

FIGURES = [
    page(views.figure_list),
    page(views.figure_add, fr="ajouter/", nl="toevoegen/"),
    page(views.figure_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
]

urlpatterns = [
    page(views.framework_overview),
    page(
        views.plan_action_add, fr="plans/<int:pk>/action/", nl="plannen/<int:pk>/actie/"
    ),
    page(
        views.plan_action_edit,
        fr="actions/<int:pk>/modifier/",
        nl="acties/<int:pk>/wijzigen/",
    ),
    under(OF_MODEL, fr="modeles/<int:pk>/", nl="modellen/<int:pk>/"),
    under(OF_MISSION, fr="missions/<int:pk>/", nl="opdrachten/<int:pk>/"),
    under(FIGURES, fr="chiffres/", nl="cijfers/"),
    page(views.model_add, fr="modeles/ajouter/", nl="modellen/toevoegen/"),
    page(
        views.condition_edit,
        fr="conditions/<int:pk>/modifier/",
        nl="voorwaarden/<int:pk>/wijzigen/",
    ),
    page(views.indicator_list, fr="indicateurs/", nl="indicatoren/"),
    under(OF_INDICATOR, fr="indicateurs/<int:pk>/", nl="indicatoren/<int:pk>/"),
    page(
        views.indicator_dimension_edit,
        fr="indicateurs/ventilations/<int:pk>/modifier/",
        nl="indicatoren/uitsplitsingen/<int:pk>/wijzigen/",
    ),
    under(DIMENSIONS, fr="ventilations/", nl="uitsplitsingen/"),
    page(
        views.dimension_value_edit,
        fr="parties/<int:pk>/modifier/",
        nl="delen/<int:pk>/wijzigen/",
    ),
    under(CALENDARS, fr="calendriers/", nl="kalenders/"),
    page(views.period_edit, "periodes/<int:pk>/", fr="modifier/", nl="wijzigen/"),
]
