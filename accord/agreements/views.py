"""The files of agreements: reading them, recording, publishing, striking."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.agreements import actions, forms
from accord.agreements.models import Absence, Agreement, Step
from accord.agreements.reading import FACTS, file_of
from accord.attachments.filing import files_on
from accord.lib.paging import page_of
from accord.sources.sourced import StrikeForm


def _agreement(request: Request, pk: int) -> Agreement:
    """The agreement, if the reader may see it, as it stands today."""
    agreements = Agreement.objects.visible_to(request.user).with_others()
    today = timezone.localdate()
    return get_object_or_404(
        agreements.as_of(today).select_related("municipality", "model", "source"), pk=pk
    )


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    """The agreements the reader may see; the filters are in the address."""
    form = forms.FilterForm(request.GET)
    rows = Agreement.objects.visible_to(request.user).as_of(timezone.localdate())
    if form.is_valid():
        rows = rows.matching(**form.cleaned_data)
    page = page_of(rows.for_table(), request.GET.get("page"))
    may_open = actions.open_agreement.allowed(request.user, None)
    context = {"form": form, "page": page, "may_open": may_open}
    if may_open:
        absences = Absence.objects.visible_to(request.user).filter(state="draft")
        context["absences"] = absences.select_related("municipality", "source")
    template = "agreements/agreement_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


@require_safe
def agreement_detail(request: Request, pk: int) -> HttpResponse:
    agreement = _agreement(request, pk)
    file = file_of(agreement, request.user, timezone.localdate())
    context = {"file": file, "files": files_on(agreement, request.user)}
    return render(request, "agreements/agreement_detail.html", context)


def _trail(agreement: Agreement | None) -> list[acting.Crumb]:
    """The way to an agreement; to the list, when there is none yet."""
    trail: list[acting.Crumb] = [(_("Agreements"), "agreements:agreement_list")]
    return [*trail, (agreement.municipality.name, agreement)] if agreement else trail


@acting.GET_POST
def agreement_open(request: Request) -> HttpResponse:
    return acting.take(
        request,
        actions.open_agreement,
        None,
        forms.OpenForm,
        trail=_trail(None),
        act=acting.on_chosen("municipality", actions.open_agreement),
        then=lambda agreement: agreement,
    )


@acting.GET_POST
def step_record(request: Request, pk: int) -> HttpResponse:
    agreement, start = _agreement(request, pk), request.GET.dict()
    action, trail = actions.record_step, _trail(agreement)
    return acting.take(
        request, action, agreement, forms.StepForm, trail=trail, start=start
    )


@acting.GET_POST
def step_edit(request: Request, pk: int) -> HttpResponse:
    steps = Step.objects.visible_to(request.user).latest_first()
    step = get_object_or_404(steps, pk=pk)
    trail = _trail(step.agreement)
    return acting.take(request, actions.edit_step, step, forms.StepForm, trail=trail)


@acting.GET_POST
def choice_record(request: Request, pk: int) -> HttpResponse:
    agreement, start = _agreement(request, pk), request.GET.dict()
    action, trail = actions.record_choice, _trail(agreement)
    form = partial(forms.ChoiceForm, model=agreement.model)
    return acting.take(request, action, agreement, form, trail=trail, start=start)


@acting.GET_POST
def referent_record(request: Request, pk: int) -> HttpResponse:
    agreement = _agreement(request, pk)
    action, trail = actions.record_referent, _trail(agreement)
    return acting.take(request, action, agreement, forms.ReferentForm, trail=trail)


@acting.GET_POST
def absence_record(request: Request) -> HttpResponse:
    return acting.take(
        request,
        actions.record_absence,
        None,
        forms.AbsenceForm,
        trail=_trail(None),
        act=acting.on_chosen("municipality", actions.record_absence),
        then=lambda one: reverse("agreements:fact_publish", args=["absences", one.pk]),
    )


@acting.GET_POST
def note_add(request: Request, pk: int) -> HttpResponse:
    agreement, start = _agreement(request, pk), {"language": request.user.language}
    action, trail = actions.add_note, _trail(agreement)
    return acting.take(
        request, action, agreement, forms.NoteForm, trail=trail, start=start
    )


def _fact(request: Request, kind: str, pk: int) -> Any:
    """A fact the reader may see, by the segment of its address."""
    if kind not in FACTS:
        raise Http404
    facts = FACTS[kind]._default_manager.visible_to(request.user)
    return get_object_or_404(facts, pk=pk)


def _agreement_of(fact: Any) -> Agreement | None:
    is_whole = isinstance(fact, Agreement)
    return fact if is_whole else getattr(fact, "agreement", None)


@acting.GET_POST
def fact_publish(request: Request, kind: str, pk: int) -> HttpResponse:
    """Say what becomes public, show the page as it will be, then publish."""
    fact = _fact(request, kind, pk)
    agreement = _agreement_of(fact)
    return acting.take(
        request,
        actions.publish_fact,
        fact,
        trail=_trail(agreement),
        template="agreements/fact_publish.html",
        agreement=agreement,
    )


@acting.GET_POST
def fact_strike(request: Request, kind: str, pk: int) -> HttpResponse:
    fact = _fact(request, kind, pk)
    action, trail = actions.strike_fact, _trail(_agreement_of(fact))
    about = f"{fact} – {fact.source}"
    return acting.take(request, action, fact, StrikeForm, trail=trail, about=about)
