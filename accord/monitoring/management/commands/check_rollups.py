"""Compute every total and every derived column again, another way, and compare."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accord.framework.models import ReportingPeriod
from accord.monitoring.derive import derive
from accord.monitoring.figures import fingerprint, recomputed, totals
from accord.monitoring.models import PublishedFigure, Result


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        compared, faults = 0, []
        for period in ReportingPeriod.objects.public().in_time():
            added, again = totals(period), recomputed(period)
            for key in added.keys() | again.keys():
                compared += 1
                if added.get(key) != again.get(key):
                    faults.append(f"{period}: {key}: {added.get(key)} {again.get(key)}")
            faults += self._published(period)
        results = Result.objects.current().count()
        stale = derive()
        transaction.set_rollback(True)  # looked at, not mended
        if stale:
            faults.append(f"{stale} results carry stale derived columns")
        self.stdout.write(f"{compared} totals and {results} results compared")
        if faults:
            raise CommandError("\n".join(faults))

    def _published(self, period: ReportingPeriod) -> list[str]:
        """What was published says what its inputs say, while these are the same."""
        rows = PublishedFigure.objects.filter(period=period, is_current=True)
        if not rows or rows[0].inputs_hash != fingerprint(period):
            return []
        faults, added = [], totals(period, public=True)
        for row in rows:
            total = next(
                (
                    one
                    for key, one in added.items()
                    if (key.definition, key.municipality)
                    == (row.definition_id, row.municipality_id)
                ),
                None,
            )
            amount = total.amount if total else None
            said = (row.value, row.numerator, row.denominator)
            now = (
                (amount.value, amount.numerator, amount.denominator)
                if amount
                else (None, None, None)
            )
            if said != now or row.reported_count != (total.reported if total else 0):
                faults.append(f"{row}: published {said}, now {now}")
        return faults
