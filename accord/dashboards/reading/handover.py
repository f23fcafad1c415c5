"""What a successor must find when a referent leaves: one page, and the same as one PDF.

Put together from the rooms below, as the reader may see it today: what waits, the texts
in the making, what was decided last, the next periods, and whom to call. Nothing is
kept: the next day it says how things stand then.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.accounts.models import User
from accord.agreements.models import Step
from accord.dashboards.reading.desk import KINDS, ROOMS
from accord.dashboards.reading.desk_page import may_act
from accord.directory.needs import Need, Side, kind_of, read, united
from accord.directory.standing import standing_of
from accord.documents import sheets
from accord.instruments.models import Instrument
from accord.instruments.policies import side_of
from accord.instruments.querysets import MAKING
from accord.instruments.workflow import KINDS as TEXTS
from accord.instruments.workflow import words_for
from accord.lib.bilingual import active_language, in_each
from accord.lib.spoken import spoken_date, spoken_day, spoken_items, spoken_number
from accord.monitoring.reading import duties
from accord.monitoring.reading.duties import REPORT, UPCOMING, Duty
from accord.network.models import Contact, Stake
from accord.referents.models import Occupancy
from accord.referents.rules import standing_on

TEMPLATE = Path(__file__).parents[1] / "typst" / "handover.typ"
AT_MOST = 60  # rows of one section: what is more is on the pages it leads to
DECISIONS = 10
SHARED = (Side.MUNICIPALITY, Side.REGION)  # sides whose needs concern the municipality


@dataclass(frozen=True)
class Row:
    """Cells in words; the first leads to ``url``, where there is one."""

    cells: list[str]
    url: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    heads: list[str]
    rows: list[Row]
    empty: str
    more: tuple[str, str] | None = None  # where the rest is: its words, its address


@dataclass
class Handover:
    """An occupancy that ends or ended, and what goes with it."""

    occupancy: Occupancy
    others: list[Occupancy]  # of the same post
    today: date
    sections: list[Section] = field(default_factory=list)

    @property
    def post(self) -> Any:
        return self.occupancy.post

    @property
    def town(self) -> Any:
        return self.post.agreement.municipality

    @property
    def successors(self) -> list[Occupancy]:
        """Who holds the post after it, or takes it over."""
        start = self.occupancy.starts_on
        return [
            one
            for one in self.others
            if one.starts_on > start and one.referent_id != self.occupancy.referent_id
        ]

    @property
    def vacant_since(self) -> date | None:
        held = [one.stretch for one in (self.occupancy, *self.others)]
        return standing_on(self.post.stretch, held, self.today).vacant_since


def handover(pk: int, user: User, today: date) -> Handover:
    """For who may see the occupancy; within the budget of a detail page."""
    every = Occupancy.objects.visible_to(user).standing()
    joined = ("referent", "post__agreement__municipality", "post__agreement__model")
    same = every.filter(post__in=every.filter(pk=pk).values("post"))
    found = {one.pk: one for one in same.select_related(*joined).order_by("starts_on")}
    if pk not in found:
        raise Http404
    one = found.pop(pk)
    made = Handover(one, list(found.values()), today)
    agreement = made.post.agreement
    texts = list(
        Instrument.objects.visible_to(user)
        .of_agreement(agreement)
        .exclude(state="abandoned")
        .with_next()
        .with_signer()
        .defer("content")
        .select_related("agreement__municipality", "agreement__model")
        .order_by("-number")
    )
    due = duties.of_agreement(user, texts, None, today) if texts else []
    made.sections = [
        _waiting(user, made.town.pk, due),
        _texts(user, texts),
        _decisions(user, agreement, texts),
        _periods(due),
        _parties(user, agreement),
    ]
    return made


def _waiting(user: User, town: int, due: list[Duty]) -> Section:
    """What needs someone: the duties of the agreement, and what else the desk knows."""
    late = [
        Row(
            [str(one.kind.label), _period(one), one.who, _day(one.due_on or one.since)],
            one.url,
        )
        for one in due
        if one.kind != UPCOMING
    ]
    parts = [
        part.filter(need_municipality=town)
        for room in ROOMS
        for part in room.rows(user, timezone.localdate())
        if (kind := KINDS[kind_of(part)]).side in SHARED and kind not in TEXTS
    ]
    needs = read(united(parts).order_by("need_since", "need_record")[:AT_MOST])
    return Section(
        _("Open duties"),
        [
            _("What"),
            pgettext("what it is about", "About"),
            _("Whose turn"),
            _("Since or due"),
        ],
        [*late, *(_need(user, one) for one in needs)][:AT_MOST],
        _("Nothing waits today."),
        more=(_("All that needs me"), reverse("dashboards:overview")),
    )


def _need(user: User, need: Need) -> Row:
    kind = KINDS[need.kind]
    acts = may_act(kind, need, standing_of(user))
    where = kind.address if acts else kind.look
    whose = _("The Region") if kind.side == Side.REGION else _("The municipality")
    cells = [str(kind.label), need.what, whose, _day(need.due or need.since)]
    return Row(cells, where(need) if where else "")


def _texts(user: User, texts: list[Instrument]) -> Section:
    rows = []
    for text in texts:
        if text.state in MAKING:
            words = words_for(text.state, side_of(user, text) or Side.MUNICIPALITY)
            said = [str(text), text.get_state_display(), str(words.next)]
            rows.append(Row(said, text.get_absolute_url()))
    return Section(
        _("Texts in the making"),
        [_("Text"), _("State"), _("What comes next")],
        rows,
        _("No text is being made."),
    )


def _decisions(user: User, agreement: Any, texts: list[Instrument]) -> Section:
    """By the texts that are kept here; else by the steps that sources tell."""
    if texts:
        found = [one for text in texts for one in _decided(text)]
        found.sort(key=lambda one: one[0], reverse=True)
        rows = [
            Row([said, what, spoken_day(day)], text.get_absolute_url())
            for day, said, what, text in found[:DECISIONS]
        ]
    else:
        steps = Step.objects.visible_to(user).published().of(agreement)
        rows = [
            Row([step.get_kind_display(), str(step.source), spoken_date(step.date)])
            for step in steps.latest_first()[:DECISIONS]
        ]
    return Section(
        _("Last decisions"),
        [_("Decision"), pgettext("what it is about", "About"), _("Day")],
        rows,
        _("No decision is known."),
        more=(_("The agreement"), agreement.get_absolute_url()),
    )


def _decided(text: Instrument) -> Iterable[tuple[date, str, str, Instrument]]:
    numbered = _("Decision of the College %(number)s")
    council = _("Decision of the council %(number)s")
    by_college, by_council = text.decided
    said = (
        (by_college and text.college_on, numbered % {"number": text.college_number}),
        (by_council and text.council_on, council % {"number": text.council_number}),
        (text.signed_on, _("Signed by everyone")),
        (text.suspended_on, _("Suspended")),
        (text.terminated_on, _("Terminated")),
    )
    for day, words in said:
        if day:
            yield day, words.strip(), str(text), text


def _periods(due: list[Duty]) -> Section:
    """What is to be reported next, or may be reported now."""
    wanted = (UPCOMING, REPORT)
    rows = [
        Row(
            [one.period.label, one.who, _day(one.period.opens_on), _day(one.due_on)],
            one.url,
        )
        for one in sorted(due, key=lambda one: one.due_on or date.max)
        if one.kind in wanted and one.period
    ]
    return Section(
        _("Next periods"),
        [_("Period"), _("Who reports"), _("Opens"), _("Due")],
        rows[:AT_MOST],
        _("No period is known."),
    )


def _parties(user: User, agreement: Any) -> Section:
    """Who has a part in it, with whom to call there."""
    stakes = Stake.objects.visible_to(user).of_agreement(agreement).standing()
    parts: dict[tuple[str, Contact | None], list[str]] = {}
    for one in stakes.for_page():
        name = one.service.name if one.service else ""
        who = " – ".join(part for part in (one.organisation.name, name) if part)
        parts.setdefault((who, one.contact), []).append(one.get_part_display())
    rows = [
        Row([who, _counted(said), contact.name if contact else "", _reached(contact)])
        for (who, contact), said in list(parts.items())[:AT_MOST]
    ]
    return Section(
        _("Whom to work with"),
        [
            _("Organisation"),
            _("Its parts"),
            pgettext("a person", "Contact"),
            _("How to reach them"),
        ],
        rows,
        _("Nobody’s part is recorded."),
        more=(
            _("Who has a part in what"),
            reverse("network:matrix", args=[agreement.pk]),
        ),
    )


def _counted(parts: list[str]) -> str:
    """“Contributes (3); Is informed (1)”."""
    return spoken_items(f"{one} ({parts.count(one)})" for one in dict.fromkeys(parts))


def _reached(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return ", ".join(part for part in (contact.email, contact.telephone) if part)


def _period(duty: Duty) -> str:
    said = duty.period.label if duty.period else ""
    return f"{said} ({duty.count})" if duty.count else said


def _day(day: date | None) -> str:
    return spoken_day(day) if day else ""


# The PDF, in the reader's language


def facts(made: Handover) -> list[tuple[str | Promise, str]]:
    """What stands at the head of the page and of the PDF."""
    one = made.occupancy
    until = spoken_day(one.ends_on) if one.ends_on else _("until further notice")
    after = [
        _("%(name)s, from %(day)s")
        % {"name": other.referent.name, "day": spoken_day(other.starts_on)}
        for other in made.successors
    ]
    found = [
        (_("Municipality"), made.town.name),
        (_("Referent"), one.referent.name),
        (_("Full-time equivalents"), spoken_number(one.fte)),
        (_("From"), spoken_day(one.starts_on)),
        (_("Until"), until),
        (_("Reason of leaving"), one.get_reason_display() if one.reason else ""),
        (_("Remark"), one.note),
        (_("Successor"), spoken_items(after) or _("not known")),
        (_("Vacant since"), _day(made.vacant_since)),
    ]
    return [(label, said) for label, said in found if said]


def document(made: Handover) -> bytes:
    """The same bytes for the same reader and day."""
    titles = in_each(
        lambda: (
            _("Handover: %(name)s, %(town)s")
            % {"name": made.occupancy.referent.name, "town": made.town.name}
        )
    )
    data: dict[str, Any] = {
        "title_fr": titles["fr"],
        "title_nl": titles["nl"],
        "language": active_language(),
        "number": f"{made.town.nis_code}-{made.occupancy.pk}-{made.today}",
        "lede": lede(made),
        "facts": [[str(label), said] for label, said in facts(made)],
        "sections": [
            {
                "title": one.title,
                "heads": one.heads,
                "rows": [
                    {"cells": row.cells, "url": _whole(row.url)} for row in one.rows
                ],
                "empty": one.empty,
            }
            for one in made.sections
        ],
    }
    return sheets.pdf(TEMPLATE, data, made.today)


def lede(made: Handover) -> str:
    said = _("What a successor finds, as it stood on %(day)s. Not for publication.")
    return said % {"day": spoken_day(made.today)}


def _whole(url: str) -> str:
    return f"{settings.BASE_URL}{url}" if url else ""
