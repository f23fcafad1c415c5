"""From a file that was uploaded to the lines that are loaded."""

from typing import Any

from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.attachments.models import Attachment
from accord.attachments.rules import KINDS
from accord.history import Difference
from accord.instruments.models import Series
from accord.lib.spoken import spoken_day, spoken_number
from accord.monitoring import wording
from accord.monitoring.actions.reporting import Line
from accord.monitoring.models import NoData, Result
from accord.monitoring.rules import Amount
from accord.monitoring.workbook.known import COLUMNS
from accord.monitoring.workbook.reading import Change, Reading


def uploaded(user: User, pk: int) -> Attachment | None:
    """The workbook of that number, if this person uploaded it."""
    kind = KINDS["xlsx"].content_type
    rows = Attachment.objects.filter(pk=pk, uploaded_by=user, content_type=kind)
    return rows.first()


def lines_of(user: User, reading: Reading) -> list[Line]:
    """What the changes say, with the records they are about: two queries."""
    series = Series.objects.visible_to(user).select_related(
        "agreement__municipality", "definition"
    )
    found = series.in_bulk([change.series for change in reading.changes])
    results = Result.objects.visible_to(user).for_page()
    kept = results.in_bulk(
        [change.known.result for change in reading.changes if change.known.result]
    )
    return [
        Line(
            found[change.series],
            change.fields,
            kept[change.known.result] if change.known.result else None,
            change.seen,
        )
        for change in reading.changes
    ]


def told(change: Change) -> list[Difference]:
    """Each column that changes: before and after, in words."""
    before = dict(zip(COLUMNS, change.known.content, strict=True))
    return [
        Difference(
            label=_label(name),
            before=_in_words(name, before[name], change) or "–",
            after=_in_words(name, value, change) or _("nothing"),
        )
        for name, value in change.fields.items()
        if value != before[name]
    ]


def _label(name: str) -> str:
    column: Any = Result._meta.get_field(name)
    return str(column.verbose_name)


def _in_words(name: str, value: Any, change: Change) -> str:
    if value is None or value == "":
        return ""
    if name == "value":
        return wording.figure_in_words(Amount(value), change.known.kind.definition)
    if name in ("numerator", "denominator"):
        return spoken_number(value)
    if name == "as_of_on":
        return spoken_day(value)
    if name == "no_data_reason":
        return str(NoData(value).label)
    if name == "remark_language":
        return _("French") if value == "fr" else _("Dutch")
    return str(value)
