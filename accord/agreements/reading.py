"""What the page of one agreement shows to whoever works on it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from accord import history
from accord.accounts.models import User
from accord.agreements import actions
from accord.agreements.models import (
    Absence,
    Agreement,
    MissionChoice,
    Note,
    ReferentName,
    Step,
)
from accord.agreements.rules import Chosen, chosen, right_to_subsidy
from accord.directory.standing import standing_of
from accord.framework.models import Mission
from accord.journal.models import Entry
from accord.lib.imprecise import Answer
from accord.sources.models import Fact
from accord.workflow import Offer

# The segment of an address that says which kind of fact it is about.
FACTS: dict[str, Any] = {
    "agreements": Agreement,
    "steps": Step,
    "choices": MissionChoice,
    "referents": ReferentName,
    "absences": Absence,
}
SEGMENTS = {model: segment for segment, model in FACTS.items()}


@dataclass(frozen=True)
class Shown:
    """A fact with what its reader may do to it."""

    fact: Any
    offers: list[Offer]


@dataclass(frozen=True)
class MissionRow:
    mission: Mission
    chosen: Chosen
    facts: list[Shown]


def fact_offers(user: User, fact: Fact) -> list[Offer]:
    """Publish, change, strike: as far as the fact's state and the reader allow."""
    own = [SEGMENTS[type(fact)], fact.pk]
    acts: list[tuple[Any, ...]] = [
        (actions.publish_fact, actions.publish_fact.label, "fact_publish", own)
    ]
    if isinstance(fact, Step):
        acts.append((actions.edit_step, _("Change"), "step_edit", [fact.pk]))
    acts.append((actions.strike_fact, actions.strike_fact.label, "fact_strike", own))
    return [
        Offer(
            label,
            reverse(f"agreements:{page}", args=args),
            is_primary=page == "fact_publish",
            needs_form=True,
        )
        for act, label, page, args in acts
        if act.open_to(user, fact)
    ]


def _shown(user: User, facts: Any) -> list[Shown]:
    return [Shown(fact, fact_offers(user, fact)) for fact in facts]


def file_of(agreement: Any, user: User, day: date) -> dict[str, Any]:
    """An agreement, all that is recorded of it, and its history.

    Within the query budget of a detail page.
    """
    steps = Step.objects.visible_to(user).of(agreement).earliest_first()
    choices = MissionChoice.objects.visible_to(user).of(agreement).with_sources()
    named = ReferentName.objects.visible_to(user).of(agreement)
    missions = Mission.objects.public().filter(model=agreement.model_id).for_table()
    rows = _mission_rows(missions, choices, user)
    shown_steps = _shown(user, steps)
    shown_named = _shown(user, named.select_related("source"))
    others = Agreement.objects.visible_to(user)
    succeeds, successor = others.succession(agreement, day)
    facts = [
        agreement,
        *(shown.fact for shown in shown_steps + shown_named),
        *(shown.fact for row in rows for shown in row.facts),
    ]
    return {
        "agreement": agreement,
        "offers": fact_offers(user, agreement),
        "steps": shown_steps,
        "missions": rows,
        "referents": shown_named,
        "notes": list(Note.objects.visible_to(user).of(agreement)),
        "subsidy": right_to_subsidy(
            Answer(agreement.concluded_on_day),
            [(row.mission, row.chosen) for row in rows],
            ended=Answer(agreement.ended_on_day),
        ),
        "history": _history(agreement, user, facts, [row.mission for row in rows]),
        "may_record": actions.record_step.open_to(user, agreement),
        "succeeds": succeeds,
        "successor": successor,
    }


def _mission_rows(missions: Any, choices: Any, user: User) -> list[MissionRow]:
    facts = defaultdict(list)
    for fact in choices:
        facts[fact.mission_id].append(fact)
    return [
        MissionRow(
            mission,
            chosen(one.answer for one in facts[mission.pk] if one.state == "published"),
            _shown(user, facts[mission.pk]),
        )
        for mission in missions
    ]


def _since_it_was_public() -> Exists:
    """What was written in a draft and taken out again stays with the Region."""
    return Exists(
        Entry.objects.filter(
            record_type=OuterRef("record_type"),
            record_id=OuterRef("record_id"),
            pk__lte=OuterRef("pk"),
            changes__state__1="published",
        )
    )


def _history(
    agreement: Any, user: User, facts: list[Any], missions: list[Mission]
) -> list[history.Line]:
    """The whole file's history for the Region; for others, of what they may see."""
    if standing_of(user).is_regional:
        entries = Entry.objects.within(Agreement, agreement.pk)
    else:
        entries = Entry.objects.about(*facts).filter(_since_it_was_public())
    known = [
        *missions,
        *{fact.source_id: fact.source for fact in facts}.values(),
        agreement.municipality,
        agreement.model,
    ]
    return history.latest(entries, known=known)
