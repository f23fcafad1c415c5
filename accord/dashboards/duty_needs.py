"""The duties that monitoring computes, as the desk shows all that needs someone."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.needs import Kind, Need
from accord.instruments.workflow import Side
from accord.monitoring import duties
from accord.monitoring.duties import Duty, DutyKind
from accord.monitoring.policies import is_of_a_side

ROOM = "monitoring"
ACTS = {
    DutyKind.RETURNED: _("Complete"),
    DutyKind.REPORT: _("Report"),
    DutyKind.MISSED: _("See the report"),
    DutyKind.VERIFY: _("Verify"),
    DutyKind.REVIEW: _("Review"),
    DutyKind.WRITE: _("Write"),
    DutyKind.DECIDE: _("Record the decision"),
    DutyKind.SIGN: _("Sign"),
}


def _nowhere(need: Need) -> str:
    """Never asked: each duty brings its own address."""
    raise NotImplementedError


def _key(kind: DutyKind, side: Side) -> str:
    return f"{ROOM}.{kind}_{side}"


def _kind(kind: DutyKind, side: Side) -> Kind:
    return Kind(
        _key(kind, side),
        side=side,
        label=kind.label,
        act=ACTS[kind],
        address=_nowhere,
        is_returned=kind == DutyKind.RETURNED,
    )


KINDS = tuple(_kind(kind, side) for side in Side for kind in ACTS)
# What is due of who reports.
REPORTED = frozenset(
    _key(kind, Side.MUNICIPALITY)
    for kind in (DutyKind.RETURNED, DutyKind.REPORT, DutyKind.MISSED)
)


def needs(user: User, today: date) -> list[tuple[Need, str]]:
    """Each with its address; what opens later needs nobody yet."""
    every = duties.of_everyone(user, today)
    return [(_need(user, one), one.url) for one in every if one.kind in ACTS]


def _need(user: User, duty: Duty) -> Need:
    return Need(
        kind=_key(duty.kind, duty.side),
        record=duty.agreement,
        under=None,
        municipality=duty.municipality.pk,
        person=None,
        what=_what(user, duty),
        since=duty.since,
        due=duty.until or duty.due_on,
    )


def _what(user: User, duty: Duty) -> str:
    """“2024 (3) – CPAS d’Ixelles”: the period, of how many results, from whom.

    Whom a text names knows who they are: it tells them for which municipality.
    """
    period = duty.period.label if duty.period else ""
    said = f"{period} ({duty.count})" if duty.count else period
    whose = duty.who if duty.side == Side.MUNICIPALITY else ""
    others = whose if whose != duty.municipality.name else ""
    if not is_of_a_side(user, duty.municipality.pk):
        others = duty.municipality.name
    return " – ".join(part for part in (said, others) if part)
