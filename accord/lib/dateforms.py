"""Typing a date as people write it: one day, or how sure an imprecise date is."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.lib.imprecise import (
    ImpreciseDate,
    Kind,
    Point,
    impossible,
    is_possible,
    is_usual,
)
from accord.lib.naming import unaccented
from accord.lib.spoken import MONTHS
from accord.lib.textforms import TextField

PRECISIONS = [
    ("at", gettext_lazy("On or in: that day, month or year")),
    ("by", gettext_lazy("No later than")),
    ("between", gettext_lazy("Between two dates")),
    ("since", gettext_lazy("No earlier than")),
    ("unknown", gettext_lazy("Not known")),
]
IMPOSSIBLE = "impossible"  # code of the refusal of a year
_EXAMPLE = gettext_lazy("For example 12/12/2022.")
_PEOPLE = re.compile(r"(?:(?:(\d{1,2})[/.\s-])?(\d{1,2})[/.\s-])?(\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)?\s+)?([a-z]+)\s+(\d{4})", re.ASCII)
_ISO = re.compile(r"\d{4}(-\d{1,2}(-\d{1,2})?)?", re.ASCII)


_MONTHS = {
    unaccented(name): number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
}


def read_point(text: str) -> Point:
    """“12/12/2022”, “12 décembre 2022”, “12/2022”, “2022”, ISO. Or ValidationError."""
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            parts = [int(part) for part in text.split("-")]
        elif found := _PEOPLE.fullmatch(text):
            parts = [int(part) for part in reversed(found.groups()) if part]
        elif found := _WORDS.fullmatch(unaccented(text)):
            day, month, year = found.groups()
            parts = [int(year), _MONTHS[month], *([int(day)] if day else [])]
        else:
            raise ValueError(text)
        point = Point(*parts)
        _first, _last = point.first, point.last
    except (ValueError, KeyError):
        raise forms.ValidationError(
            _("“%(text)s” is not a date. Write 12/12/2022, 12/2022 or 2022."),
            params={"text": text},
        ) from None
    if not is_possible(point.year):
        raise forms.ValidationError(impossible(point.year), code=IMPOSSIBLE)
    return point


def read_day(text: str) -> date:
    """One day, written in any of the ways of a point. Or ValidationError."""
    try:
        point = read_point(text)
    except forms.ValidationError as error:
        if error.code == IMPOSSIBLE:
            raise
        point = None
    if point is None or not point.day:
        raise forms.ValidationError(
            _("“%(text)s” is not a day. Write 12/12/2022 or 12 December 2022."),
            params={"text": text[:40]},
        )
    return point.first


class Asking(forms.DateInput):
    """Where a day is typed. A year that is far away is asked about, with a box to tick.

    Its tick is for the very text that was asked about: another text is asked anew.
    """

    template_name = "ui/forms/day.html"
    is_sure = is_asked = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        self.is_sure = bool(text) and data.get(f"{name}-sure") == text
        self.is_asked = self.is_asked or self.is_sure
        return text

    def require_usual(self, year: int) -> None:
        """Raise ``ValidationError``, once, where the year is far away."""
        if is_usual(year) or self.is_sure:
            return
        self.is_asked = True
        raise forms.ValidationError(
            _("Is %(year)s the year you mean? If so, tick the box and send it again."),
            params={"year": year},
        )

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"is_asked": self.is_asked, "is_sure": self.is_sure}
        return context


class DayField(forms.DateField):
    """One day, typed: 12/12/2022, 12.12.2022, 12 décembre 2022, 2022-12-12.

    Shown as 12/12/2022, however it was typed. Not the browser's own field, which takes
    one way of writing only, that of the browser's language. ``asks``: not in a filter,
    where any day may be looked at.
    """

    def __init__(self, *, asks: bool = True, **kwargs: Any) -> None:
        self.asks = asks
        super().__init__(
            widget=Asking(format="%d/%m/%Y"),
            help_text=kwargs.pop("help_text", "") or _EXAMPLE,
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and (text := value.strip()):
            return read_day(text)
        return super().to_python(None if isinstance(value, str) else value)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and self.asks:
            self.widget.require_usual(day.year)
        return day

    def prepare_value(self, value: Any) -> Any:
        try:
            return self.to_python(value)
        except forms.ValidationError:
            return value


class DatedForm(forms.Form):
    """The three fields of an imprecise date; ``cleaned_data["date"]`` is the date."""

    precision = forms.ChoiceField(
        label=gettext_lazy("How well the date is known"), choices=PRECISIONS
    )
    day = TextField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("For example 12/12/2022, 12/2022 or 2022."),
        required=False,
        max_length=20,
        widget=Asking,
    )
    until = TextField(
        label=gettext_lazy("And"),
        help_text=gettext_lazy("The second date, for “between” alone."),
        required=False,
        max_length=20,
        widget=Asking,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        points = {name: self._point(name) for name in ("day", "until")}
        precision = data.pop("precision", "")
        if precision and not {"day", "until"} & self.errors.keys():
            data["date"] = self._composed(precision, points["day"], points["until"])
        for name in ("day", "until"):
            data.pop(name, None)
        return data

    def _point(self, name: str) -> Point | None:
        text = self.cleaned_data.get(name) or ""
        try:
            point = read_point(text) if text.strip() else None
            if point:
                cast(Asking, self.fields[name].widget).require_usual(point.year)
            return point
        except forms.ValidationError as error:
            self.add_error(name, error)
            return None

    def _composed(
        self, precision: str, day: Point | None, until: Point | None
    ) -> ImpreciseDate:
        if precision == "unknown":
            return ImpreciseDate()
        if day is None:
            self.add_error("day", _("Write the date, or choose “not known”."))
        if precision != "between":
            first = None if precision == "by" else day
            return ImpreciseDate(first, None if precision == "since" else day)
        if until is None:
            self.add_error("until", _("Write the second date."))
        elif day and day.first > until.last:
            self.add_error("until", _("The second date comes before the first."))
        return ImpreciseDate(day, until)


def written(point: Point) -> str:
    """The point as people type it: “12/12/2022”, “12/2022”, “2022”."""
    parts = [f"{part:02}" for part in (point.day, point.month) if part]
    return "/".join([*parts, f"{point.year:04}"])


def typed(date: ImpreciseDate) -> dict[str, str]:
    """What the fields hold for a date that is known already."""
    by_kind = {Kind.BY: "by", Kind.SINCE: "since", Kind.UNKNOWN: "unknown"}
    precision = by_kind.get(date.kind, "between" if date.kind == Kind.BETWEEN else "at")
    first, last = date.start or date.end, date.end
    return {
        "precision": precision,
        "day": written(first) if first else "",
        "until": written(last) if precision == "between" and last else "",
    }
