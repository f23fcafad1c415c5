"""“As it stood”: the day a reader asks for with ``?on=2022-12-31``."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class AsOf:
    """The day shown, what was typed, and a sentence when it could not be read."""

    day: date
    today: date
    typed: str = ""
    error: str = ""

    @property
    def query(self) -> str:
        """What a link adds to its address, to stay on this day."""
        return f"?on={self.day}" if self.typed and not self.error else ""

    @property
    def is_future(self) -> bool:
        return self.day > self.today


def read_day(request: HttpRequest) -> AsOf:
    """The day asked for; today when there is none, or none that can be read."""
    today, typed = timezone.localdate(), request.GET.get("on", "").strip()
    if not typed:
        return AsOf(today, today)
    try:
        # Only 2022-12-31 is a day here: Python would take more.
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed, re.ASCII):
            raise ValueError(typed)
        return AsOf(date.fromisoformat(typed), today, typed)
    except ValueError:
        error = _("“%(typed)s” is not a day. Write it as 2022-12-31.")
        return AsOf(today, today, typed, error % {"typed": typed[:40]})
