"""The files of agreements: reading them, recording, publishing, striking."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.agreements import actions
from accord.agreements.files import FACTS, file_of
from accord.agreements.forms import (
    AbsenceForm,
    ChoiceForm,
    FilterForm,
    NoteForm,
    OpenForm,
    ReferentForm,
    StepForm,
    StrikeForm,
)
from accord.agreements.models import Absence, Agreement, Step
from accord.attachments.filing import files_on
from accord.lib.dateforms import typed
from accord.lib.paging import page_of
from accord.workflow import version_of


def _agreement(request: Request, pk: int) -> Agreement:
    """The agreement, if the reader may see it, as it stands today."""
    agreements = Agreement.objects.visible_to(request.user)
    today = timezone.localdate()
    return get_object_or_404(
        agreements.as_of(today).select_related("municipality", "model", "source"), pk=pk
    )


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    """The agreements the reader may see; the filters are in the address."""
    form = FilterForm(request.GET)
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


@require_http_methods(["GET", "POST"])
def agreement_open(request: Request) -> HttpResponse:
    actions.open_agreement.require(request.user, None)
    form = OpenForm(request.POST or None)

    def act(data: dict[str, Any]) -> Agreement:
        town = data.pop("municipality")
        return actions.open_agreement(town, by=request.user, **data)

    answer = acting.answer(
        request, form, act, done=_("The file is open. It is not public yet.")
    )
    return answer or acting.page(request, "agreements/agreement_open.html", form)


@require_http_methods(["GET", "POST"])
def step_record(request: Request, pk: int) -> HttpResponse:
    agreement = _agreement(request, pk)
    actions.record_step.require(request.user, agreement)
    form = StepForm(request.POST or None, initial=request.GET.dict())

    def act(data: dict[str, Any]) -> Agreement:
        actions.record_step(agreement, by=request.user, **data)
        return agreement

    answer = acting.answer(
        request, form, act, done=_("The step is recorded, as a draft.")
    )
    return answer or acting.page(
        request, "agreements/step_record.html", form, agreement=agreement
    )


@require_http_methods(["GET", "POST"])
def step_edit(request: Request, pk: int) -> HttpResponse:
    steps = Step.objects.visible_to(request.user).latest_first()
    step = get_object_or_404(steps, pk=pk)
    actions.edit_step.require(request.user, step)
    start = {
        **typed(step.date),
        **{name: getattr(step, name) for name in ("kind", "note_fr", "note_nl")},
        "source": step.source_id,
        "seen": version_of(step),
    }
    form = StepForm(request.POST or None, initial=start)

    def act(data: dict[str, Any]) -> Agreement:
        actions.edit_step(step, seen=acting.seen(request), by=request.user, **data)
        return step.agreement

    answer = acting.answer(request, form, act, done=_("The step is changed."))
    context = {"agreement": step.agreement, "step": step, "version": start["seen"]}
    return answer or acting.page(request, "agreements/step_edit.html", form, **context)


@require_http_methods(["GET", "POST"])
def choice_record(request: Request, pk: int) -> HttpResponse:
    agreement = _agreement(request, pk)
    actions.record_choice.require(request.user, agreement)
    start = request.GET.dict()
    form = ChoiceForm(request.POST or None, initial=start, model=agreement.model)

    def act(data: dict[str, Any]) -> Agreement:
        actions.record_choice(agreement, by=request.user, **data)
        return agreement

    answer = acting.answer(
        request, form, act, done=_("The mission is recorded, as a draft.")
    )
    return answer or acting.page(
        request, "agreements/choice_record.html", form, agreement=agreement
    )


@require_http_methods(["GET", "POST"])
def referent_record(request: Request, pk: int) -> HttpResponse:
    agreement = _agreement(request, pk)
    actions.record_referent.require(request.user, agreement)
    form = ReferentForm(request.POST or None)

    def act(data: dict[str, Any]) -> Agreement:
        actions.record_referent(agreement, by=request.user, **data)
        return agreement

    answer = acting.answer(
        request, form, act, done=_("The referent is recorded, as a draft.")
    )
    return answer or acting.page(
        request, "agreements/referent_record.html", form, agreement=agreement
    )


@require_http_methods(["GET", "POST"])
def absence_record(request: Request) -> HttpResponse:
    actions.record_absence.require(request.user, None)
    form = AbsenceForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        town = data.pop("municipality")
        absence = actions.record_absence(town, by=request.user, **data)
        return reverse("agreements:fact_publish", args=["absences", absence.pk])

    done = _("The absence is recorded, as a draft. Publish it here.")
    answer = acting.answer(request, form, act, done=done)
    return answer or acting.page(request, "agreements/absence_record.html", form)


@require_http_methods(["GET", "POST"])
def note_add(request: Request, pk: int) -> HttpResponse:
    agreement = _agreement(request, pk)
    actions.add_note.require(request.user, agreement)
    form = NoteForm(request.POST or None, initial={"language": request.user.language})

    def act(data: dict[str, Any]) -> Agreement:
        actions.add_note(agreement, by=request.user, **data)
        return agreement

    answer = acting.answer(request, form, act, done=_("The note is kept."))
    return answer or acting.page(
        request, "agreements/note_add.html", form, agreement=agreement
    )


def _fact(request: Request, kind: str, pk: int) -> Any:
    """A fact the reader may see, by the segment of its address."""
    if kind not in FACTS:
        raise Http404
    facts = FACTS[kind]._default_manager.visible_to(request.user)
    return get_object_or_404(facts, pk=pk)


def _home_of(fact: Any) -> Any:
    """Where one goes back to from a fact."""
    if isinstance(fact, Agreement):
        return fact
    return getattr(fact, "agreement", "agreements:agreement_list")


@require_http_methods(["GET", "POST"])
def fact_publish(request: Request, kind: str, pk: int) -> HttpResponse:
    """Say what becomes public, show the page as it will be, then publish."""
    fact = _fact(request, kind, pk)
    actions.publish_fact.require(request.user, fact)
    if request.method == "POST":
        actions.publish_fact(fact, by=request.user)
        messages.success(request, _("It is public now."))
        return redirect(_home_of(fact))
    context = {"fact": fact, "agreement": _home_of(fact)}
    return render(request, "agreements/fact_publish.html", context)


@require_http_methods(["GET", "POST"])
def fact_strike(request: Request, kind: str, pk: int) -> HttpResponse:
    fact = _fact(request, kind, pk)
    actions.strike_fact.require(request.user, fact)
    form = StrikeForm(request.POST or None)

    def act(data: dict[str, Any]) -> Any:
        actions.strike_fact(fact, by=request.user, **data)
        return _home_of(fact)

    answer = acting.answer(request, form, act, done=_("It is struck."))
    context = {"fact": fact, "agreement": _home_of(fact)}
    return answer or acting.page(
        request, "agreements/fact_strike.html", form, **context
    )
