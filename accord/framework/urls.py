from accord.framework import views
from accord.lib.addresses import page

app_name = "framework"

urlpatterns = [
    page(views.framework_overview, ""),
    page(
        views.plan_action_add, fr="plans/<int:pk>/action/", nl="plannen/<int:pk>/actie/"
    ),
    page(
        views.plan_action_edit,
        fr="actions/<int:pk>/modifier/",
        nl="acties/<int:pk>/wijzigen/",
    ),
    page(
        views.mission_add,
        fr="modeles/<int:pk>/mission/",
        nl="modellen/<int:pk>/opdracht/",
    ),
    page(
        views.mission_edit,
        fr="missions/<int:pk>/modifier/",
        nl="opdrachten/<int:pk>/wijzigen/",
    ),
    page(
        views.terms_add, fr="modeles/<int:pk>/montant/", nl="modellen/<int:pk>/bedrag/"
    ),
    page(views.figure_list, fr="chiffres/", nl="cijfers/"),
    page(views.figure_add, fr="chiffres/ajouter/", nl="cijfers/toevoegen/"),
    page(
        views.figure_edit,
        fr="chiffres/<int:pk>/modifier/",
        nl="cijfers/<int:pk>/wijzigen/",
    ),
    page(views.model_add, fr="modeles/ajouter/", nl="modellen/toevoegen/"),
    page(
        views.model_edit,
        fr="modeles/<int:pk>/modifier/",
        nl="modellen/<int:pk>/wijzigen/",
    ),
    page(
        views.condition_add,
        fr="modeles/<int:pk>/condition/",
        nl="modellen/<int:pk>/voorwaarde/",
    ),
    page(
        views.condition_edit,
        fr="conditions/<int:pk>/modifier/",
        nl="voorwaarden/<int:pk>/wijzigen/",
    ),
    page(views.indicator_list, fr="indicateurs/", nl="indicatoren/"),
    page(
        views.indicator_detail, fr="indicateurs/<int:pk>/", nl="indicatoren/<int:pk>/"
    ),
    page(
        views.indicator_kind,
        fr="missions/<int:pk>/indicateur/",
        nl="opdrachten/<int:pk>/indicator/",
    ),
    page(
        views.indicator_add,
        fr="missions/<int:pk>/indicateur/<slug:kind>/",
        nl="opdrachten/<int:pk>/indicator/<slug:kind>/",
    ),
    page(
        views.indicator_edit,
        fr="indicateurs/<int:pk>/modifier/",
        nl="indicatoren/<int:pk>/wijzigen/",
    ),
    page(
        views.indicator_new_version,
        fr="indicateurs/<int:pk>/version/",
        nl="indicatoren/<int:pk>/versie/",
    ),
    page(
        views.indicator_break_down,
        fr="indicateurs/<int:pk>/ventilation/",
        nl="indicatoren/<int:pk>/uitsplitsing/",
    ),
    page(
        views.indicator_dimension_edit,
        fr="indicateurs/ventilations/<int:pk>/modifier/",
        nl="indicatoren/uitsplitsingen/<int:pk>/wijzigen/",
    ),
    page(views.dimension_list, fr="ventilations/", nl="uitsplitsingen/"),
    page(
        views.dimension_add, fr="ventilations/ajouter/", nl="uitsplitsingen/toevoegen/"
    ),
    page(
        views.dimension_detail,
        fr="ventilations/<int:pk>/",
        nl="uitsplitsingen/<int:pk>/",
    ),
    page(
        views.dimension_edit,
        fr="ventilations/<int:pk>/modifier/",
        nl="uitsplitsingen/<int:pk>/wijzigen/",
    ),
    page(
        views.dimension_value_add,
        fr="ventilations/<int:pk>/partie/",
        nl="uitsplitsingen/<int:pk>/deel/",
    ),
    page(
        views.dimension_value_edit,
        fr="parties/<int:pk>/modifier/",
        nl="delen/<int:pk>/wijzigen/",
    ),
    page(views.calendar_list, fr="calendriers/", nl="kalenders/"),
    page(views.calendar_add, fr="calendriers/ajouter/", nl="kalenders/toevoegen/"),
    page(views.calendar_detail, fr="calendriers/<int:pk>/", nl="kalenders/<int:pk>/"),
    page(
        views.calendar_edit,
        fr="calendriers/<int:pk>/modifier/",
        nl="kalenders/<int:pk>/wijzigen/",
    ),
    page(
        views.period_add,
        fr="calendriers/<int:pk>/periode/",
        nl="kalenders/<int:pk>/periode/",
    ),
    page(
        views.period_series_add,
        fr="calendriers/<int:pk>/periodes/",
        nl="kalenders/<int:pk>/periodes/",
    ),
    page(views.period_edit, "periodes/<int:pk>/", fr="modifier/", nl="wijzigen/"),
]
