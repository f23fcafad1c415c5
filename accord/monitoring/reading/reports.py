"""What an agreement reports on a period: its rows, and how many of them are in.

Reads for pages and workbooks; every function starts from what ``user`` may see.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.standing import standing_of
from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument, Target
from accord.lib.bilingual import local
from accord.monitoring import policies, wording
from accord.monitoring.expected import text_for
from accord.monitoring.models import (
    Outcome,
    PeriodException,
    Result,
    Verification,
)
from accord.monitoring.rules.reporting import Window, lateness, window
from accord.monitoring.rules.rollup import Amount
from accord.monitoring.workflow import HANDED_IN, WRITABLE, State
from accord.workflow import versioned

Pair = tuple[Instrument, ReportingPeriod]


@dataclass(frozen=True)
class Report:
    """One agreement and one period: how far its report has come."""

    text: Instrument  # in force on the last day of the period
    period: ReportingPeriod
    window: Window
    open_until: date | None = None  # by an exception
    expected: int = 0
    reported: int = 0

    def __str__(self) -> str:
        return f"{self.agreement.municipality.name}, {self.period.label}"

    def get_absolute_url(self) -> str:
        args = [self.agreement.pk, self.period.pk]
        return reverse("monitoring:report_detail", args=args)

    @property
    def agreement(self) -> Agreement:
        return self.text.agreement

    @property
    def is_complete(self) -> bool:
        return self.reported == self.expected

    @property
    def look(self) -> str:
        return wording.LOOKS[self.window]

    @property
    def days_late(self) -> int:
        today = timezone.localdate()
        return 0 if self.is_complete else lateness(self.period.due_on, None, today)


@dataclass(frozen=True)
class Row:
    """One expected indicator: what was agreed on, and what is said of it."""

    agreed: AgreedIndicator
    period: ReportingPeriod
    target: Target | None
    current: Result | None
    latest: Result | None  # the last revision: the current one, or what corrects it
    may_report: bool

    @property
    def definition(self) -> IndicatorDefinition:
        return self.agreed.definition

    @property
    def is_in(self) -> bool:
        return self.current is not None and self.current.state in HANDED_IN

    @property
    def is_writable(self) -> bool:
        return self.latest is None or self.latest.state in WRITABLE

    @property
    def is_correction(self) -> bool:
        return self.latest is not None and not self.latest.is_current

    @property
    def look(self) -> str:
        return wording.LOOKS[State(self.latest.state)] if self.latest else "none"

    @property
    def target_said(self) -> str:
        return wording.figure_in_words(Amount.of_row(self.target), self.definition)

    @property
    def said(self) -> str:
        return wording.reported_in_words(self.current, self.definition)

    @property
    def verdict(self) -> str:
        return wording.verdict_in_words(self.current)


# Which agreement reports on which period


def texts_seen_by(user: User) -> list[Instrument]:
    """Every version that was ever binding, the latest of each agreement first.

    Read once per user object, hence once per request: the menu asks too.
    """
    memory = vars(user)
    if "_texts_seen" not in memory:
        memory["_texts_seen"] = _texts_seen_by(user)
    return memory["_texts_seen"]


def is_named(user: User) -> bool:
    """Whether a text asks an organisation that they act for, and no side, to report."""
    return bool(standing_of(user).named_ids) and bool(texts_seen_by(user))


def _texts_seen_by(user: User) -> list[Instrument]:
    rows = Instrument.objects.asking(user).binding().defer("content")
    rows = rows.select_related("agreement__municipality")
    place = local("agreement__municipality__sort")
    return list(rows.order_by(place, "agreement", "-number"))


def periods_begun(texts: Iterable[Instrument]) -> list[ReportingPeriod]:
    """Those of the calendars of ``texts``, the latest first."""
    rows = ReportingPeriod.objects.public().select_related("calendar")
    calendars = {text.calendar_id for text in texts}
    rows = rows.filter(calendar__in=calendars, starts_on__lte=timezone.localdate())
    return list(rows.order_by("-starts_on", "calendar"))


def pairs(texts: list[Instrument], periods: list[ReportingPeriod]) -> list[Pair]:
    """Each agreement with each period that its text of then asks a report for."""
    by_agreement = defaultdict(list)
    for text in texts:
        by_agreement[text.agreement_id].append(text)
    found = []
    for period in periods:
        for own in by_agreement.values():
            bound = text_for(own, period)
            if bound:
                found.append((bound, period))
    return found


def counted(user: User, wanted: Iterable[Pair]) -> list[Report]:
    """With their windows and counts: three queries, whatever their number."""
    wanted = list(wanted)
    texts = {text.pk for text, _ in wanted}
    agreements = {text.agreement_id for text, _ in wanted}
    periods = {period for _, period in wanted}
    asked = defaultdict(set)
    rows = AgreedIndicator.objects.visible_to(user).standing()
    for text, series in rows.filter(instrument__in=texts).values_list(
        "instrument", "series"
    ):
        asked[text].add(series)
    told = defaultdict(set)
    results = Result.objects.visible_to(user).handed_in()
    results = results.filter(series__agreement__in=agreements, period__in=periods)
    for series, period in results.values_list("series", "period"):
        told[period].add(series)
    windows = _windows(user, agreements, periods)
    return [
        Report(
            text,
            period,
            *windows(text.agreement_id, period),
            expected=len(asked[text.pk]),
            reported=len(asked[text.pk] & told[period.pk]),
        )
        for text, period in wanted
    ]


def _windows(
    user: User, agreements: Iterable[int], periods: Iterable[ReportingPeriod]
) -> Callable[[int, ReportingPeriod], tuple[Window, date | None]]:
    """Whether an agreement may report on a period, and until when by exception."""
    today = timezone.localdate()
    rows = PeriodException.objects.visible_to(user)
    rows = rows.filter(agreement__in=agreements, period__in=periods)
    until = rows.open_until(today)

    def found(agreement: int, period: ReportingPeriod) -> Any:
        last = until.get((agreement, period.pk))
        return window(period, last, today), last

    return found


# One report


@dataclass(frozen=True)
class Opened(Report):
    """A report with its rows."""

    rows: list[Row] = field(default_factory=list)

    @property
    def drafts(self) -> list[Row]:
        """What this reader may hand in and has not yet."""
        return [
            row
            for row in self.rows
            if row.may_report and row.latest and row.latest.state == State.DRAFT
        ]

    @property
    def may_report(self) -> bool:
        return self.window.allows_writing and any(row.may_report for row in self.rows)


def opened(user: User, agreement: int, period: int, **only: Any) -> Opened | None:
    """The report of an agreement the reader may see; ``None`` when none is asked for.

    ``only`` narrows its rows, such as to one ``series``.
    """
    found = ReportingPeriod.objects.public().select_related("calendar")
    asked = found.filter(pk=period).first()
    if asked is None:
        return None
    texts = Instrument.objects.asking(user).of_agreement(agreement)
    texts = texts.reporting_on(asked.calendar_id, asked.ends_on)
    text = texts.select_related("agreement__municipality").defer("content").first()
    if text is None:
        return None
    rows = rows_of(user, text, asked, **only)
    return Opened(
        text,
        asked,
        *_windows(user, [agreement], [asked])(agreement, asked),
        expected=len(rows),
        reported=sum(row.is_in for row in rows),
        rows=rows,
    )


def rows_of(
    user: User, text: Instrument, period: ReportingPeriod, **only: Any
) -> list[Row]:
    """What the text asks for in the period: three queries, whatever its length."""
    agreed = AgreedIndicator.objects.visible_to(user).of(text).filter(**only)
    agreed = agreed.select_related("definition", "series", "commitment", "reporter")
    found = list(agreed.order_by("commitment__rank", "commitment", "rank", "pk"))
    targets = Target.objects.visible_to(user).of(text).filter(period=period)
    targets = targets.select_related("set_by").defer("set_by__content")
    aims = {target.indicator_id: target for target in targets}
    results = versioned(Result.objects.visible_to(user).in_period(period))
    results = results.filter(series__in=[one.series_id for one in found])
    revisions = defaultdict(list)
    for result in results.order_by("revision"):
        revisions[result.series_id].append(result)
    town = text.agreement.municipality
    made = []
    for one in found:
        told = revisions[one.series_id]
        one.series.agreement = text.agreement  # read already
        for result in told:
            result.series, result.period = one.series, period
        made.append(
            Row(
                agreed=one,
                period=period,
                target=aims.get(one.pk),
                current=next((each for each in told if each.is_current), None),
                latest=told[-1] if told else None,
                may_report=policies.reporter(user, town, one.reporter) is not None,
            )
        )
    return made


def earlier(row: Row) -> Any:
    """What counts of its series before, the latest first, whoever reported it then.

    For who reports now: a running total goes on from there.
    """
    # audience: who reports on the series
    rows = Result.objects.handed_in().filter(series=row.agreed.series)
    before = rows.filter(period__starts_on__lt=row.period.starts_on)
    return before.latest_first()


def returned(row: Row) -> Verification | None:
    """Why it was sent back, by whom and when, until it is handed in again."""
    if row.latest is None or row.latest.state not in WRITABLE:
        return None
    # audience: who reports on the series
    said = Verification.objects.of(row.latest).first()
    return said if said and said.outcome == Outcome.RETURNED else None


def latest_open(periods: list[ReportingPeriod]) -> ReportingPeriod:
    """Of periods, the latest first: the last that can be reported on by now."""
    today = timezone.localdate()
    open_by_now = [one for one in periods if one.opens_on <= today]
    return (open_by_now or periods)[0]
