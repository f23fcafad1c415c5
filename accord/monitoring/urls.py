"""Results, reported and verified, and how agreements are followed."""

from accord.lib.addresses import page
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
    page(reports.report_detail, fr=FR, nl=NL),
    page(reports.results_submit, fr=f"{FR}soumettre/", nl=f"{NL}indienen/"),
    page(workbooks.workbook_download, fr=f"{FR}classeur/", nl=f"{NL}werkmap/"),
    page(
        workbooks.workbook_upload,
        fr=f"{FR}classeur/charger/",
        nl=f"{NL}werkmap/opladen/",
    ),
    page(
        workbooks.workbook_load,
        fr=f"{FR}classeur/<int:file>/",
        nl=f"{NL}werkmap/<int:file>/",
    ),
    page(verifying.period_reopen, fr=f"{FR}rouvrir/", nl=f"{NL}heropenen/"),
    page(
        results.result_report,
        fr="indicateurs/<int:series>/<int:period>/",
        nl="indicatoren/<int:series>/<int:period>/",
    ),
    page(results.result_detail, fr="resultats/<int:pk>/", nl="resultaten/<int:pk>/"),
    page(
        results.result_submit,
        fr="resultats/<int:pk>/soumettre/",
        nl="resultaten/<int:pk>/indienen/",
    ),
    page(
        results.result_correct,
        fr="resultats/<int:pk>/corriger/",
        nl="resultaten/<int:pk>/verbeteren/",
    ),
    page(
        results.evidence_add,
        fr="resultats/<int:pk>/preuve/",
        nl="resultaten/<int:pk>/bewijs/",
    ),
    page(
        verifying.result_verify,
        fr="resultats/<int:pk>/verifier/",
        nl="resultaten/<int:pk>/nakijken/",
    ),
    page(
        verifying.result_return,
        fr="resultats/<int:pk>/renvoyer/",
        nl="resultaten/<int:pk>/terugsturen/",
    ),
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
