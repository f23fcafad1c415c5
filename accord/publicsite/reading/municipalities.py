"""The map of municipalities, and the page of each, as published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import (
    Absence,
    Agreement,
    MissionChoice,
    ReferentName,
    Step,
)
from accord.agreements.querysets import AT_LEAST_CONCLUDED
from accord.agreements.rules import (
    KINDS,
    Chosen,
    Eligibility,
    Milestone,
    State,
    Statement,
    StepKind,
    Window,
    chosen,
    right_to_subsidy,
    state_on,
    windows,
)
from accord.directory.models import Measure, Measurement, Organisation
from accord.framework.models import Mission
from accord.instruments.models import Instrument
from accord.lib.imprecise import Answer, ImpreciseDate
from accord.publicsite.reading import followed
from accord.publicsite.reading import posts as public_posts
from accord.publicsite.reading.promises import Promises, promises
from accord.referents.reading.public import posts_of, with_posts

MILESTONES = {
    Milestone.ANNOUNCED: _("Announced"),
    Milestone.DECIDED: _("Decided by the College"),
    Milestone.ADOPTED: _("Adopted by the municipal council"),
    Milestone.CONCLUDED: _("Concluded"),
    Milestone.IN_FORCE: _("In force"),
    Milestone.ENDED: _("Ended"),
}


@dataclass(frozen=True)
class Place(public_posts.OnMap):
    """A municipality with the state of its agreement on a day."""

    state: State
    at_least: State
    agreement: Agreement | None = None

    @property
    def has_more_to_say(self) -> bool:
        """Something is certain although the state cannot be said."""
        return self.state == State.UNKNOWN and self.at_least != State.NONE


Counting = dict[int, Any]  # by municipality


def counting_on(day: date) -> Counting:
    """The agreements that count on ``day``: of each, only its state is read.

    And ``of`` how many municipalities they are.
    """
    found = Agreement.objects.public().counting_on(day).only("municipality")
    found = found.annotate(of=Organisation.objects.public().how_many())
    return {one.municipality_id: one for one in found}


def places(municipalities: Iterable[Organisation], counting: Counting) -> list[Place]:
    """Each municipality with its state."""
    return [_place(one, counting.get(one.pk)) for one in municipalities]


def _place(municipality: Organisation, agreement: Any) -> Place:
    if agreement is None:
        return Place(municipality, State.NONE, State.NONE)
    state, at_least = State(agreement.state_on_day), State(agreement.at_least)
    return Place(municipality, state, at_least, agreement)


def every(counting: Counting) -> list[Place]:
    """Every municipality with its state, in the reader's alphabet."""
    return places(Organisation.objects.public().with_map().in_alphabet(), counting)


def mapped(shown: list[Place]) -> dict[str, Any]:
    """What the map needs; its legend says the states that occur, furthest first."""
    counts = {
        state: sum(place.state == state for place in shown) for state in reversed(State)
    }
    legend = [(state, count) for state, count in counts.items() if count]
    return public_posts.mapped(shown, legend)


@dataclass(frozen=True)
class News:
    """One step that one source says of one or more municipalities."""

    step: Step
    municipalities: list[Organisation]


def latest_news(how_many: int, today: date) -> list[News]:
    """The latest known steps; municipalities that one source names together stay so."""
    come = Step.objects.public().come_by(today).among_latest(how_many * 32)
    steps = come.tightest().latest_first()[: how_many * 8]

    def alike(step: Step) -> tuple[Any, ...]:
        return step.earliest_on, step.latest_on, step.kind, step.source_id

    groups = [list(group) for _key, group in groupby(steps, key=alike)]
    return [
        News(
            group[0],
            sorted((one.agreement.municipality for one in group), key=lambda m: m.sort),
        )
        for group in groups[:how_many]
    ]


@dataclass(frozen=True)
class Passage:
    """A milestone of one agreement: what sources say of it, the narrowest first."""

    label: Any
    steps: list[Step]
    window: Window
    reached: Answer  # on the day shown

    @property
    def others(self) -> list[Step]:
        return self.steps[1:]


def passages(
    steps: list[Step], known: dict[Milestone, Window], day: date
) -> list[Passage]:
    """The milestones a source speaks of, as they came; then as a life goes."""
    found = []
    for milestone, kinds in KINDS.items():
        these = sorted((one for one in steps if one.kind in kinds), key=_narrowness)
        if these:
            window = known[milestone]
            found.append(
                Passage(MILESTONES[milestone], these, window, window.reached(day))
            )
    return sorted(found, key=lambda one: one.window.certain_from or date.max)


def _narrowness(step: Step) -> tuple[Any, ...]:
    unknown = step.latest_on is None
    start = step.earliest_on or date.min
    width = (step.latest_on - start).days if step.latest_on else 0
    return unknown, width, step.kind != "signature", step.pk


@dataclass(frozen=True)
class MissionLine:
    """A mission, and whether one agreement takes it on."""

    mission: Mission
    chosen: Chosen
    facts: list[MissionChoice]


def mission_lines(
    missions: Iterable[Mission], choices: Iterable[MissionChoice]
) -> list[MissionLine]:
    by_mission = defaultdict(list)
    for fact in choices:
        by_mission[fact.mission_id].append(fact)
    return [
        MissionLine(
            mission,
            chosen(fact.answer for fact in by_mission[mission.pk]),
            by_mission[mission.pk],
        )
        for mission in missions
    ]


@dataclass
class MunicipalityPage:
    """All that the page of one municipality shows."""

    municipality: Organisation
    place: Place
    since: ImpreciseDate = ImpreciseDate()
    passages: list[Passage] = field(default_factory=list)
    missions: list[MissionLine] = field(default_factory=list)
    subsidy: Eligibility | None = None
    referents: list[public_posts.Named] = field(default_factory=list)
    posts: list[public_posts.Shown] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    neighbours: list[Place] = field(default_factory=list)
    figures: dict[str, list[Measurement]] = field(default_factory=dict)
    postal_codes: list[str] = field(default_factory=list)
    text: Instrument | None = None  # the published one that held that day
    agreed: list[dict[str, Any]] = field(default_factory=list)  # its missions
    has_results: bool = False  # figures are public, on a page of their own
    promises: Promises | None = None  # of the last period of which figures are public
    succeeds: Agreement | None = None
    successor: Agreement | None = None

    @property
    def tells_end(self) -> bool:
        return any(one.steps[0].kind == StepKind.END for one in self.passages)


def municipality_page(
    around: list[Organisation], day: date, *, preview_for: User | None = None
) -> MunicipalityPage:
    """Of the first of ``around``, among its neighbours.

    For a preview, with what that person may see and is not public yet.
    """
    municipality: Any = around[0]
    public = Agreement.objects.public().filter(municipality__in=around)
    agreements = followed.with_what_there_is(
        public.counting_on(day).with_others(public).select_related("model"), day
    )
    agreements = with_posts(agreements, timezone.localdate())
    shown = places(around, agreements.by_municipality(around))
    agreement: Any = shown[0].agreement
    if agreement is None and preview_for:
        drafted = _shown(Agreement, preview_for).filter(municipality=municipality)
        agreement = drafted.as_of(day).for_table().first()
    page = MunicipalityPage(municipality, shown[0], neighbours=shown[1:])
    page.figures = _figures(municipality)
    page.postal_codes = sorted((municipality.codes or "").split())
    if preview_for or agreement is None or agreement.has_absence:
        absences = _shown(Absence, preview_for).filter(municipality=municipality)
        page.absences = list(absences.for_table())
    if hasattr(agreement, "told_posts"):
        page.posts = public_posts.shown(posts_of(agreement), day)
    if agreement:
        _add_agreement(page, agreement, day, preview_for)
    if agreement and getattr(agreement, "has_text", False):
        page.text = followed.text_in_force(municipality, day)
        page.agreed = followed.missions_of(page.text) if page.text else []
    if agreement and (until := getattr(agreement, "figures_until", None)):
        page.has_results = True
        page.promises = promises(agreement, until, day)
    return page


def _shown(model: Any, preview_for: User | None) -> Any:
    """Published facts; in a preview, all that person may see and nobody struck."""
    if preview_for:
        return model.objects.visible_to(preview_for).standing()
    return model.objects.public()


def _add_agreement(
    page: MunicipalityPage, agreement: Any, day: date, preview_for: User | None
) -> None:
    steps = list(_shown(Step, preview_for).of(agreement).earliest_first())
    choices = _shown(MissionChoice, preview_for).of(agreement)
    missions = Mission.objects.public().filter(model=agreement.model_id)
    named = _shown(ReferentName, preview_for).of(agreement)
    known = windows(
        [Statement(one.kind, one.date, one.source.latest_on) for one in steps],
        not_before=agreement.model.earliest_on,
    )
    if preview_for:
        _derive(agreement, known, day)
        page.place = _place(page.municipality, agreement)
    page.since = agreement.since
    others = _shown(Agreement, preview_for)
    page.succeeds, page.successor = others.succession(agreement, day)
    page.passages = passages(steps, known, day)
    page.missions = mission_lines(missions.for_table(), choices.with_sources())
    page.subsidy = right_to_subsidy(
        Answer(agreement.concluded_on_day),
        [(line.mission, line.chosen) for line in page.missions],
        ended=Answer(agreement.ended_on_day),
    )
    if preview_for or agreement.has_referent:
        facts = named.select_related("source")
        page.referents = [public_posts.named(fact, page.posts) for fact in facts]


def _derive(agreement: Any, known: dict[Milestone, Window], day: date) -> None:
    """What will follow once these steps are public: for a preview, kept nowhere."""
    for milestone, window in known.items():
        setattr(agreement, f"{milestone}_perhaps_from", window.perhaps_from)
        setattr(agreement, f"{milestone}_from", window.certain_from)
    agreement.state_on_day = state_on(day, known)
    certain = [one for one in Milestone if known[one].reached(day) == Answer.YES]
    agreement.at_least = State(certain[-1]) if certain else State.NONE
    agreement.ended_on_day = known[Milestone.ENDED].reached(day)
    answers = {known[one].reached(day) for one in AT_LEAST_CONCLUDED}
    agreement.concluded_on_day = next(
        (one for one in (Answer.YES, Answer.UNKNOWN) if one in answers), Answer.NO
    )


def _figures(municipality: Organisation) -> dict[str, list[Measurement]]:
    found = Measurement.objects.public().filter(municipality=municipality)
    by_measure = defaultdict(list)
    for figure in found.select_related("source").order_by("measure", "pk"):
        by_measure[str(Measure(figure.measure).label)].append(figure)
    return dict(by_measure)
