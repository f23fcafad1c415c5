"""Checking a document by its number, or by dropping the file."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accord import acting
from accord.attachments.rules import MB
from accord.instruments.checking import Answer, check
from accord.instruments.forms.verifying import FileForm, NumberForm
from accord.ui.pages import takes

# Guessing codes and having files examined costs; people check one or two.
RATES = {"document_verify": "20/m/ip"}
PAGE = "instruments/document_verify.html"


class InMemory(MemoryFileUploadHandler):
    """The file is never on a disk; one that is too large is not read at all."""

    is_too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.activated = True
        self.is_too_large = content_length > (settings.MAX_UPLOAD_MB + 1) * MB

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.is_too_large:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)


@csrf_exempt  # it changes nothing, and needs no cookie of a visitor
@login_not_required
@acting.GET_POST
@takes("number", "code")
def document_verify(request: HttpRequest) -> HttpResponse:
    """An empty page is public and kept; an answer is for who asked, and is not."""
    is_sent = request.method == "POST"
    if not is_sent and not request.GET.get("number"):
        return render(request, PAGE, {"form": FileForm()})
    if not _is_within_rate(request):
        return ratelimit.respond_429(request)
    form = _sent(request) if is_sent else NumberForm(request.GET)
    answer = _answer(form) if form.is_valid() else None
    shown = form if is_sent and not answer else FileForm(initial=request.GET.dict())
    response = render(request, PAGE, {"form": shown, "answer": answer})
    response["Cache-Control"] = "no-store"
    return response


def _sent(request: HttpRequest) -> FileForm:
    handler = InMemory(request)
    request.upload_handlers = [handler]
    form = FileForm(request.POST, request.FILES)
    if handler.is_too_large:
        most = {"most": settings.MAX_UPLOAD_MB}
        form.add_error("file", _("A file is at most %(most)s MB here.") % most)
    return form


def _answer(form: Form) -> Answer:
    given, file = form.cleaned_data, form.cleaned_data.get("file")
    uploaded = file.read() if file else None
    return check(given["number"], given["code"], uploaded, timezone.localdate())


def _is_within_rate(request: HttpRequest) -> bool:
    usage = ratelimit.consume(
        request, app="accord", action="document_verify", config=RATES, limit_get=True
    )
    return usage is not None
