"""The texts that a reader may see: the list, a whole text, its gaps, its history."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord import history
from accord.accounts.http import Request
from accord.instruments import policies
from accord.instruments.actions.opening import open_draft
from accord.instruments.forms.texts import FilterForm
from accord.instruments.models import Instrument
from accord.instruments.reading.parts import lacks_of, page_of_text
from accord.instruments.telling import key_of, parts_told
from accord.instruments.views.common import text_for
from accord.instruments.workflow import words_for
from accord.journal.models import Entry
from accord.lib.paging import page_of


@require_safe
def instrument_list(request: Request) -> HttpResponse:
    """The texts the reader may see, each as their side says it."""
    form = FilterForm(request.GET)
    rows: Any = Instrument.objects.visible_to(request.user)
    if form.is_valid():
        rows = rows.matching(**form.cleaned_data)
    page = page_of(rows.for_table(), request.GET.get("page"))
    today = timezone.localdate()
    for text in page.object_list:
        side = policies.side_of(request.user, text)
        text.phase = text.phase_on(today)
        text.words = side and words_for(text.state, side, text.phase)
    context = {
        "form": form,
        "page": page,
        "may_open": open_draft.allowed(request.user, None),
    }
    template = "instruments/instrument_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


@require_safe
def instrument_detail(request: Request, pk: int) -> HttpResponse:
    """The whole text, with what the reader may do to each part of it."""
    text = text_for(request, pk)
    context = {"instrument": text, "page": page_of_text(text, request.user)}
    return render(request, "instruments/instrument_detail.html", context)


@require_safe
def gap_list(request: Request, pk: int) -> HttpResponse:
    """What is missing before both sides can agree, each with the form that mends it."""
    text = text_for(request, pk)
    context = {"instrument": text, "lacks": lacks_of(text, request.user)}
    return render(request, "instruments/gap_list.html", context)


@require_safe
def instrument_history(request: Request, pk: int) -> HttpResponse:
    """Everything that was done to the text and its parts, latest first."""
    text = text_for(request, pk)
    entries = Entry.objects.within(Instrument, text.pk).for_history()
    page = page_of(entries, request.GET.get("page"))
    lines = history.lines(page.object_list, known=[text.agreement.municipality])
    parts = parts_told(page.object_list, request.user)
    told = [(line, parts.get(key_of(line.entry))) for line in lines]
    context = {"instrument": text, "page": page, "told": told}
    return render(request, "instruments/instrument_history.html", context)
