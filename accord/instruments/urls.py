"""The texts of agreements, for the two sides that write and keep them."""

from accord.instruments.views import (
    amending,
    deciding,
    downloads,
    nodes,
    opening,
    reading,
    signing,
    terms,
)
from accord.lib.addresses import page, under

app_name = "instruments"

READING = [
    page(reading.instrument_list),
    page(reading.instrument_detail, "<int:pk>/"),
    page(reading.gap_list, "<int:pk>/", fr="manques/", nl="ontbreekt/"),
    page(reading.instrument_history, "<int:pk>/", fr="historique/", nl="historiek/"),
]

CONTENT = [
    page(nodes.node_add, fr="ajouter/", nl="toevoegen/"),
    page(nodes.node_add, fr="ajouter/<uuid:under>/", nl="toevoegen/<uuid:under>/"),
    page(nodes.node_edit, "<uuid:lineage>/", fr="modifier/", nl="wijzigen/"),
    page(nodes.node_remove, "<uuid:lineage>/", fr="retirer/", nl="schrappen/"),
]

SIGNATORIES = [
    page(terms.signatory_add, fr="ajouter/", nl="toevoegen/"),
    page(terms.signatory_edit, "<int:rank>/", fr="modifier/", nl="wijzigen/"),
    page(terms.signatory_remove, "<int:rank>/", fr="retirer/", nl="schrappen/"),
]

WRITING = [
    page(opening.draft_open, fr="ouvrir/", nl="openen/"),
    page(terms.terms_edit, "<int:pk>/", fr="conditions/", nl="voorwaarden/"),
    under(SIGNATORIES, "<int:pk>/", fr="signataires/", nl="tekenaars/"),
    under(CONTENT, "<int:pk>/<slug:kind>/"),
]

SIGNATURE = [
    page(downloads.signature_download),
    page(signing.signature_confirm, fr="confirmer/", nl="bevestigen/"),
    page(signing.signature_strike, fr="biffer/", nl="schrappen/"),
]

DECIDING = [
    page(deciding.text_submit, "<int:pk>/", fr="soumettre/", nl="indienen/"),
    page(deciding.text_send_back, "<int:pk>/", fr="renvoyer/", nl="terugsturen/"),
    page(deciding.text_agree, "<int:pk>/", fr="approuver/", nl="goedkeuren/"),
    page(deciding.text_reopen, "<int:pk>/", fr="rouvrir/", nl="heropenen/"),
    page(deciding.draft_abandon, "<int:pk>/", fr="abandonner/", nl="opgeven/"),
    page(deciding.college_record, "<int:pk>/college/"),
    page(deciding.council_record, "<int:pk>/", fr="conseil/", nl="raad/"),
    page(deciding.decision_confirm, "<int:pk>/", fr="confirmer/", nl="bevestigen/"),
    page(
        deciding.decision_strike,
        "<int:pk>/",
        fr="biffer-decision/",
        nl="beslissing-schrappen/",
    ),
    page(signing.signature_hand_in, "<int:pk>/", fr="signer/", nl="ondertekenen/"),
    page(
        signing.signature_on_paper,
        "<int:pk>/",
        fr="signer-sur-papier/",
        nl="op-papier-ondertekenen/",
    ),
    page(deciding.instrument_publish, "<int:pk>/", fr="publier/", nl="publiceren/"),
    page(deciding.instrument_suspend, "<int:pk>/", fr="suspendre/", nl="schorsen/"),
    page(deciding.instrument_resume, "<int:pk>/", fr="reprendre/", nl="hervatten/"),
    page(deciding.instrument_terminate, "<int:pk>/", fr="resilier/", nl="beeindigen/"),
    page(downloads.document_download, "<int:pk>/document/"),
    page(
        downloads.deliberation_download,
        "<int:pk>/",
        fr="deliberation/",
        nl="beraadslaging/",
    ),
    page(
        downloads.college_download,
        "<int:pk>/college/",
        fr="deliberation/",
        nl="beraadslaging/",
    ),
    under(SIGNATURE, fr="signatures/<int:pk>/", nl="handtekeningen/<int:pk>/"),
]

AMENDING = [
    page(amending.amendment_open, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(amending.instrument_compare, "<int:pk>/", fr="comparer/", nl="vergelijken/"),
    page(
        amending.instrument_as_it_stood,
        fr="contrat/<int:pk>/",
        nl="overeenkomst/<int:pk>/",
    ),
    page(
        amending.as_it_stood_document,
        fr="contrat/<int:pk>/document/",
        nl="overeenkomst/<int:pk>/document/",
    ),
]

urlpatterns = [*READING, *WRITING, *DECIDING, *AMENDING]
