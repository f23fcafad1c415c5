"""What is due of results, as the desk shows all that needs someone."""

from datetime import date

from accord.accounts.models import User
from accord.directory.needs import Need, Side
from accord.monitoring.policies import is_of_a_side
from accord.monitoring.reading import duties
from accord.monitoring.reading.duties import MISSED, REPORT, Duty
from accord.monitoring.workflow import TO_COMPLETE, TO_VERIFY

KINDS = (TO_COMPLETE, REPORT, MISSED, TO_VERIFY)
# What is due of who reports.
REPORTED = frozenset(kind.key for kind in KINDS if kind.side == Side.MUNICIPALITY)


def needs(user: User, today: date) -> list[tuple[Need, str]]:
    """Each with its address; what opens later needs nobody yet."""
    every = duties.of_results(user, today)
    return [(_need(user, one), one.url) for one in every if one.kind in KINDS]


def _need(user: User, duty: Duty) -> Need:
    return Need(
        kind=duty.kind.key,
        record=duty.agreement,
        under=None,
        municipality=duty.municipality.pk,
        person=None,
        what=_what(user, duty),
        since=duty.since,
        due=duty.until or duty.due_on,
    )


def _what(user: User, duty: Duty) -> str:
    """“2024 (3) – CPAS d’Aval”: the period, of how many results, from whom.

    Whom a text names knows who they are: it tells them for which municipality.
    """
    period = duty.period.label if duty.period else ""
    said = f"{period} ({duty.count})" if duty.count else period
    whose = duty.who if duty.side == Side.MUNICIPALITY else ""
    others = whose if whose != duty.municipality.name else ""
    if not is_of_a_side(user, duty.municipality.pk):
        others = duty.municipality.name
    return " – ".join(part for part in (said, others) if part)
