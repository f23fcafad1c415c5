"""What the overviews show, by the reader's standing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from accord import history
from accord.accounts.models import User
from accord.agreements.derive import COLUMNS
from accord.agreements.models import Agreement, MissionChoice, ReferentName, Step
from accord.agreements.policies import can_record
from accord.agreements.rules import Chosen, State, chosen
from accord.directory.models import Organisation
from accord.framework.models import Mission, SubsidyTerms
from accord.journal.models import Entry
from accord.lib.paging import NearbyPage, page_of
from accord.referents.models import Post
from accord.referents.reading.posts import holders

RECENT = 8
ROWS = 20  # of the matrix: the municipalities of a city on one page


# How the sheet of styles calls what is known of a mission.
LOOKS = {Chosen.CHOSEN: "yes", Chosen.UNKNOWN: "unknown", Chosen.DISPUTED: "late"}


@dataclass(frozen=True)
class Cell:
    """One mission of one municipality, in the reader's words."""

    mission: str
    chosen: Chosen
    word: str
    look: str
    url: str


@dataclass(frozen=True)
class MatrixRow:
    municipality: Organisation
    agreement: Any
    state: State
    cells: list[Cell | None]  # none where its model has no such mission


@dataclass(frozen=True)
class Matrix:
    missions: list[str]
    page: NearbyPage
    rows: list[MatrixRow]


def matrix(user: User, day: date, number: str | None) -> Matrix:
    """Municipalities by missions, a page at a time: as many queries for any number."""
    towns = Organisation.objects.visible_to(user).municipalities().in_alphabet()
    page = page_of(towns, number, per_page=ROWS)
    shown = list(page.object_list)
    agreements = Agreement.objects.visible_to(user).standing().counting_on(day)
    agreements = agreements.select_related("model")
    agreements = agreements.only("municipality", "model__earliest_on", *COLUMNS)
    counting = agreements.by_municipality(shown)
    every = list(Mission.objects.visible_to(user).of_models())
    followed = {one.model_id for one in counting.values()}
    followed = followed or {one.model_id for one in every}
    own = {(one.model_id, one.code): one for one in every if one.model_id in followed}
    missions = {code: one for (_model, code), one in own.items()}  # each code once
    said: dict[tuple[int, str], list[str]] = defaultdict(list)
    choices = MissionChoice.objects.visible_to(user).published()
    choices = choices.of([one.pk for one in counting.values()])
    for pk, code, answer in choices.values_list("agreement", "mission__code", "answer"):
        said[pk, code].append(answer)
    # In words once: a matrix has hundreds of cells.
    names = {code: one.short or one.title for code, one in missions.items()}
    words = {known: str(known.label) for known in Chosen}
    may_record = can_record(user, None)

    def row_of(town: Organisation) -> MatrixRow:
        agreement: Any = counting.get(town.pk)
        if agreement is None:
            return MatrixRow(town, None, State.NONE, [])
        file = f"{agreement.get_absolute_url()}#missions"
        form = reverse("agreements:choice_record", args=[agreement.pk])
        cells: list[Cell | None] = []
        for code, name in names.items():
            if (agreement.model_id, code) not in own:
                cells.append(None)
                continue
            known = chosen(said[agreement.pk, code])
            # A blank leads who may fill it to the form, the rest to the file.
            is_open = known == Chosen.UNKNOWN and may_record
            blank = f"{form}?mission={own[agreement.model_id, code].pk}"
            url = blank if is_open else file
            cells.append(Cell(name, known, words[known], LOOKS.get(known, "no"), url))
        return MatrixRow(town, agreement, State(agreement.state_on_day), cells)

    return Matrix(list(names.values()), page, [row_of(town) for town in shown])


@dataclass(frozen=True)
class Position:
    """The Region's position on a day, in figures."""

    concluded: int
    cannot_be_said: int
    claiming: int
    eligible: int
    amount: Decimal | None
    drafts: int

    @property
    def ceiling(self) -> Decimal | None:
        """The most the subsidies can cost in a year; unknown without terms."""
        return self.amount * self.claiming if self.amount is not None else None

    @property
    def sure_ceiling(self) -> Decimal | None:
        return self.amount * self.eligible if self.amount is not None else None


def position(user: User, day: date) -> Position:
    agreements = Agreement.objects.visible_to(user).standing()
    counts = agreements.position(day)
    drafts = Step.objects.visible_to(user).filter(state="draft")
    terms = SubsidyTerms.objects.visible_to(user).in_force(day).for_table().first()
    return Position(
        concluded=counts["yes"],
        cannot_be_said=counts["unknown"],
        claiming=counts["claiming"],
        eligible=counts["eligible"],
        amount=terms.amount_eur if terms else None,
        drafts=drafts.filter(agreement__in=agreements).count(),
    )


@dataclass(frozen=True)
class Recent:
    """What someone did last, and in which agreement's file."""

    line: history.Line
    agreement: Agreement | None


def recent(user: User) -> list[Recent]:
    """What happened last in the files of agreements."""
    entries = list(Entry.objects.in_files(Agreement).for_history()[:RECENT])
    files = Agreement.objects.visible_to(user).filter(
        pk__in={entry.file_id for entry in entries}
    )
    by_pk = {one.pk: one for one in files.select_related("municipality")}
    lines = history.lines(entries, briefly=True)
    return [
        Recent(line, by_pk.get(entry.file_id or 0))
        for line, entry in zip(lines, entries, strict=True)
    ]


def own_agreements(user: User, day: date) -> list[Any]:
    """A municipality's agreements, with what is known and not known of each.

    First the one that counts.
    """
    rows = Agreement.objects.visible_to(user).weighed_on(day).for_table()
    agreements = sorted(rows, key=lambda one: not one.counts)
    steps, referents = defaultdict(list), defaultdict(list)
    for step in Step.objects.visible_to(user).published().of(agreements).tightest():
        steps[step.agreement_id].append(step)
    for one in ReferentName.objects.visible_to(user).published().of(agreements):
        referents[one.agreement_id].append(one)
    choices: Any = defaultdict(lambda: defaultdict(list))
    for fact in MissionChoice.objects.visible_to(user).published().of(agreements):
        choices[fact.agreement_id][fact.mission_id].append(fact.answer)
    missions = list(Mission.objects.visible_to(user).for_table())
    posts = Post.objects.visible_to(user).published().of(agreements).as_of(day)
    shown = list(posts.for_table())
    held = holders(user, shown, day)
    return [
        {
            "agreement": one,
            "posts": [
                (post, held.get(post.pk, []))
                for post in shown
                if post.agreement_id == one.pk
            ],
            "steps": sorted(steps[one.pk], key=lambda s: s.latest_on or date.max),
            "referents": referents[one.pk],
            "missions": [
                (mission, chosen(choices[one.pk][mission.pk]))
                for mission in missions
                if mission.model_id == one.model_id
            ],
        }
        for one in agreements
    ]
