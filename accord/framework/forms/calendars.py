"""What is typed about calendars and their periods."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.framework.models import Calendar, ReportingPeriod
from accord.framework.rules import Planned, series
from accord.lib.bilingual import active_language
from accord.lib.choosing import Radios
from accord.lib.dateforms import DayField
from accord.lib.fields import field, pair
from accord.lib.naming import spelled
from accord.lib.spoken import spoken_day

MOST = 40  # periods at once: ten years of quarters
LENGTHS = [(3, _("Three months")), (6, _("Six months")), (12, _("A year"))]


class CalendarForm(forms.Form):
    title_fr, title_nl = pair(Calendar, "title", validators=[spelled])
    remind_days_before = field(
        Calendar,
        "remind_days_before",
        label=_("Remind so many days before the due date"),
        max_value=366,
    )
    remind_days_after = field(
        Calendar,
        "remind_days_after",
        label=_("Remind who is late so many days after it"),
        min_value=1,
        max_value=366,
    )


def _overlap(
    calendar: Calendar, first: date, last: date, period: ReportingPeriod | None = None
) -> str:
    """What is said of a period that shares days with another; nothing if none does."""
    others = ReportingPeriod.objects.public().filter(calendar=calendar)
    others = others.exclude(pk=period.pk) if period else others
    found = others.overlapping(first, last).order_by("starts_on").first()
    return _("It overlaps “%(period)s”.") % {"period": found} if found else ""


class PeriodForm(forms.Form):
    """One period: what it covers, and when it may and must be reported on."""

    label_fr, label_nl = pair(ReportingPeriod, "label")
    starts_on = field(ReportingPeriod, "starts_on")
    ends_on = field(ReportingPeriod, "ends_on")
    opens_on = field(
        ReportingPeriod,
        "opens_on",
        help_text=_("From then on its figures may be reported."),
    )
    due_on = field(
        ReportingPeriod, "due_on", help_text=_("What is reported later is called late.")
    )
    closes_on = field(
        ReportingPeriod,
        "closes_on",
        help_text=_("After that day nothing can be reported any more."),
    )

    def __init__(
        self,
        *args: Any,
        calendar: Calendar,
        period: ReportingPeriod | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.period = calendar, period

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        order = [
            ("starts_on", "ends_on", _("The last day comes before the first.")),
            ("starts_on", "opens_on", _("It cannot open before its first day.")),
            ("opens_on", "due_on", _("It is due before it opens.")),
            ("due_on", "closes_on", _("It closes before it is due.")),
        ]
        for earlier, later, wrong in order:
            first, last = data.get(earlier), data.get(later)
            if first and last and first > last:
                self.add_error(later, wrong)
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last:
            said = _overlap(self.calendar, first, last, self.period)
            if said:
                self.add_error("starts_on", said)
        return data


def _days(label: Any, most: int = 366, *, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial)


class PeriodSeriesForm(forms.Form):
    """Several periods of one length, one after the other."""

    starts_on = DayField(label=_("First day of the first period"))
    months = forms.TypedChoiceField(
        label=_("Length of a period"),
        choices=LENGTHS,
        coerce=int,
        widget=Radios,
        initial=6,
    )
    how_many = forms.IntegerField(
        label=_("How many periods"), min_value=1, max_value=MOST
    )
    opens = _days(_("Open so many days after its last day"), initial=1)
    due = _days(_("Due so many days after its last day"), initial=30)
    closes = _days(_("Closes so many days after its last day"), 732, initial=60)

    def __init__(self, *args: Any, calendar: Calendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            self._find_what_is_wrong(data)
        if self.errors:
            return data
        periods = series(**data)
        for planned in periods:
            said = _overlap(self.calendar, planned.starts_on, planned.ends_on)
            if said:
                self.add_error("starts_on", said)
                break
        return {"periods": periods}

    def _find_what_is_wrong(self, data: dict[str, Any]) -> None:
        wrong = {
            "due": (data["opens"] > data["due"], _("It is due before it opens.")),
            "closes": (data["due"] > data["closes"], _("It closes before it is due.")),
            "starts_on": (
                data["starts_on"].year + MOST >= date.max.year,
                _("This year is too far away."),
            ),
        }
        for name, (is_so, said) in wrong.items():
            if is_so:
                self.add_error(name, said)

    def told(self) -> list[tuple[str, str]]:
        """Each period that would be kept, for the preview."""
        name = f"label_{active_language()}"
        planned: list[Planned] = self.cleaned_data["periods"]
        return [(getattr(one, name), in_words(one)) for one in planned]


def in_words(period: Any) -> str:
    """The days of a period, kept or not."""
    return _(
        "%(first)s to %(last)s; open from %(opens)s, due on %(due)s, closes on "
        "%(closes)s"
    ) % {
        "first": spoken_day(period.starts_on),
        "last": spoken_day(period.ends_on),
        "opens": spoken_day(period.opens_on),
        "due": spoken_day(period.due_on),
        "closes": spoken_day(period.closes_on),
    }
