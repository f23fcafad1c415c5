from accord.framework.views import (
    calendars,
    dimensions,
    figures,
    indicators,
    models,
    overview,
    plan,
)
from accord.lib.addresses import page, under

app_name = "framework"

OF_MODEL = [
    page(models.mission_add, fr="mission/", nl="opdracht/"),
    page(models.terms_add, fr="montant/", nl="bedrag/"),
    page(models.model_edit, fr="modifier/", nl="wijzigen/"),
    page(models.condition_add, fr="condition/", nl="voorwaarde/"),
    page(models.clause_list, fr="clauses/", nl="bepalingen/"),
    page(models.clause_add, fr="clauses/ajouter/", nl="bepalingen/toevoegen/"),
]

OF_MISSION = [
    page(models.mission_edit, fr="modifier/", nl="wijzigen/"),
    page(indicators.indicator_kind, fr="indicateur/", nl="indicator/"),
    page(
        indicators.indicator_add,
        fr="indicateur/<slug:kind>/",
        nl="indicator/<slug:kind>/",
    ),
]

OF_INDICATOR = [
    page(indicators.indicator_detail),
    page(indicators.indicator_edit, fr="modifier/", nl="wijzigen/"),
    page(indicators.indicator_new_version, fr="version/", nl="versie/"),
    page(indicators.indicator_break_down, fr="ventilation/", nl="uitsplitsing/"),
]

DIMENSIONS = [
    page(dimensions.dimension_list),
    page(dimensions.dimension_add, fr="ajouter/", nl="toevoegen/"),
    page(dimensions.dimension_detail, "<int:pk>/"),
    page(dimensions.dimension_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(dimensions.dimension_value_add, "<int:pk>/", fr="partie/", nl="deel/"),
]

CALENDARS = [
    page(calendars.calendar_list),
    page(calendars.calendar_add, fr="ajouter/", nl="toevoegen/"),
    page(calendars.calendar_detail, "<int:pk>/"),
    page(calendars.calendar_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(calendars.period_add, "<int:pk>/periode/"),
    page(calendars.period_series_add, "<int:pk>/periodes/"),
]

FIGURES = [
    page(figures.figure_list),
    page(figures.figure_add, fr="ajouter/", nl="toevoegen/"),
    page(figures.figure_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
]

urlpatterns = [
    page(overview.framework_overview),
    page(
        plan.plan_action_add, fr="plans/<int:pk>/action/", nl="plannen/<int:pk>/actie/"
    ),
    page(
        plan.plan_action_edit,
        fr="actions/<int:pk>/modifier/",
        nl="acties/<int:pk>/wijzigen/",
    ),
    under(OF_MODEL, fr="modeles/<int:pk>/", nl="modellen/<int:pk>/"),
    under(OF_MISSION, fr="missions/<int:pk>/", nl="opdrachten/<int:pk>/"),
    under(FIGURES, fr="chiffres/", nl="cijfers/"),
    page(models.model_add, fr="modeles/ajouter/", nl="modellen/toevoegen/"),
    page(
        models.condition_edit,
        fr="conditions/<int:pk>/modifier/",
        nl="voorwaarden/<int:pk>/wijzigen/",
    ),
    page(
        models.clause_edit,
        fr="clauses/<int:pk>/modifier/",
        nl="bepalingen/<int:pk>/wijzigen/",
    ),
    page(indicators.indicator_list, fr="indicateurs/", nl="indicatoren/"),
    under(OF_INDICATOR, fr="indicateurs/<int:pk>/", nl="indicatoren/<int:pk>/"),
    page(
        indicators.indicator_dimension_edit,
        fr="indicateurs/ventilations/<int:pk>/modifier/",
        nl="indicatoren/uitsplitsingen/<int:pk>/wijzigen/",
    ),
    under(DIMENSIONS, fr="ventilations/", nl="uitsplitsingen/"),
    page(
        dimensions.dimension_value_edit,
        fr="parties/<int:pk>/modifier/",
        nl="delen/<int:pk>/wijzigen/",
    ),
    under(CALENDARS, fr="calendriers/", nl="kalenders/"),
    page(calendars.period_edit, "periodes/<int:pk>/", fr="modifier/", nl="wijzigen/"),
]
