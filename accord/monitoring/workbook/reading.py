"""What a row of a workbook of results means."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.framework.models import IndicatorDefinition
from accord.incoming.cells import chosen_of, day_of, number_of, text_of
from accord.incoming.lists import List, Row, Wanted
from accord.lib.asked import number
from accord.lib.errors import Refused
from accord.lib.spoken import spoken_day, spoken_number
from accord.monitoring import wording
from accord.monitoring.models import NoData, Result
from accord.monitoring.rules.reporting import FIGURE_OR_REASON, says_both
from accord.monitoring.rules.rollup import Amount
from accord.monitoring.workbook import layout
from accord.monitoring.workbook.known import NOTHING, Known
from accord.monitoring.workflow import WRITABLE

FIGURE = (*layout.NUMBERS, "text_fr", "text_nl")


class Results(List):
    """No query, whatever the number of rows: ``asked`` is what is known of each series.

    A row is known by its series, and says in its last column of which agreement and
    period it is, and from which version of the result it was made.
    """

    label = gettext_lazy("Workbook")
    help_text = gettext_lazy("The one you downloaded here, filled in.")
    about_label = gettext_lazy("Indicator")
    unlike = gettext_lazy(
        "Its columns are not those of the workbook: download it here again."
    )
    columns, needs, names = layout.COLUMNS, frozenset(layout.KEYS), ("name_fr",)
    kinds, most_rows = ("xlsx",), 100_000
    sheet, own_rows = layout.SHEET, 1
    own_sheets = frozenset({layout.LISTS, layout.EXPLAINED})

    def __init__(self, agreement: int, period: int, asked: Mapping[int, Known]) -> None:
        self.agreement, self.period, self.asked = str(agreement), str(period), asked
        self.version_of = cache(self._version)  # many rows share theirs
        self.rows_of: dict[int, int] = {}
        self.today = timezone.localdate()
        self.readers: dict[str, Callable[[Any], Any]] = {
            **dict.fromkeys(layout.NUMBERS, partial(number_of, below=layout.LARGEST)),
            **dict.fromkeys(layout.TEXTS, partial(text_of, most=layout.LONGEST)),
            "no_data_reason": partial(chosen_of, words=layout.reasons()),
            "remark_language": partial(chosen_of, words=layout.languages()),
            "as_of_on": self._as_of,
        }

    def weigh(self, row: Row) -> list[Wanted]:
        if not row.cells.keys() & {"id", "key"}:
            raise Refused(
                _(
                    "It is no row of the workbook: it names no indicator. Delete it, "
                    "or move it to another sheet."
                )
            )
        version = self.version_of(row.cells.get("key"))
        series, known = self._known(row)
        content = self._content(row.cells, known.definition)
        if content != known.content:
            _require_possible(known, content, version)
        said = (row.number, known.name, content, known.content, known)
        return [Wanted(series, Result, *said)]

    def _version(self, key: Any) -> int:
        """The version that the row was made from, if it is a row of this report."""
        parts = key.split("-") if type(key) is str else []
        version = number(parts[-1]) if len(parts) == 3 else None
        if version is None:
            raise Refused(
                _("Its hidden column was changed: download the workbook again.")
            )
        if parts[0] != self.agreement:
            raise Refused(_("It comes from the workbook of another agreement."))
        if parts[1] != self.period:
            raise Refused(_("It comes from the workbook of another period."))
        return version

    def _known(self, row: Row) -> tuple[int, Known]:
        series = row.cells.get("id", "")
        wanted: Any = number(series) if type(series) is str else series
        known = self.asked.get(wanted)
        if known is None:
            raise Refused(
                _("“%(id)s” is no indicator of this report.")
                % {"id": text_of(series, layout.LONGEST)[:80]}
            )
        first = self.rows_of.setdefault(int(series), row.number)
        if first != row.number:
            raise Refused(
                _("It is about the same indicator as row %(row)s.") % {"row": first}
            )
        return int(series), known

    def _content(
        self, cells: Mapping[str, Any], definition: IndicatorDefinition
    ) -> dict[str, Any]:
        """What the row says, by the columns of a result."""
        for key in layout.NOT_OF_KIND[definition.value_kind]:
            if key in cells:
                raise Refused(
                    _("This indicator has no figure in the column “%(column)s”.")
                    % {"column": layout.HEADINGS[key]}
                )
        said, readers = dict(NOTHING), self.readers
        for key, cell in cells.items():
            if key in readers:
                said[key] = readers[key](cell)
        if "choice" in cells:
            said["value"] = chosen_of(cells["choice"], layout.choices_of(definition))
        numerator, denominator = said["numerator"], said["denominator"]
        if (numerator is None) != (denominator is None):
            raise Refused(_("Give the numerator and the denominator."))
        if denominator is not None and denominator <= 0:
            raise Refused(_("The denominator must be above zero."))
        if not said["remark"]:
            said["remark_language"] = ""
        return said

    def _as_of(self, cell: Any) -> date:
        day = day_of(cell)
        if day > self.today:
            raise Refused(_("This day is still to come."))
        return day

    def in_words(self, one: Wanted, name: str, value: Any) -> str:
        if name == "value":
            return wording.figure_in_words(Amount(value), one.record.definition)
        if name in ("numerator", "denominator"):
            return spoken_number(value)
        if name == "as_of_on":
            return spoken_day(value)
        if name == "no_data_reason":
            return str(NoData(value).label)
        if name == "remark_language":
            return _("French") if value == "fr" else _("Dutch")
        return str(value)


def _require_possible(known: Known, content: dict[str, Any], version: int) -> None:
    if known.result and known.result.state not in WRITABLE:
        raise Refused(_("What was handed in no longer changes: correct it instead."))
    if version != known.version:
        raise Refused(_("Somebody changed it since this workbook was downloaded."))
    if says_both((content[one] for one in FIGURE), content["no_data_reason"]):
        raise Refused(str(FIGURE_OR_REASON))
    if content["remark"] and not content["remark_language"]:
        raise Refused(_("Say in which language the remark is."))
    if known.result and known.result.revision > 1 and not content["reason"]:
        raise Refused(_("Say why it is corrected."))
