"""The texts of agreements, for the two sides that write and keep them."""

from django.urls import path

from accord.instruments.views import (
    amending,
    comments,
    deciding,
    downloads,
    nodes,
    opening,
    reading,
    terms,
)
from accord.lib.bilingual import spoken

app_name = "instruments"

READING = [
    path("", reading.instrument_list, name="instrument_list"),
    path("<int:pk>/", reading.instrument_detail, name="instrument_detail"),
    path(
        spoken(fr="<int:pk>/manques/", nl="<int:pk>/ontbreekt/"),
        reading.gap_list,
        name="gap_list",
    ),
    path(
        spoken(fr="<int:pk>/historique/", nl="<int:pk>/geschiedenis/"),
        reading.instrument_history,
        name="instrument_history",
    ),
]

WRITING = [
    path(spoken(fr="ouvrir/", nl="openen/"), opening.draft_open, name="draft_open"),
    path(
        spoken(fr="<int:pk>/conditions/", nl="<int:pk>/voorwaarden/"),
        terms.terms_edit,
        name="terms_edit",
    ),
    path(
        spoken(fr="<int:pk>/signataires/ajouter/", nl="<int:pk>/tekenaars/toevoegen/"),
        terms.signatory_add,
        name="signatory_add",
    ),
    path(
        spoken(
            fr="<int:pk>/signataires/<int:rank>/modifier/",
            nl="<int:pk>/tekenaars/<int:rank>/wijzigen/",
        ),
        terms.signatory_edit,
        name="signatory_edit",
    ),
    path(
        spoken(
            fr="<int:pk>/signataires/<int:rank>/retirer/",
            nl="<int:pk>/tekenaars/<int:rank>/schrappen/",
        ),
        terms.signatory_remove,
        name="signatory_remove",
    ),
    path(
        spoken(fr="<int:pk>/commenter/", nl="<int:pk>/opmerking/"),
        comments.comment_add,
        name="comment_add",
    ),
    path(
        spoken(
            fr="<int:pk>/commenter/<uuid:lineage>/",
            nl="<int:pk>/opmerking/<uuid:lineage>/",
        ),
        comments.comment_add,
        name="comment_add",
    ),
    path(
        spoken(
            fr="<int:pk>/commentaires/<int:number>/repondre/",
            nl="<int:pk>/opmerkingen/<int:number>/antwoorden/",
        ),
        comments.comment_answer,
        name="comment_answer",
    ),
    path(
        spoken(
            fr="<int:pk>/commentaires/<int:number>/regler/",
            nl="<int:pk>/opmerkingen/<int:number>/afsluiten/",
        ),
        comments.comment_settle,
        name="comment_settle",
    ),
    path(
        spoken(
            fr="<int:pk>/<slug:kind>/ajouter/", nl="<int:pk>/<slug:kind>/toevoegen/"
        ),
        nodes.node_add,
        name="node_add",
    ),
    path(
        spoken(
            fr="<int:pk>/<slug:kind>/ajouter/<uuid:under>/",
            nl="<int:pk>/<slug:kind>/toevoegen/<uuid:under>/",
        ),
        nodes.node_add,
        name="node_add",
    ),
    path(
        spoken(
            fr="<int:pk>/<slug:kind>/<uuid:lineage>/modifier/",
            nl="<int:pk>/<slug:kind>/<uuid:lineage>/wijzigen/",
        ),
        nodes.node_edit,
        name="node_edit",
    ),
    path(
        spoken(
            fr="<int:pk>/<slug:kind>/<uuid:lineage>/retirer/",
            nl="<int:pk>/<slug:kind>/<uuid:lineage>/schrappen/",
        ),
        nodes.node_remove,
        name="node_remove",
    ),
]

DECIDING = [
    path(
        spoken(fr="<int:pk>/soumettre/", nl="<int:pk>/indienen/"),
        deciding.text_submit,
        name="text_submit",
    ),
    path(
        spoken(fr="<int:pk>/renvoyer/", nl="<int:pk>/terugsturen/"),
        deciding.text_send_back,
        name="text_send_back",
    ),
    path(
        spoken(fr="<int:pk>/approuver/", nl="<int:pk>/goedkeuren/"),
        deciding.text_agree,
        name="text_agree",
    ),
    path(
        spoken(fr="<int:pk>/rouvrir/", nl="<int:pk>/heropenen/"),
        deciding.text_reopen,
        name="text_reopen",
    ),
    path(
        spoken(fr="<int:pk>/abandonner/", nl="<int:pk>/opgeven/"),
        deciding.draft_abandon,
        name="draft_abandon",
    ),
    path("<int:pk>/college/", deciding.college_record, name="college_record"),
    path(
        spoken(fr="<int:pk>/conseil/", nl="<int:pk>/raad/"),
        deciding.council_record,
        name="council_record",
    ),
    path(
        spoken(fr="<int:pk>/signer/", nl="<int:pk>/ondertekenen/"),
        deciding.signature_hand_in,
        name="signature_hand_in",
    ),
    path(
        spoken(fr="<int:pk>/signer-sur-papier/", nl="<int:pk>/op-papier-ondertekenen/"),
        deciding.signature_on_paper,
        name="signature_on_paper",
    ),
    path(
        spoken(fr="<int:pk>/publier/", nl="<int:pk>/publiceren/"),
        deciding.instrument_publish,
        name="instrument_publish",
    ),
    path(
        spoken(fr="<int:pk>/suspendre/", nl="<int:pk>/schorsen/"),
        deciding.instrument_suspend,
        name="instrument_suspend",
    ),
    path(
        spoken(fr="<int:pk>/reprendre/", nl="<int:pk>/hervatten/"),
        deciding.instrument_resume,
        name="instrument_resume",
    ),
    path(
        spoken(fr="<int:pk>/resilier/", nl="<int:pk>/beeindigen/"),
        deciding.instrument_terminate,
        name="instrument_terminate",
    ),
    path("<int:pk>/document/", downloads.document_download, name="document_download"),
    path(
        spoken(fr="<int:pk>/deliberation/", nl="<int:pk>/beraadslaging/"),
        downloads.deliberation_download,
        name="deliberation_download",
    ),
    path(
        spoken(fr="signatures/<int:pk>/", nl="handtekeningen/<int:pk>/"),
        downloads.signature_download,
        name="signature_download",
    ),
]

AMENDING = [
    path(
        spoken(fr="<int:pk>/modifier/", nl="<int:pk>/wijzigen/"),
        amending.amendment_open,
        name="amendment_open",
    ),
    path(
        spoken(fr="<int:pk>/comparer/", nl="<int:pk>/vergelijken/"),
        amending.instrument_compare,
        name="instrument_compare",
    ),
    path(
        spoken(fr="contrat/<int:pk>/", nl="overeenkomst/<int:pk>/"),
        amending.instrument_as_it_stood,
        name="instrument_as_it_stood",
    ),
    path(
        spoken(fr="contrat/<int:pk>/document/", nl="overeenkomst/<int:pk>/document/"),
        amending.as_it_stood_document,
        name="as_it_stood_document",
    ),
]

urlpatterns = [*READING, *WRITING, *DECIDING, *AMENDING]
