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
]
