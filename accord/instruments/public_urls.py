"""Checking a document: open to anyone who holds one."""

from django.urls import path

from accord.instruments.views import verification
from accord.lib.bilingual import spoken

app_name = "instruments_public"

urlpatterns = [
    path(
        spoken(fr="verifier/", nl="nagaan/"),
        verification.document_verify,
        name="document_verify",
    ),
]
