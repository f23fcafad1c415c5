"""Results, reported and verified, and how agreements are followed."""

from django.urls import path

from accord.lib.bilingual import spoken
from accord.monitoring.views import (
    duties,
    following,
    indicators,
    matrices,
    reports,
    results,
    verifying,
    workbooks,
)

app_name = "monitoring"

FR, NL = (f"{word}/<int:agreement>/<int:period>/" for word in ("rapports", "verslagen"))

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
    path(
        spoken(fr="rapports/", nl="verslagen/"), reports.report_list, name="report_list"
    ),
    path(spoken(fr=FR, nl=NL), reports.report_detail, name="report_detail"),
    path(
        spoken(fr=f"{FR}soumettre/", nl=f"{NL}indienen/"),
        reports.results_submit,
        name="results_submit",
    ),
    path(
        spoken(fr=f"{FR}classeur/", nl=f"{NL}werkmap/"),
        workbooks.workbook_download,
        name="workbook_download",
    ),
    path(
        spoken(fr=f"{FR}classeur/charger/", nl=f"{NL}werkmap/opladen/"),
        workbooks.workbook_upload,
        name="workbook_upload",
    ),
    path(
        spoken(fr=f"{FR}classeur/<int:file>/", nl=f"{NL}werkmap/<int:file>/"),
        workbooks.workbook_load,
        name="workbook_load",
    ),
    path(
        spoken(fr=f"{FR}rouvrir/", nl=f"{NL}heropenen/"),
        verifying.period_reopen,
        name="period_reopen",
    ),
    path(
        spoken(
            fr="indicateurs/<int:series>/<int:period>/",
            nl="indicatoren/<int:series>/<int:period>/",
        ),
        results.result_report,
        name="result_report",
    ),
    path(
        spoken(fr="resultats/<int:pk>/", nl="resultaten/<int:pk>/"),
        results.result_detail,
        name="result_detail",
    ),
    path(
        spoken(fr="resultats/<int:pk>/soumettre/", nl="resultaten/<int:pk>/indienen/"),
        results.result_submit,
        name="result_submit",
    ),
    path(
        spoken(fr="resultats/<int:pk>/corriger/", nl="resultaten/<int:pk>/verbeteren/"),
        results.result_correct,
        name="result_correct",
    ),
    path(
        spoken(fr="resultats/<int:pk>/preuve/", nl="resultaten/<int:pk>/bewijs/"),
        results.evidence_add,
        name="evidence_add",
    ),
    path(
        spoken(fr="resultats/<int:pk>/verifier/", nl="resultaten/<int:pk>/nakijken/"),
        verifying.result_verify,
        name="result_verify",
    ),
    path(
        spoken(
            fr="resultats/<int:pk>/renvoyer/", nl="resultaten/<int:pk>/terugsturen/"
        ),
        verifying.result_return,
        name="result_return",
    ),
    path(
        spoken(fr="preuves/<int:pk>/", nl="bewijzen/<int:pk>/"),
        results.evidence_download,
        name="evidence_download",
    ),
    path(
        spoken(fr="verification/", nl="nazicht/"),
        verifying.verification_list,
        name="verification_list",
    ),
    path(
        spoken(fr="exceptions/", nl="uitzonderingen/"),
        verifying.exception_list,
        name="exception_list",
    ),
    path(
        spoken(fr="exceptions/<int:pk>/fermer/", nl="uitzonderingen/<int:pk>/sluiten/"),
        verifying.exception_close,
        name="exception_close",
    ),
    path(
        spoken(fr="periodes/<int:pk>/publier/", nl="periodes/<int:pk>/publiceren/"),
        verifying.period_publish,
        name="period_publish",
    ),
]
