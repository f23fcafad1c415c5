"""What is typed about calendars and their periods."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.framework.models import Calendar, ReportingPeriod
from accord.framework.rules import Planned, series
from accord.lib.bilingual import active_language
from accord.lib.choosing import Radios
from accord.lib.dateforms import DayField
from accord.lib.spoken import spoken_day

MOST = 40  # periods at once: ten years of quarters
LENGTHS = [
    (3, gettext_lazy("Three months")),
    (6, gettext_lazy("Six months")),
    (12, gettext_lazy("A year")),
]


class CalendarForm(forms.Form):
    title_fr = forms.CharField(label=gettext_lazy("Title (French)"), max_length=160)
    title_nl = forms.CharField(label=gettext_lazy("Title (Dutch)"), max_length=160)
    remind_days_before = forms.IntegerField(
        label=gettext_lazy("Remind so many days before the due date"),
        min_value=0,
        max_value=366,
        required=False,
        help_text=gettext_lazy("Empty: nobody is reminded before."),
    )
    remind_days_after = forms.IntegerField(
        label=gettext_lazy("Remind who is late so many days after it"),
        min_value=1,
        max_value=366,
        required=False,
        help_text=gettext_lazy("Empty: nobody is reminded after."),
    )

    def clean_title_fr(self) -> str:
        title = self.cleaned_data["title_fr"]
        if not any(letter.isalnum() for letter in title):
            raise forms.ValidationError(_("Write it with letters or figures."))
        return title


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

    label_fr = forms.CharField(label=gettext_lazy("Name (French)"), max_length=60)
    label_nl = forms.CharField(label=gettext_lazy("Name (Dutch)"), max_length=60)
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    opens_on = DayField(
        label=gettext_lazy("Open from"),
        help_text=gettext_lazy("From then on its figures may be reported."),
    )
    due_on = DayField(
        label=gettext_lazy("Due on"),
        help_text=gettext_lazy("What is reported later is called late."),
    )
    closes_on = DayField(
        label=gettext_lazy("Closes on"),
        help_text=gettext_lazy("After that day nothing can be reported any more."),
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
        for earlier, later, said in order:
            first, last = data.get(earlier), data.get(later)
            if first and last and first > last:
                self.add_error(later, said)
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last:
            said = _overlap(self.calendar, first, last, self.period)
            if said:
                self.add_error("starts_on", said)
        return data


class PeriodSeriesForm(forms.Form):
    """Several periods of one length, one after the other."""

    starts_on = DayField(label=gettext_lazy("First day of the first period"))
    months = forms.TypedChoiceField(
        label=gettext_lazy("Length of a period"),
        choices=LENGTHS,
        coerce=int,
        widget=Radios,
        initial=6,
    )
    how_many = forms.IntegerField(
        label=gettext_lazy("How many periods"), min_value=1, max_value=MOST
    )
    opens = forms.IntegerField(
        label=gettext_lazy("Open so many days after its last day"),
        min_value=0,
        max_value=366,
        initial=1,
    )
    due = forms.IntegerField(
        label=gettext_lazy("Due so many days after its last day"),
        min_value=0,
        max_value=366,
        initial=30,
    )
    closes = forms.IntegerField(
        label=gettext_lazy("Closes so many days after its last day"),
        min_value=0,
        max_value=732,
        initial=60,
    )

    def __init__(self, *args: Any, calendar: Calendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            self._find_what_is_wrong(data)
        if not self.errors:
            data["periods"] = series(**data)
            for planned in data["periods"]:
                said = _overlap(self.calendar, planned.starts_on, planned.ends_on)
                if said:
                    self.add_error("starts_on", said)
                    break
        return data

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
