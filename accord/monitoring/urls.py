"""Results, reported and verified, and how agreements are followed."""

from accord.lib.addresses import page, under
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

OF_REPORT = [
    page(reports.report_detail),
    page(reports.results_submit, fr="soumettre/", nl="indienen/"),
    page(workbooks.workbook_download, fr="classeur/", nl="werkmap/"),
    page(workbooks.workbook_upload, fr="classeur/deposer/", nl="werkmap/uploaden/"),
    page(workbooks.workbook_load, fr="classeur/<int:file>/", nl="werkmap/<int:file>/"),
    page(verifying.period_reopen, fr="rouvrir/", nl="heropenen/"),
]

OF_RESULT = [
    page(results.result_detail),
    page(results.result_submit, fr="soumettre/", nl="indienen/"),
    page(results.result_correct, fr="corriger/", nl="verbeteren/"),
    page(results.evidence_add, fr="preuve/", nl="bewijs/"),
    page(verifying.result_verify, fr="verifier/", nl="nakijken/"),
    page(verifying.result_return, fr="renvoyer/", nl="terugsturen/"),
]

urlpatterns = [
    page(matrices.mission_matrix, fr="missions/", nl="opdrachten/"),
    page(matrices.plan_action_matrix, fr="actions-du-plan/", nl="acties-van-het-plan/"),
    page(duties.duty_list, fr="echeances/", nl="termijnen/"),
    page(
        indicators.indicator_figures,
        fr="indicateurs/<int:pk>/",
        nl="indicatoren/<int:pk>/",
    ),
    page(
        indicators.indicator_csv,
        fr="indicateurs/<int:pk>.csv",
        nl="indicatoren/<int:pk>.csv",
    ),
    page(following.follow_up, "<int:pk>/"),
    page(reports.report_list, fr="rapports/", nl="verslagen/"),
    under(
        OF_REPORT,
        fr="rapports/<int:agreement>/<int:period>/",
        nl="verslagen/<int:agreement>/<int:period>/",
    ),
    page(
        results.result_report,
        fr="indicateurs/<int:series>/<int:period>/",
        nl="indicatoren/<int:series>/<int:period>/",
    ),
    under(OF_RESULT, fr="resultats/<int:pk>/", nl="resultaten/<int:pk>/"),
    page(results.evidence_download, fr="preuves/<int:pk>/", nl="bewijzen/<int:pk>/"),
    page(verifying.verification_list, fr="verification/", nl="nazicht/"),
    page(verifying.exception_list, fr="exceptions/", nl="uitzonderingen/"),
    page(
        verifying.exception_close,
        fr="exceptions/<int:pk>/fermer/",
        nl="uitzonderingen/<int:pk>/sluiten/",
    ),
    page(
        verifying.period_publish, "periodes/<int:pk>/", fr="publier/", nl="publiceren/"
    ),
]
