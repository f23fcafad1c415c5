"""Checking a document: open to anyone who holds one."""

from accord.instruments.views import verification
from accord.lib.addresses import page

app_name = "instruments_public"

urlpatterns = [page(verification.document_verify, fr="verifier/", nl="nagaan/")]
