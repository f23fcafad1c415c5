"""Words, numbers and dates in the reader's language."""

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html

from accord.lib import numbering, spoken
from accord.lib.bilingual import LANGUAGES, active_language
from accord.lib.imprecise import ImpreciseDate
from accord.lib.tabular import Cell

register = template.Library()


@register.filter
def moment(value: datetime) -> str:
    """A moment for machines, to the second: HTML knows no finer one."""
    return timezone.localtime(value).isoformat(timespec="seconds")


@register.filter
def spoken_date(value: Any) -> str:
    """An imprecise date, a day or a moment, in words."""
    if isinstance(value, ImpreciseDate):
        return spoken.spoken_date(value)
    if isinstance(value, datetime):
        return spoken.spoken_moment(value)
    if isinstance(value, date):
        return spoken.spoken_day(value)
    return spoken.spoken_iso(str(value or ""))


@register.filter
def number(value: Decimal | int | float | None) -> str:
    return "" if value is None else spoken.spoken_number(value)


@register.filter
def amount(value: Decimal | int | None) -> str:
    return "" if value is None else spoken.spoken_amount(value)


@register.filter
def in_words(values: Any) -> str:
    return spoken.spoken_list([str(value) for value in values])


@register.filter
def items(values: Any) -> str:
    """Things that may hold commas themselves: “a ; b”."""
    return spoken.spoken_items(str(value) for value in values)


@register.filter
def host(address: str) -> str:
    """Which site a link leads to, as people know it."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@register.filter
def either(pair: Any) -> str:
    """A text kept as ``{"fr": …, "nl": …}``, in the reader's language.

    Where that one is empty the other is shown, and says which language it is in.
    """
    own = active_language()
    if not pair or pair.get(own):
        return escape(pair[own]) if pair else ""
    other = next(code for code in LANGUAGES if code != own)
    if not pair.get(other):
        return ""
    return format_html('<span lang="{}">{}</span>', other, pair[other])


@register.simple_tag
def colon() -> str:
    """What stands between a name and what is said of it."""
    return spoken.COLON[active_language()]


@register.simple_tag(takes_context=True)
def query(context: Any, **changes: Any) -> str:
    """This page's filters with some changed: ``{% query page=2 %}``; empty removes."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = value
    text = parameters.urlencode()
    return f"?{text}" if text else "?"


# The schematic map: pointed-top hexagons on offset rows.

RADIUS = 38
WIDTH = math.sqrt(3) * RADIUS
OUTLINE = (
    "M"
    + "L".join(
        f"{RADIUS * math.sin(math.pi / 3 * k):.1f} "
        f"{-RADIUS * math.cos(math.pi / 3 * k):.1f}"
        for k in range(6)
    )
    + "Z"
)


@register.simple_tag
def hexagon() -> str:
    return OUTLINE


@register.simple_tag
def hexagon_place(column: int, row: int) -> str:
    """Where the hexagon of a column and a row goes, as an SVG transform."""
    x = (column - 1 + (0.5 if row % 2 else 0)) * WIDTH + WIDTH / 2
    y = (row - 1) * 1.5 * RADIUS + RADIUS + 2
    return f"translate({x:.1f} {y:.1f})"


@register.simple_tag
def hexagon_frame() -> str:
    """The view box of the map: five columns and five rows."""
    return f"0 0 {5.5 * WIDTH:.0f} {8 * RADIUS + 4:.0f}"


@register.filter
def lines(label: str) -> list[dict[str, Any]]:
    """The lines of a map label, parted by ``|``, each with its height."""
    parts = label.split("|")
    middle = (len(parts) - 1) / 2
    return [
        {"text": part, "y": f"{(index - middle) * 11 + 3.4:.1f}"}
        for index, part in enumerate(parts)
    ]


@register.filter
def shown(cell: Cell) -> str:
    """A cell of a table: a link where it leads somewhere, a state in its colour."""
    if cell.url:
        return format_html('<a href="{}">{}</a>', cell.url, cell.text)
    if cell.look:
        pill = '<span class="pill" data-state="{}">{}</span>'
        return format_html(pill, cell.look, cell.text)
    return cell.text


@register.simple_tag
def request_number() -> str:
    """By which a fault is found in the log; empty where no request is answered."""
    return numbering.number()
