"""“As it stood”: the day a reader asks for with ``?on=2022-12-31``."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class AsOf:
    """The day shown, what was typed, and a sentence when it could not be read."""

    day: date
    today: date
    typed: str = ""
    error: str = ""

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def is_future(self) -> bool:
        return self.day > self.today


def read_day(request: HttpRequest) -> AsOf:
    """The day asked for; today when there is none, or none that can be read."""
    today, typed = timezone.localdate(), request.GET.get("on", "").strip()
    if not typed:
        return AsOf(today, today)
    try:
        day = parse_date(typed)
    except ValueError:  # well written, but no such day
        day = None
    if day is None:
        error = _("“%(typed)s” is not a day. Write it as 2022-12-31.")
        return AsOf(today, today, typed, error % {"typed": typed[:40]})
    return AsOf(day, today, typed)
