"""Reminding people of what they have to report, before and after it is due.

A reminder is kept, journalled and told (``accord.notifications``) in a transaction of
its own. Stopped at any point, a run started again reminds nobody twice and forgets
nobody; the message is then a worker's, which tries again when it is refused.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Membership, Role
from accord.framework.models import ReportingPeriod
from accord.journal.models import trace
from accord.lib.spoken import spoken_day
from accord.monitoring.expected import expected_in
from accord.monitoring.models import Reminder, Result
from accord.monitoring.notices import REMINDED
from accord.monitoring.rules.reminding import ReminderKind, reminder_on
from accord.notifications.telling import tell

VERB = "monitoring.send_reminder"
SUBJECTS = {
    ReminderKind.BEFORE: _("Results to report soon"),
    ReminderKind.DUE: _("Results to report today"),
    ReminderKind.LATE: _("Results that are late"),
}


@dataclass(frozen=True)
class Planned:
    """One message that a day asks for."""

    period: ReportingPeriod
    agreement: Agreement
    person: User
    kind: ReminderKind
    how_many: int

    def __str__(self) -> str:
        town = self.agreement.municipality.code
        return f"{self.kind} {self.period.ends_on} {town}: {self.person.email}"


def planned(day: date) -> Iterator[Planned]:
    """Whom to remind on ``day``, who was not reminded so yet."""
    reminds = Q(calendar__remind_days_before__isnull=False)
    reminds |= Q(calendar__remind_days_after__isnull=False)
    periods = ReportingPeriod.objects.public().filter(
        reminds, opens_on__lte=day, closes_on__gte=day
    )
    for period in periods.in_time():
        kind = reminder_on(
            day,
            due_on=period.due_on,
            closes_on=period.closes_on,
            days_before=period.calendar.remind_days_before,
            days_after=period.calendar.remind_days_after,
        )
        if kind:
            yield from _of_period(period, kind, day)


def _of_period(
    period: ReportingPeriod, kind: ReminderKind, day: date
) -> Iterator[Planned]:
    missing = _missing(period)
    agreements = Agreement.objects.select_related("municipality").in_bulk(
        {agreement for agreement, _organisation in missing}
    )
    people = _people({organisation for _agreement, organisation in missing}, day)
    known = set(
        Reminder.objects.filter(period=period, kind=kind).values_list(
            "agreement", "person"
        )
    )
    for (agreement, organisation), how_many in missing.items():
        for person in people[organisation]:
            if (agreement, person.pk) not in known:
                known.add((agreement, person.pk))
                yield Planned(period, agreements[agreement], person, kind, how_many)


def _missing(period: ReportingPeriod) -> dict[tuple[int, int], int]:
    """By agreement and who reports: how many results are not handed in."""
    handed_in = Result.objects.handed_in().filter(
        series=OuterRef("series"), period=period
    )
    rows = (
        expected_in(period)
        .filter(~Exists(handed_in))
        .order_by()
        .values_list("instrument__agreement", "reporter")
        .annotate(how_many=Count("pk"))
        .annotate(town=F("instrument__agreement__municipality"))
    )
    return {
        (agreement, reporter or town): how_many
        for agreement, reporter, how_many, town in rows
    }


def _people(organisations: set[int], day: date) -> dict[int, list[User]]:
    """Who may report for each of these organisations."""
    found = defaultdict(list)
    rows = Membership.objects.valid_on(day).filter(
        organisation__in=organisations,
        role__in=[Role.EDITOR, Role.APPROVER],
        user__is_active=True,
    )
    for one in rows.select_related("user").order_by("user"):
        found[one.organisation_id].append(one.user)
    return found


def send_due() -> int:
    """Remind whom today asks for; how many there were."""
    return sum(send(one) for one in list(planned(timezone.localdate())))


def send(reminder: Planned) -> bool:
    """Keep the reminder and tell the person; ``False`` when it is kept already.

    Another run that keeps the same one at the same time loses: the database lets it
    stand once.
    """
    with transaction.atomic():
        kept, is_new = Reminder.objects.get_or_create(
            period=reminder.period,
            agreement=reminder.agreement,
            person=reminder.person,
            kind=reminder.kind,
            defaults={"sent_at": timezone.now()},
        )
        if not is_new:
            return False
        by = User.objects.system("reminders")
        report = [reminder.agreement.pk, reminder.period.pk]
        trace(kept, by=by, verb=VERB)
        tell(
            REMINDED,
            [reminder.person],
            kept,
            by=by,
            subject=SUBJECTS[reminder.kind],
            body=lambda: _words(reminder),
            url=lambda: reverse("monitoring:report_detail", args=report),
        )
    return True


def _words(reminder: Planned) -> str:
    """What is due, and what to do without a figure: two paragraphs."""
    if reminder.kind == ReminderKind.LATE:
        due = ngettext(
            "%(n)s result of %(town)s for “%(period)s” was due on %(due)s and is not "
            "reported. It can be reported until %(closes)s.",
            "%(n)s results of %(town)s for “%(period)s” were due on %(due)s and are "
            "not reported. They can be reported until %(closes)s.",
            reminder.how_many,
        )
    else:
        due = ngettext(
            "%(n)s result of %(town)s for “%(period)s” is due on %(due)s.",
            "%(n)s results of %(town)s for “%(period)s” are due on %(due)s.",
            reminder.how_many,
        )
    said = due % {
        "n": reminder.how_many,
        "town": reminder.agreement.municipality.name,
        "period": reminder.period.label,
        "due": spoken_day(reminder.period.due_on),
        "closes": spoken_day(reminder.period.closes_on),
    }
    return f"{said}\n\n{gettext('If there is no figure, say why there instead.')}"
