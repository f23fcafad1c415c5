"""One form, one act: the same form sent twice leads where it led the first time.

A form carries a token, made for the person who opened it. Who presses twice, or sends
it again because the connection broke, finds what was made: the token is kept in the
transaction of the act. Two of the same instant wait for each other on its row.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from accord.journal.models import Submission
from accord.lib.errors import Refused
from accord.workflow import GONE

KEPT = timedelta(days=7)  # how long a form may stay open, and is known to be sent
SALT = "accord.form"
UNTYPED = ("csrfmiddlewaretoken", "token", "seen", "alike")  # not what someone typed


def token_for(user: Any) -> str:
    """A token for one form that is shown to this person; none for who is not known."""
    return user.pk and signing.dumps([user.pk, secrets.token_urlsafe(12)], salt=SALT)


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """``form_token``: another one each time that a template writes it."""
    return {"form_token": lambda: token_for(request.user)}


def once(request: Any, act: Callable[[], Any], *, done: Any) -> HttpResponse:
    """Do it, say that it is ``done`` and go where ``act`` says; a second time, only go.

    Raises ``Refused`` for a form that was opened by nobody, by someone else or too long
    ago, and for one that was sent already and says something else now.
    """
    if not request.user.is_authenticated:  # a link that works once is their token
        return _went(request, act(), done)
    token, content = _token(request), _content(request)
    with transaction.atomic():
        sent, is_first = Submission.objects.get_or_create(
            person=request.user, token=token, defaults={"content": content}
        )
        if is_first:
            sent.place = resolve_url(act())
            sent.save(update_fields=["place"])
    if is_first:
        return _went(request, sent.place, done)
    if sent.content != content:
        raise Refused(
            _(
                "This form was sent already, with something else in it. What you typed "
                "is kept: send it again if it is to be added as well."
            )
        )
    return _again(request, sent)


class OnceMiddleware(MiddlewareMixin):
    """A form that was sent already leads where it led, whatever its page says by now.

    One about a record that is gone reads that, rather than that there is no such page.
    """

    def process_view(
        self, request: Any, view: Any, *_given: Any
    ) -> HttpResponse | None:
        if getattr(view, "csrf_exempt", False) or not _is_a_form(request):
            return None
        try:
            known = {"person": request.user, "token": _token(request)}
        except Refused:
            return None
        sent = Submission.objects.filter(**known, content=_content(request)).first()
        return _again(request, sent) if sent else None

    def process_exception(self, request: Any, error: Exception) -> HttpResponse | None:
        is_about_a_record = _is_a_form(request) and "seen" in request.POST
        if isinstance(error, Http404) and is_about_a_record:
            return render(request, "ui/refused.html", {"reason": GONE}, status=409)
        return None


def forget_old() -> int:
    """Forget the forms whose token no longer works."""
    return Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _is_a_form(request: Any) -> bool:
    is_sent = request.method == "POST" and request.user.is_authenticated
    return is_sent and "token" in request.POST


def _again(request: HttpRequest, sent: Submission) -> HttpResponse:
    messages.info(request, _("This was done already: the form was sent twice."))
    return redirect(sent.place)


def _went(request: HttpRequest, place: Any, done: Any) -> HttpResponse:
    if done:
        messages.success(request, done)
    return redirect(place)


def _token(request: Any) -> str:
    try:
        given = request.POST.get("token", "")
        person, token = signing.loads(given, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        person, token = None, ""
    if person != request.user.pk:
        raise Refused(
            _(
                "This form was not opened by you, or too long ago. What you typed is "
                "kept: look at it, then send it again."
            )
        )
    return token


def _content(request: HttpRequest) -> str:
    """A fingerprint of what was typed, and of the files by name and size."""
    typed = [
        (name, values)
        for name, values in sorted(request.POST.lists())
        if name not in UNTYPED
    ]
    files = [
        (name, [(one.name, one.size) for one in sent])
        for name, sent in sorted(request.FILES.lists())
    ]
    return hashlib.sha256(repr((typed, files)).encode()).hexdigest()
