"""What is said about a text while it is written: threads, and settling them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accord import acting
from accord.accounts.http import Request
from accord.instruments import actions
from accord.instruments.content import text_of
from accord.instruments.forms.texts import CommentForm
from accord.instruments.models import Comment, Instrument
from accord.instruments.pages import part_at, place_of
from accord.instruments.views.common import require, text_for

THREADS = "comments"  # the place on the page of the text


@require_http_methods(["GET", "POST"])
def comment_add(request: Request, pk: int, lineage: UUID | None = None) -> HttpResponse:
    """On a part of the text, or on the whole."""
    text = text_for(request, pk)
    require(actions.add_comment, request, text)
    part = part_at(text_of(text), lineage) if lineage else None
    return _said(request, text, lineage, part=part)


@require_http_methods(["GET", "POST"])
def comment_answer(request: Request, pk: int, number: int) -> HttpResponse:
    text = text_for(request, pk)
    require(actions.add_comment, request, text)
    comment = _open_thread(request, text, number)
    return _said(request, text, comment.lineage, answers=comment)


def _said(request: Request, text: Instrument, lineage: Any, **about: Any) -> Any:
    form = CommentForm(request.POST or None)
    place = place_of(text, lineage or THREADS)

    def act(data: dict[str, Any]) -> str:
        answers = about.get("answers")
        actions.add_comment(
            text, lineage=lineage, answers=answers, by=request.user, **data
        )
        return place

    answer = acting.answer(request, form, act, done=_("Your comment is kept."))
    context = {"instrument": text, "cancel": place, **about}
    template = "instruments/comment_add.html"
    return answer or acting.page(request, template, form, **context)


def _open_thread(request: Request, text: Instrument, number: int) -> Comment:
    comments = Comment.objects.visible_to(request.user).of(text)
    return get_object_or_404(comments.still_open(), pk=number)


@require_POST
def comment_settle(request: Request, pk: int, number: int) -> HttpResponse:
    text = text_for(request, pk)
    comment = _open_thread(request, text, number)
    actions.settle_comment(comment, by=request.user)
    messages.success(request, _("The comment is settled."))
    return redirect(place_of(text, comment.lineage or THREADS))
