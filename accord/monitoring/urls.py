"""Results, reported and verified, and how agreements are followed."""

from django.urls import path

from accord.lib.bilingual import spoken
from accord.monitoring.views import duties, following, indicators, matrices

app_name = "monitoring"

urlpatterns = [
    path(
        spoken(fr="missions/", nl="opdrachten/"),
        matrices.mission_matrix,
        name="mission_matrix",
    ),
    path(
        spoken(fr="actions-du-plan/", nl="acties-van-het-plan/"),
        matrices.plan_action_matrix,
        name="plan_action_matrix",
    ),
    path(
        spoken(fr="echeances/", nl="termijnen/"),
        duties.duty_list,
        name="duty_list",
    ),
    path(
        spoken(fr="indicateurs/<int:pk>/", nl="indicatoren/<int:pk>/"),
        indicators.indicator_figures,
        name="indicator_figures",
    ),
    path(
        spoken(fr="indicateurs/<int:pk>.csv", nl="indicatoren/<int:pk>.csv"),
        indicators.indicator_csv,
        name="indicator_csv",
    ),
    path("<int:pk>/", following.follow_up, name="follow_up"),
]
