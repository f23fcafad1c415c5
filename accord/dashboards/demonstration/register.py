"""Invented facts beside those of the register."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accord.accounts.models import User
from accord.agreements import actions
from accord.agreements.models import Agreement
from accord.agreements.rules import StepKind
from accord.framework.models import Mission
from accord.lib.imprecise import ImpreciseDate
from accord.sources.models import Source

NOTE = {
    "note_fr": "Démonstration : donnée inventée.",
    "note_nl": "Demonstratie: verzonnen gegeven.",
}


def keep(source: Source, *, by: User) -> None:
    """A draft, a published fact, one struck, and a note, on two agreements."""
    ixelles, schaerbeek = (
        Agreement.objects.standing().get(municipality__code=code)
        for code in ("ixelles", "schaerbeek")
    )
    recent = timezone.localdate() - timedelta(days=10)
    said: dict[str, Any] = {"source": source, "by": by, **NOTE}
    for agreement in (ixelles, schaerbeek):
        actions.add_note(
            agreement,
            text="Démonstration : appeler la commune pour connaître le terme.",
            language="fr",
            by=by,
        )
    by_year = ImpreciseDate.parse(f"[..{recent.year + 1}]")
    actions.record_step(ixelles, kind=StepKind.END, date=by_year, **said)
    mistake = actions.record_step(
        schaerbeek,
        kind=StepKind.IN_FORCE,
        date=ImpreciseDate.parse(recent.isoformat()),
        **said,
    )
    actions.publish_fact(mistake, by=by)
    actions.strike_fact(mistake, reason="Démonstration : biffé. Geschrapt.", by=by)
    missions = Mission.objects.public().filter(model=schaerbeek.model_id).for_table()
    for mission, answer in zip(missions[:2], ("chosen", "not_chosen"), strict=False):
        choice = actions.record_choice(
            schaerbeek, mission=mission, answer=answer, **said
        )
        if answer == "chosen":
            actions.publish_fact(choice, by=by)
