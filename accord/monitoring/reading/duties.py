"""What is due, from whom, and how late: computed from what stands, kept nowhere.

A duty is something that one side must do next: report, complete what was returned,
verify, write or decide on a text, sign it. Days late are counted from a due date; what
has none is told with the day since which it waits.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Organisation
from accord.directory.needs import NeedKind, Side
from accord.directory.standing import standing_of
from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument
from accord.instruments.querysets import BINDING, MAKING
from accord.instruments.reading.life import turns_of
from accord.instruments.workflow import KINDS as TEXTS
from accord.lib.bilingual import local
from accord.monitoring.expected import text_for
from accord.monitoring.models import PeriodException, Result
from accord.monitoring.policies import is_of_a_side
from accord.monitoring.reading.reports import texts_seen_by
from accord.monitoring.rules.reporting import Window, lateness, window
from accord.monitoring.workflow import TO_COMPLETE, TO_VERIFY, State

# What is due before there is a result; the rest is in its life.
REPORT = NeedKind(
    "monitoring.report",
    side=Side.MUNICIPALITY,
    label=_("Results to report"),
    act=_("Report"),
)
MISSED = NeedKind(
    "monitoring.missed",
    side=Side.MUNICIPALITY,
    label=_("Not reported before it closed"),
    act=_("See the report"),
)
UPCOMING = NeedKind(
    "monitoring.upcoming",
    side=Side.MUNICIPALITY,
    label=_("Next results to report"),
    act=_("See the report"),
)
# In the order a colleague would do it.
KINDS = (TO_COMPLETE, REPORT, MISSED, TO_VERIFY, *TEXTS, UPCOMING)


@dataclass(frozen=True)
class Duty:
    """One thing that is due. ``count``: of how many results, where it is of results."""

    kind: NeedKind
    who: str
    municipality: Organisation
    agreement: int
    url: str
    period: ReportingPeriod | None = None
    count: int = 0
    due_on: date | None = None
    since: date | None = None
    until: date | None = None  # open by exception
    days_late: int = 0

    @property
    def side(self) -> str:
        return self.kind.side

    @property
    def order(self) -> tuple[Any, ...]:
        """The latest first, then what is due or waits the longest."""
        day = self.due_on or self.since or date.max
        return -self.days_late, day, self.who, KINDS.index(self.kind), self.agreement


def of_everyone(user: User, today: date) -> list[Duty]:
    """All that the reader may see, sorted by lateness: five queries."""
    return _Duties(user, today).found()


def of_results(user: User, today: date) -> list[Duty]:
    """The same, but for the turns of texts."""
    return sorted(_Duties(user, today).of_results(), key=lambda duty: duty.order)


def of_agreement(
    user: User,
    texts: list[Instrument],
    agreed: list[AgreedIndicator] | None,
    today: date,
) -> list[Duty]:
    """What both sides of one agreement have to do; its texts are read already.

    They were read ``with_next`` and ``with_signer``. ``agreed``: what they measure,
    where that was read too.
    """
    return _Duties(user, today, texts, agreed).found()


def own(user: User, duties: Iterable[Duty]) -> list[Duty]:
    side = Side.REGION if standing_of(user).is_regional else Side.MUNICIPALITY
    return [one for one in duties if one.side == side]


def filtered(user: User, duties: list[Duty], *, who: str, kind: str) -> list[Duty]:
    """Of one kind; of the reader's own side, or of both where ``who`` is “all”.

    Kinds of one name are the same thing to do for either side.
    """
    shown = duties if who == "all" else own(user, duties)
    if kind:
        labels = {one.label for one in KINDS if one.key == kind}
        shown = [one for one in shown if one.kind.label in labels]
    return shown


def choices() -> list[tuple[str, str]]:
    """The kinds by their names, each once."""
    named: dict[str, str] = {}
    for one in KINDS:
        named.setdefault(str(one.label), one.key)
    return [(key, label) for label, key in named.items()]


WAITING = (State.SUBMITTED, State.RETURNED)


class Whom(NamedTuple):
    """Who reported what was returned."""

    organisation: int
    name: str


Key = tuple[int, int, str, Whom | None]  # agreement, period, state


class _Duties:
    """What was read once, and the duties that follow from it."""

    def __init__(
        self,
        user: User,
        today: date,
        texts: list[Instrument] | None = None,
        agreed: list[AgreedIndicator] | None = None,
    ) -> None:
        self.user, self.today, self.agreed = user, today, agreed
        results = Result.objects.visible_to(user).current().exclude(state=State.DRAFT)
        open_again = PeriodException.objects.visible_to(user).live(today)
        if texts is None:
            texts = self._texts()
        else:
            one = texts[0].agreement_id if texts else 0
            results = results.of_agreement(one)
            open_again = open_again.filter(agreement=one)
        self.texts = texts
        self.versions: dict[int, list[Instrument]] = defaultdict(list)
        for text in self.texts:
            self.versions[text.agreement_id].append(text)
        self.until = open_again.open_until(today)
        self.known: set[tuple[int, int]] = set()
        self.waiting: dict[Key, list[date]] = defaultdict(list)
        self._read(results, open_again)
        self.periods = {one.pk: one for one in self._periods()}

    def _texts(self) -> list[Instrument]:
        """Signed or in the making; of the last, who is of no side sees none."""
        standing = standing_of(self.user)
        if not standing.is_regional and not standing.is_municipal:
            return texts_seen_by(self.user)
        rows = Instrument.objects.asking(self.user).with_signer()
        rows = rows.filter(state__in=BINDING + MAKING)
        return list(rows.defer("content").select_related("agreement__municipality"))

    def _read(self, results: Any, open_again: Any) -> None:
        """What is handed in or was returned now, and what waits in any period."""
        told = results.filter(
            Q(state__in=WAITING)
            | Q(period__in=self._current().values("pk"))
            | Q(period__in=open_again.values("period"))
        ).order_by()
        columns = ("series", "period", "series__agreement", "state", "submitted_on")
        reporter = ("organisation", local("organisation__name"))
        for series, period, agreement, state, day, *by in told.values_list(
            *columns, *reporter
        ):
            self.known.add((series, period))
            if state in WAITING:
                whom = Whom(*by) if state == State.RETURNED else None
                self.waiting[agreement, period, state, whom].append(day)

    def found(self) -> list[Duty]:
        turns = [
            self._duty(text, kind=kind, who=who, url=text.get_absolute_url())
            for text, kind, who in turns_of(self.texts)
        ]
        return sorted([*turns, *self.of_results()], key=lambda duty: duty.order)

    def of_results(self) -> list[Duty]:
        return [*self._handed_in(), *self._to_report()]

    def _current(self) -> Any:
        """The periods that are open, and of each calendar the last closed and next."""
        today, same = self.today, {"calendar": OuterRef("calendar")}
        public = ReportingPeriod.objects.public()
        later = public.filter(
            **same, closes_on__lt=today, starts_on__gt=OuterRef("starts_on")
        )
        sooner = public.filter(
            **same, opens_on__gt=today, starts_on__lt=OuterRef("starts_on")
        )
        rows = ReportingPeriod.objects.visible_to(self.user)
        return rows.filter(calendar__in={one.calendar_id for one in self.texts}).filter(
            Q(opens_on__lte=today, closes_on__gte=today)
            | Q(closes_on__lt=today) & ~Exists(later)
            | Q(opens_on__gt=today) & ~Exists(sooner)
        )

    def _periods(self) -> Iterable[ReportingPeriod]:
        """Those, and the ones that were opened again or that something waits in."""
        named = {key[1] for key in self.waiting} | {key[1] for key in self.until}
        rows = ReportingPeriod.objects.visible_to(self.user)
        return rows.filter(Q(pk__in=named) | Q(pk__in=self._current().values("pk")))

    def _duty(self, text: Instrument, **fields: Any) -> Duty:
        town = text.agreement.municipality
        defaults: dict[str, Any] = {
            "who": town.name,
            "url": self._page(text, fields.get("period")),
        }
        return Duty(
            municipality=town, agreement=text.agreement_id, **(defaults | fields)
        )

    def _page(self, text: Instrument, period: ReportingPeriod | None) -> str:
        """Its report, which all may open; without one, how the agreement is."""
        agreement = text.agreement
        if period and text_for(self.versions[agreement.pk], period):
            return reverse("monitoring:report_detail", args=[agreement.pk, period.pk])
        if not is_of_a_side(self.user, agreement.municipality_id):
            return reverse("monitoring:report_list")
        return reverse("monitoring:follow_up", args=[agreement.pk])

    def _handed_in(self) -> Iterable[Duty]:
        """Handed in and not verified yet, or returned to who reported it."""
        for (agreement, pk, state, whom), days in self.waiting.items():
            period = self.periods.get(pk)
            text = max(
                self.versions[agreement], key=lambda one: one.number, default=None
            )
            if period is None or text is None:
                continue
            if state == State.SUBMITTED:
                yield self._duty(
                    text,
                    kind=TO_VERIFY,
                    who=gettext("The Region"),
                    period=period,
                    count=len(days),
                    since=min(days),
                )
            elif whom and self._is_asked(text, period, whom):
                yield self._reported(text, period, TO_COMPLETE, len(days), whom.name)

    def _is_asked(self, text: Instrument, period: ReportingPeriod, whom: Whom) -> bool:
        """Whether it is the reader's affair: whom a text names completes their own."""
        if is_of_a_side(self.user, text.agreement.municipality_id):
            return True
        asked = text_for(self.versions[text.agreement_id], period)
        own = standing_of(self.user).organisation_ids
        return asked is not None and whom.organisation in own

    def _to_report(self) -> Iterable[Duty]:
        """What no result was handed in for, by who reports it."""
        last_closed: dict[int, ReportingPeriod] = {}
        for period in sorted(self.periods.values(), key=lambda one: one.starts_on):
            if period.closes_on < self.today:
                last_closed[period.calendar_id] = period
        pairs = [
            (text, period, kind)
            for period in self.periods.values()
            for versions in self.versions.values()
            if (text := text_for(versions, period))
            and (kind := self._kind(text, period, last_closed))
        ]
        if not pairs:
            return
        asked = self._asked({text.pk for text, _period, _kind in pairs})
        for text, period, kind in pairs:
            missing: dict[str, int] = defaultdict(int)
            for series, reporter in asked[text.pk]:
                if (series, period.pk) not in self.known:
                    missing[reporter or text.agreement.municipality.name] += 1
            for who, how_many in missing.items():
                yield self._reported(text, period, kind, how_many, who)

    def _kind(
        self, text: Instrument, period: ReportingPeriod, last_closed: Any
    ) -> NeedKind | None:
        until = self.until.get((text.agreement_id, period.pk))
        found = window(period, until, self.today)
        if found.allows_writing:
            return REPORT
        if found == Window.NOT_OPEN:
            return UPCOMING
        is_last = last_closed.get(period.calendar_id) == period
        return MISSED if is_last else None

    def _asked(self, texts: set[int]) -> dict[int, list[tuple[int, str]]]:
        """By text: its series, each with who reports on it when the text names them."""
        found = defaultdict(list)
        if self.agreed is not None:
            for one in self.agreed:
                who = one.reporter.name if one.reporter else ""
                found[one.instrument_id].append((one.series_id, who))
            return found
        rows = AgreedIndicator.objects.visible_to(self.user).standing()
        columns = ("instrument", "series", local("reporter__name"))
        for text, series, name in rows.filter(instrument__in=texts).values_list(
            *columns
        ):
            found[text].append((series, name or ""))
        return found

    def _reported(
        self,
        text: Instrument,
        period: ReportingPeriod,
        kind: NeedKind,
        how_many: int,
        who: str,
    ) -> Duty:
        return self._duty(
            text,
            kind=kind,
            who=who,
            period=period,
            count=how_many,
            due_on=period.due_on,
            until=self.until.get((text.agreement_id, period.pk)),
            days_late=lateness(period.due_on, None, self.today),
        )
