"""Invented facts beside those of the register."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accord.accounts.models import User
from accord.agreements import actions
from accord.agreements.models import Agreement
from accord.agreements.rules import StepKind
from accord.dashboards.demonstration.casting import Parts
from accord.framework.models import Mission
from accord.lib.imprecise import ImpreciseDate
from accord.sources.models import Source

NOTE = {
    "note_fr": "Démonstration : donnée inventée.",
    "note_nl": "Demonstratie: verzonnen gegeven.",
}


def keep(source: Source, parts: Parts, *, by: User) -> None:
    """A draft, a published fact, one struck, and a note, on two agreements."""
    ends, chooses = (_agreement(parts, part) for part in ("amended", "in_review"))
    for agreement in (ends, chooses):
        if agreement:
            actions.add_note(
                agreement,
                text="Démonstration : appeler la commune pour connaître le terme.",
                language="fr",
                by=by,
            )
    said: dict[str, Any] = {"source": source, "by": by, **NOTE}
    recent = timezone.localdate() - timedelta(days=10)
    if ends:
        by_year = ImpreciseDate.parse(f"[..{recent.year + 1}]")
        actions.record_step(ends, kind=StepKind.END, date=by_year, **said)
    if chooses:
        _mistake(chooses, recent, said)
        _choices(chooses, said)


def _agreement(parts: Parts, part: str) -> Agreement | None:
    """A municipality that has none yet, or several, is left alone."""
    found = list(Agreement.objects.standing().filter(municipality=parts.get(part)))
    return found[0] if len(found) == 1 else None


def _mistake(agreement: Agreement, day: date, said: dict[str, Any]) -> None:
    on_the_day = ImpreciseDate.parse(day.isoformat())
    step = actions.record_step(
        agreement, kind=StepKind.IN_FORCE, date=on_the_day, **said
    )
    actions.publish_fact(step, by=said["by"])
    reason = "Démonstration : biffé. Geschrapt."
    actions.strike_fact(step, reason=reason, by=said["by"])


def _choices(agreement: Agreement, said: dict[str, Any]) -> None:
    missions = Mission.objects.public().filter(model=agreement.model_id).for_table()
    for mission, answer in zip(missions[:2], ("chosen", "not_chosen"), strict=False):
        choice = actions.record_choice(
            agreement, mission=mission, answer=answer, **said
        )
        if answer == "chosen":
            actions.publish_fact(choice, by=said["by"])
