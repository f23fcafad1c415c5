"""The texts of agreements, for the two sides that write and keep them."""

from django.urls import path

from accord.instruments.views import amending, deciding, downloads, reading
from accord.lib.bilingual import spoken

app_name = "instruments"

READING = [
    path("<int:pk>/", reading.instrument_detail, name="instrument_detail"),
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

urlpatterns = [*READING, *DECIDING, *AMENDING]
