"""Saying something on a record, answering it, settling it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.lib.errors import Refused
from accord.threads import actions
from accord.threads.forms import RemarkForm
from accord.threads.models import Remark
from accord.threads.owners import OWNERS, owner_of


def _open(request: Request, pk: int) -> Remark:
    rows = Remark.objects.visible_to(request.user).still_open()
    return get_object_or_404(rows.select_related("author", "organisation"), pk=pk)


@require_safe
def remark_detail(request: Request, pk: int) -> HttpResponse:
    """Where it stands on the page of its record."""
    rows = Remark.objects.visible_to(request.user)
    return _back_to(get_object_or_404(rows, pk=pk))


def _back_to(remark: Remark) -> HttpResponse:
    record: Any = remark.owner
    return redirect(owner_of(record).page(record, remark.place))


@acting.GET_POST
def remark_add(request: Request, kind: str, pk: int, place: str = "") -> HttpResponse:
    """On a part of the record, or on the whole."""
    if kind not in OWNERS:
        raise Http404
    record = get_object_or_404(OWNERS[kind].audience(request.user), pk=pk)
    return _said(request, record, place=place)


@acting.GET_POST
def remark_answer(request: Request, pk: int) -> HttpResponse:
    remark = _open(request, pk)
    return _said(request, remark.owner, place=remark.place, answers=remark)


def _said(request: Request, record: Any, **about: Any) -> HttpResponse:
    _require(request, record)
    owner, answers = owner_of(record), about.get("answers")
    return acting.take(
        request,
        actions.add_remark,
        record,
        RemarkForm,
        trail=owner.trail(record),
        home=owner.page(record, about["place"]),
        act=partial(actions.add_remark, record, **about),
        template="threads/remark_add.html",
        answers=answers,
        words="" if answers else owner.words(record, about["place"]),
    )


def _require(request: Request, record: Any) -> None:
    """Who speaks elsewhere on such records learns why not on this one."""
    if not actions.add_remark.open_to(request.user, record):
        said = owner_of(record).why_not(request.user, record)
        if said:
            raise Refused(said)


@acting.GET_POST
def remark_settle(request: Request, pk: int) -> HttpResponse:
    """Who comes late reads that it is settled already, rather than that it is gone."""
    rows = Remark.objects.visible_to(request.user).filter(answers=None)
    remark = get_object_or_404(rows, pk=pk)
    record: Any = remark.owner
    owner = owner_of(record)
    return acting.take(
        request,
        actions.settle_remark,
        remark,
        trail=owner.trail(record),
        home=owner.page(record, remark.place),
        about=remark.text,
    )
