from django.urls import path

from accord.framework import views
from accord.lib.bilingual import spoken

app_name = "framework"

urlpatterns = [
    path("", views.framework_overview, name="framework_overview"),
    path(
        spoken(fr="plans/<int:pk>/action/", nl="plannen/<int:pk>/actie/"),
        views.plan_action_add,
        name="plan_action_add",
    ),
    path(
        spoken(fr="actions/<int:pk>/modifier/", nl="acties/<int:pk>/wijzigen/"),
        views.plan_action_edit,
        name="plan_action_edit",
    ),
    path(
        spoken(fr="modeles/<int:pk>/mission/", nl="modellen/<int:pk>/opdracht/"),
        views.mission_add,
        name="mission_add",
    ),
    path(
        spoken(fr="missions/<int:pk>/modifier/", nl="opdrachten/<int:pk>/wijzigen/"),
        views.mission_edit,
        name="mission_edit",
    ),
    path(
        spoken(fr="modeles/<int:pk>/montant/", nl="modellen/<int:pk>/bedrag/"),
        views.terms_add,
        name="terms_add",
    ),
    path(spoken(fr="chiffres/", nl="cijfers/"), views.figure_list, name="figure_list"),
    path(
        spoken(fr="chiffres/ajouter/", nl="cijfers/toevoegen/"),
        views.figure_add,
        name="figure_add",
    ),
    path(
        spoken(fr="chiffres/<int:pk>/modifier/", nl="cijfers/<int:pk>/wijzigen/"),
        views.figure_edit,
        name="figure_edit",
    ),
    path(
        spoken(fr="modeles/ajouter/", nl="modellen/toevoegen/"),
        views.model_add,
        name="model_add",
    ),
    path(
        spoken(fr="modeles/<int:pk>/modifier/", nl="modellen/<int:pk>/wijzigen/"),
        views.model_edit,
        name="model_edit",
    ),
    path(
        spoken(fr="modeles/<int:pk>/condition/", nl="modellen/<int:pk>/voorwaarde/"),
        views.condition_add,
        name="condition_add",
    ),
    path(
        spoken(fr="conditions/<int:pk>/modifier/", nl="voorwaarden/<int:pk>/wijzigen/"),
        views.condition_edit,
        name="condition_edit",
    ),
    path(
        spoken(fr="indicateurs/", nl="indicatoren/"),
        views.indicator_list,
        name="indicator_list",
    ),
    path(
        spoken(fr="indicateurs/<int:pk>/", nl="indicatoren/<int:pk>/"),
        views.indicator_detail,
        name="indicator_detail",
    ),
    path(
        spoken(fr="missions/<int:pk>/indicateur/", nl="opdrachten/<int:pk>/indicator/"),
        views.indicator_kind,
        name="indicator_kind",
    ),
    path(
        spoken(
            fr="missions/<int:pk>/indicateur/<slug:kind>/",
            nl="opdrachten/<int:pk>/indicator/<slug:kind>/",
        ),
        views.indicator_add,
        name="indicator_add",
    ),
    path(
        spoken(
            fr="indicateurs/<int:pk>/modifier/", nl="indicatoren/<int:pk>/wijzigen/"
        ),
        views.indicator_edit,
        name="indicator_edit",
    ),
    path(
        spoken(fr="indicateurs/<int:pk>/version/", nl="indicatoren/<int:pk>/versie/"),
        views.indicator_new_version,
        name="indicator_new_version",
    ),
    path(
        spoken(
            fr="indicateurs/<int:pk>/ventilation/",
            nl="indicatoren/<int:pk>/uitsplitsing/",
        ),
        views.indicator_break_down,
        name="indicator_break_down",
    ),
    path(
        spoken(
            fr="indicateurs/ventilations/<int:pk>/modifier/",
            nl="indicatoren/uitsplitsingen/<int:pk>/wijzigen/",
        ),
        views.indicator_dimension_edit,
        name="indicator_dimension_edit",
    ),
    path(
        spoken(fr="ventilations/", nl="uitsplitsingen/"),
        views.dimension_list,
        name="dimension_list",
    ),
    path(
        spoken(fr="ventilations/ajouter/", nl="uitsplitsingen/toevoegen/"),
        views.dimension_add,
        name="dimension_add",
    ),
    path(
        spoken(fr="ventilations/<int:pk>/", nl="uitsplitsingen/<int:pk>/"),
        views.dimension_detail,
        name="dimension_detail",
    ),
    path(
        spoken(
            fr="ventilations/<int:pk>/modifier/", nl="uitsplitsingen/<int:pk>/wijzigen/"
        ),
        views.dimension_edit,
        name="dimension_edit",
    ),
    path(
        spoken(fr="ventilations/<int:pk>/partie/", nl="uitsplitsingen/<int:pk>/deel/"),
        views.dimension_value_add,
        name="dimension_value_add",
    ),
    path(
        spoken(fr="parties/<int:pk>/modifier/", nl="delen/<int:pk>/wijzigen/"),
        views.dimension_value_edit,
        name="dimension_value_edit",
    ),
    path(
        spoken(fr="calendriers/", nl="kalenders/"),
        views.calendar_list,
        name="calendar_list",
    ),
    path(
        spoken(fr="calendriers/ajouter/", nl="kalenders/toevoegen/"),
        views.calendar_add,
        name="calendar_add",
    ),
    path(
        spoken(fr="calendriers/<int:pk>/", nl="kalenders/<int:pk>/"),
        views.calendar_detail,
        name="calendar_detail",
    ),
    path(
        spoken(fr="calendriers/<int:pk>/modifier/", nl="kalenders/<int:pk>/wijzigen/"),
        views.calendar_edit,
        name="calendar_edit",
    ),
    path(
        spoken(fr="calendriers/<int:pk>/periode/", nl="kalenders/<int:pk>/periode/"),
        views.period_add,
        name="period_add",
    ),
    path(
        spoken(fr="calendriers/<int:pk>/periodes/", nl="kalenders/<int:pk>/periodes/"),
        views.period_series_add,
        name="period_series_add",
    ),
    path(
        spoken(fr="periodes/<int:pk>/modifier/", nl="periodes/<int:pk>/wijzigen/"),
        views.period_edit,
        name="period_edit",
    ),
]
