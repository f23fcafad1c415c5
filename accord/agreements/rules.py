"""What follows from dated facts: when an agreement had come how far, and who may claim.

Pure functions over values: nothing here reads the database or the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accord.lib.imprecise import Answer, ImpreciseDate
from accord.lib.spoken import spoken_items


class StepKind(TextChoices):
    """What happened to an agreement, as a source says it."""

    ANNOUNCED = "announced", _("Announced")
    COLLEGE = "college", _("Decided by the College")
    COUNCIL = "council", _("Adopted by the municipal council")
    SIGNATURE = "signature", _("Signed")
    CONCLUDED = "concluded", _("Concluded")
    IN_FORCE = "in_force", _("In force")
    END = "end", _("Ended")


class Milestone(StrEnum):
    """How far an agreement has come; each is also a pair of columns of Agreement."""

    ANNOUNCED = "announced"
    DECIDED = "decided"
    ADOPTED = "adopted"
    CONCLUDED = "concluded"
    IN_FORCE = "in_force"
    ENDED = "ended"


# "Concluded" is what a source says when it does not tell which act it means.
KINDS: dict[Milestone, frozenset[StepKind]] = {
    Milestone.ANNOUNCED: frozenset({StepKind.ANNOUNCED}),
    Milestone.DECIDED: frozenset({StepKind.COLLEGE}),
    Milestone.ADOPTED: frozenset({StepKind.COUNCIL}),
    Milestone.CONCLUDED: frozenset({StepKind.SIGNATURE, StepKind.CONCLUDED}),
    Milestone.IN_FORCE: frozenset({StepKind.IN_FORCE}),
    Milestone.ENDED: frozenset({StepKind.END}),
}


class State(TextChoices):
    """The state of an agreement on a day: derived, never typed."""

    NONE = "none", _("No agreement known")
    ANNOUNCED = "announced", _("Announced")
    DECIDED = "decided", _("Decided by the College")
    ADOPTED = "adopted", _("Adopted by the council")
    CONCLUDED = "concluded", _("Concluded")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")
    UNKNOWN = "unknown", _("Cannot be said")


# A day before all others, for a bound that no source gives.
BEGINNING = date(1, 1, 1)


@dataclass(frozen=True)
class Statement:
    """What one source says of one step. ``said_on`` is the day it said so, if known."""

    kind: str
    when: ImpreciseDate
    said_on: date | None = None

    @property
    def latest(self) -> date | None:
        """It had happened by then: a source speaks of what is behind it."""
        if self.when.latest is None and self.when.earliest is None:
            return self.said_on
        return self.when.latest


@dataclass(frozen=True)
class Window:
    """From when a milestone may have been reached, and from when it certainly was.

    Both are ``None`` when no source speaks of it. ``is_disputed``: two sources exclude
    each other, and between them nothing can be said.
    """

    perhaps_from: date | None = None
    certain_from: date | None = None
    is_disputed: bool = False

    def reached(self, day: date) -> Answer:
        if self.certain_from and self.certain_from <= day:
            return Answer.YES
        if self.perhaps_from and self.perhaps_from <= day:
            return Answer.UNKNOWN
        return Answer.NO


def window(statements: Iterable[Statement], *, not_before: date | None) -> Window:
    """What the statements on one milestone say together.

    They narrow each other where they can all be true, and widen to all that any of
    them allows where they cannot. ``not_before`` is the earliest day the thing was
    possible at all: the approval of the model the agreement follows.
    """
    bounds = [
        (said.when.earliest or not_before or BEGINNING, said.latest)
        for said in statements
    ]
    if not bounds:
        return Window()
    ends = [end for _start, end in bounds if end]
    first = max(start for start, _end in bounds)
    last = min(ends) if ends else None
    if last and first > last:
        first = min(start for start, _end in bounds)
        last = max(ends) if len(ends) == len(bounds) else None
        return Window(first, last, is_disputed=True)
    return Window(first, last)


def windows(
    statements: Iterable[Statement], *, not_before: date | None
) -> dict[Milestone, Window]:
    """The window of every milestone."""
    said = list(statements)
    return {
        milestone: window(
            (one for one in said if one.kind in kinds), not_before=not_before
        )
        for milestone, kinds in KINDS.items()
    }


def state_on(day: date, known: dict[Milestone, Window]) -> State:
    """The furthest milestone reached; unknown when one further may have been."""
    for milestone in reversed(Milestone):
        match known[milestone].reached(day):
            case Answer.YES:
                return State(milestone)
            case Answer.UNKNOWN:
                return State.UNKNOWN
    return State.NONE


class Choice(TextChoices):
    """Whether a municipality took a mission on, as a source says it."""

    CHOSEN = "chosen", _("Chosen")
    NOT_CHOSEN = "not_chosen", _("Not chosen")


class Chosen(TextChoices):
    """What the sources together say of one mission."""

    CHOSEN = "chosen", _("Chosen")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
    DISPUTED = "disputed", _("Sources disagree")
    UNKNOWN = "unknown", _("Not known")


def chosen(said: Iterable[str]) -> Chosen:
    """One answer out of what the sources say about one mission."""
    answers = set(said)
    if not answers:
        return Chosen.UNKNOWN
    return Chosen(answers.pop()) if len(answers) == 1 else Chosen.DISPUTED


class Reason(TextChoices):
    """Why an agreement does or does not give a right to the referent's subsidy."""

    NOT_CONCLUDED = "not_concluded", _("No agreement is concluded.")
    ENDED = "ended", _("The agreement has ended.")
    MAY_BE_CONCLUDED = (
        "may_be_concluded",
        _("Whether the agreement is concluded cannot be said."),
    )
    MAY_HAVE_ENDED = (
        "may_have_ended",
        _("Whether the agreement has ended cannot be said."),
    )
    NO_CONDITION_KNOWN = (
        "no_condition_known",
        _("The missions that condition the subsidy are not known."),
    )
    NOT_CHOSEN = "not_chosen", _("A mission that conditions the subsidy is not chosen.")
    NOT_KNOWN = (
        "not_known",
        _("Whether all missions that condition the subsidy are chosen is not known."),
    )
    ALL_CHOSEN = (
        "all_chosen",
        _("The agreement is concluded with all missions that condition the subsidy."),
    )
    TOO_FEW_CHOSEN = (
        "too_few_chosen",
        _("Too few of the missions that condition the subsidy are chosen."),
    )
    ENOUGH_NOT_KNOWN = (
        "enough_not_known",
        _(
            "Whether enough of the missions that condition the subsidy are chosen is "
            "not known."
        ),
    )
    ENOUGH_CHOSEN = (
        "enough_chosen",
        _(
            "The agreement is concluded with enough of the missions that condition the "
            "subsidy."
        ),
    )


@dataclass(frozen=True)
class Eligibility:
    """Whether a condition is met, why, and which missions decide it.

    ``said`` is what the sources together say of each mission that the condition names.
    """

    answer: Answer
    reason: Reason
    missions: tuple[str, ...] = ()  # those that stand in the way
    concluded: Answer = Answer.UNKNOWN
    ended: Answer = Answer.NO
    said: tuple[tuple[str, Chosen], ...] = ()
    at_least: int | None = None

    @property
    def reasons(self) -> list[str]:
        """The facts behind the answer, one sentence each; missions by their names."""
        told = [str(CONCLUDED[self.concluded])]
        if self.ended in ENDED:
            told.append(str(ENDED[self.ended]))
        if not self.said:
            return [*told, str(Reason.NO_CONDITION_KNOWN.label)]
        told.append(
            gettext("All of %(total)d missions are required.")
            % {"total": len(self.said)}
            if self.at_least is None
            else gettext("At least %(n)d of %(total)d missions are required.")
            % {"n": self.at_least, "total": len(self.said)}
        )
        for answer, sentence in MISSIONS_SAID.items():
            names = [name for name, said in self.said if said == answer]
            if names:
                told.append(str(sentence) % {"missions": spoken_items(names)})
        return told


CONCLUDED = {
    Answer.YES: _("The agreement is concluded."),
    Answer.NO: Reason.NOT_CONCLUDED.label,
    Answer.UNKNOWN: Reason.MAY_BE_CONCLUDED.label,
}
ENDED = {Answer.YES: Reason.ENDED.label, Answer.UNKNOWN: Reason.MAY_HAVE_ENDED.label}
MISSIONS_SAID = {
    Chosen.CHOSEN: _("Chosen: %(missions)s."),
    Chosen.NOT_CHOSEN: _("Not chosen: %(missions)s."),
    Chosen.DISPUTED: _("Sources disagree on: %(missions)s."),
    Chosen.UNKNOWN: _("Not known: %(missions)s."),
}


def evaluate(
    concluded: Answer,
    missions: dict[str, Chosen],
    at_least: int | None = None,
    *,
    ended: Answer = Answer.NO,
) -> Eligibility:
    """Whether an agreement meets a condition, such as that of the referent's subsidy.

    ``missions`` gives, for each mission that the condition names, what the sources say;
    ``at_least`` of them must be chosen, or all. The answer is given as soon as no fact
    that is still open can change it.
    Source of the rule for the subsidy: written question no. 1209, answered 8 September
    2023.
    """
    of_all = at_least is None
    wanted = len(missions) if at_least is None else at_least
    sure = sum(said == Chosen.CHOSEN for said in missions.values())
    refused = tuple(name for name, said in missions.items() if said == "not_chosen")
    open_ = tuple(
        name for name, said in missions.items() if said in ("unknown", "disputed")
    )

    def found(answer: Answer, reason: Reason, *in_the_way: str) -> Eligibility:
        said = tuple(missions.items())
        return Eligibility(answer, reason, in_the_way, concluded, ended, said, at_least)

    if concluded == Answer.NO:
        return found(Answer.NO, Reason.NOT_CONCLUDED)
    if ended == Answer.YES:
        return found(Answer.NO, Reason.ENDED)
    if not missions:
        return found(Answer.UNKNOWN, Reason.NO_CONDITION_KNOWN)
    if sure + len(open_) < wanted:
        reason = Reason.NOT_CHOSEN if of_all else Reason.TOO_FEW_CHOSEN
        return found(Answer.NO, reason, *refused)
    lacking = () if sure >= wanted else open_
    if concluded == Answer.UNKNOWN:
        return found(Answer.UNKNOWN, Reason.MAY_BE_CONCLUDED, *lacking)
    if ended == Answer.UNKNOWN:
        return found(Answer.UNKNOWN, Reason.MAY_HAVE_ENDED, *lacking)
    if lacking:
        reason = Reason.NOT_KNOWN if of_all else Reason.ENOUGH_NOT_KNOWN
        return found(Answer.UNKNOWN, reason, *lacking)
    reason = Reason.ALL_CHOSEN if of_all else Reason.ENOUGH_CHOSEN
    return found(Answer.YES, reason)


def right_to_subsidy(
    concluded: Answer,
    missions: Iterable[tuple[Any, Chosen]],
    *,
    ended: Answer = Answer.NO,
    by: str = "title",
) -> Eligibility:
    """The right to the referent's subsidy; each mission is named by that attribute.

    The missions come from ``Mission.objects…for_table()``, which says of each whether
    it conditions the subsidy.
    """
    wanted = [(one, said) for one, said in missions if one.conditions_subsidy]
    enough = wanted[0][0].subsidy_at_least if wanted else None
    names = {getattr(one, by): said for one, said in wanted}
    return evaluate(concluded, names, enough, ended=ended)
