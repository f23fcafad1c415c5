"""Handing out what proves a text: its document, signatures, deliberation."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.attachments import serving
from accord.attachments.models import Attachment
from accord.instruments.models import Signature
from accord.instruments.rules import Method
from accord.instruments.views.common import text_for


@require_safe
def document_download(request: Request, pk: int) -> HttpResponseBase:
    """The file with all that count so far; ``?as=issued``: as it left the house."""
    instrument = text_for(request, pk)
    if instrument.document is None:
        raise Http404
    signed = Signature.objects.visible_to(request.user).of(instrument).counting()
    latest = signed.filter(method=Method.ELECTRONIC).last()
    if latest is None or request.GET.get("as") == "issued":
        return serving.response(instrument.document.file)
    return serving.response(latest.file)


@require_safe
def college_download(request: Request, pk: int) -> HttpResponseBase:
    """The deliberation of the College."""
    return _given(text_for(request, pk).college_file)


@require_safe
def deliberation_download(request: Request, pk: int) -> HttpResponseBase:
    """The deliberation of the council."""
    return _given(text_for(request, pk).deliberation)


def _given(file: Attachment | None) -> HttpResponseBase:
    if file is None:
        raise Http404
    return serving.response(file)


@require_safe
def signature_download(request: Request, pk: int) -> HttpResponseBase:
    """The file that was handed in: the signed document, or the scan."""
    rows = Signature.objects.visible_to(request.user).select_related("file")
    return serving.response(get_object_or_404(rows, pk=pk).file)
