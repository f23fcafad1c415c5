"""Changing a signed text, seeing what changes, and the text as it stood on a day."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.instruments import deed
from accord.instruments.actions.opening import open_amendment
from accord.instruments.changes import told
from accord.instruments.content import nodes, text_of
from accord.instruments.documents import mission_words, rendered
from accord.instruments.forms.amending import AmendmentForm
from accord.instruments.models import Instrument
from accord.instruments.views.common import text_for
from accord.instruments.views.deciding import decide
from accord.lib.asked import number
from accord.lib.asof import asked_day

DEPTH = {"missions": 0, "commitments": 1, "indicators": 2, "targets": 3}
DEPTH |= {"actions": 1, "means": 1}


@acting.GET_POST
def amendment_open(request: Request, pk: int) -> HttpResponse:
    """Tick what changes; the rest of the copy stays closed."""
    text = text_for(request, pk)
    content = text_of(text).content
    return decide(
        request,
        text,
        open_amendment,
        partial(AmendmentForm, content=content),
        then=lambda made: made,
        template="instruments/amendment_open.html",
        tree=[(DEPTH[kind], kind, node, up) for kind, node, up in nodes(content)],
    )


@require_safe
def instrument_compare(request: Request, pk: int) -> HttpResponse:
    """Before and after, in both languages; ``?with=`` another version of it."""
    instrument = text_for(request, pk)
    versions = Instrument.objects.visible_to(request.user)
    others = versions.of_agreement(instrument.agreement).exclude(pk=pk)
    other = _other(request.GET.get("with", ""), instrument, others)
    before, after = other, instrument
    if other and other.number > instrument.number:
        before, after = instrument, other
    context = {
        "instrument": instrument,
        "others": others.for_table(),
        "before": before,
        "after": after,
        "changes": told(text_of(before).content, text_of(after).content)
        if before
        else [],
    }
    return render(request, "instruments/instrument_compare.html", context)


def _other(asked: str, instrument: Instrument, others: Any) -> Instrument | None:
    if not asked:
        if instrument.amends:
            instrument.amends.agreement = instrument.agreement  # known: not asked again
        return instrument.amends
    return get_object_or_404(others.for_page(), pk=number(asked))


# As it stood


def _in_force(request: Request, pk: int, day: date) -> Instrument | None:
    """The version that held the text of an agreement on a day, if there was one."""
    texts = Instrument.objects.visible_to(request.user).of_agreement(pk)
    if not texts.exists():
        raise Http404
    return texts.in_force_on(day).for_page().first()


@require_safe
def instrument_as_it_stood(request: Request, pk: int) -> HttpResponse:
    """The text in force on ``?on=2026-12-31``, today if no day is asked for."""
    as_of = asked_day(request)
    day = as_of.day
    instrument = _in_force(request, pk, day)
    content = instrument.content if instrument else None
    context = {
        "as_of": as_of,
        "agreement_pk": pk,
        "instrument": instrument,
        "has_ended": bool(instrument and instrument.ends_on)
        and instrument.ends_on < day,  # type: ignore[union-attr, operator] # known
        "clauses": deed.readable(content),
        "missions": [mission_words(one, content) for one in content["missions"]]
        if content
        else [],
    }
    return render(request, "instruments/instrument_as_it_stood.html", context)


@require_safe
def as_it_stood_document(request: Request, pk: int) -> HttpResponseBase:
    """The same as a PDF to read; what was signed is another file."""
    as_of = asked_day(request)
    if as_of.error:
        raise Http404
    day = as_of.day
    instrument = _in_force(request, pk, day)
    if instrument is None or instrument.content is None or not instrument.document:
        raise Http404
    number = instrument.document.number
    write = partial(
        rendered,
        instrument.content,
        number=number,
        text_hash=instrument.text_hash,
        at=timezone.make_aware(datetime.combine(day, time.min)),
        on=day,
    )
    return outlets.send_file(request, f"{number}-{day}.pdf", write)
