"""Writing the workbook of a report."""

import io
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.utils.text import slugify
from xlsxwriter.utility import xl_col_to_name

from accord.framework.models import IndicatorDefinition, ReportedAs, ValueKind
from accord.incoming.cells import tidy
from accord.lib.tablefiles import DEMONSTRATION_WORDS, FIRST_XLSX_DAY
from accord.monitoring.models import NoData, Result
from accord.monitoring.reading.reports import Opened, Row
from accord.monitoring.workbook.known import NOTHING, versions
from accord.monitoring.workbook.layout import (
    COLUMNS,
    COMMON,
    EXPLAINED,
    EXPLANATION,
    FIGURES,
    LANGUAGES,
    LISTS,
    OF_KIND,
    PLACE,
    SHEET,
    TEXTS,
    both,
    options,
    said,
)
from accord.monitoring.workflow import State

FIRST_ROW = 2  # counted from 0: under the title and the headings
WIDE = {"name_fr", "name_nl", *TEXTS}
NOT_BEGUN = "à remplir / in te vullen"


def name_of(report: Opened) -> str:
    """What the file is called."""
    place = report.agreement.municipality
    return f"accord-{slugify(f'{place.name}-{report.period}')}.xlsx"


def write(report: Opened) -> IO[bytes]:
    """The file, complete, at its beginning."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        _Book(book, report).write()
    file.seek(0)
    return file


class _Book:
    def __init__(self, book: Any, report: Opened) -> None:
        self.book, self.report = book, report
        look = {"valign": "top", "text_wrap": True}
        self.bold = book.add_format({**look, "bold": True, "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.locked = book.add_format({**look, "bg_color": "#E8E8EC"})
        fill = {**look, "locked": False, "bg_color": "#FFFBEA", "border": 1}
        fill["border_color"] = "#C9C9C9"
        self.open = book.add_format(fill)
        self.text = book.add_format({**fill, "num_format": "@"})
        self.day = book.add_format({**fill, "num_format": "dd/mm/yyyy"})
        self.locked_day = book.add_format(
            {**look, "bg_color": "#E8E8EC", "num_format": "dd/mm/yyyy"}
        )
        self.reasons, self.states = said(NoData), said(State)
        self.counting = said(ReportedAs)
        self.lists: list[list[str]] = []
        self.ranges: dict[tuple[str, ...], str] = {}

    def write(self) -> None:
        sheet = self.book.add_worksheet(SHEET)
        self._explain(self.book.add_worksheet(EXPLAINED))
        self._head(sheet)
        known = versions([row.latest for row in self.report.rows if row.latest])
        for number, row in enumerate(self.report.rows, FIRST_ROW):
            self._row(sheet, number, row, known)
        self._validate(sheet)
        self._write_lists()
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _head(self, sheet: Any) -> None:
        place, period = self.report.agreement.municipality, self.report.period
        title = " – ".join(
            (both(place.name_fr, place.name_nl), both(period.label_fr, period.label_nl))
        )
        if settings.DEMO:
            title = f"{DEMONSTRATION_WORDS} – {title}"
            sheet.set_header(f"&C&B{DEMONSTRATION_WORDS}")
            sheet.set_tab_color("#F2C200")
        sheet.write_string(0, 0, title, self.title)
        for col, column in enumerate(COLUMNS):
            sheet.write_string(FIRST_ROW - 1, col, column.heading, self.bold)
            sheet.set_column(col, col, 32 if column.key in WIDE else 15)
        sheet.set_column(PLACE["key"], PLACE["key"], None, None, {"hidden": True})
        sheet.freeze_panes(FIRST_ROW, PLACE["unit"])
        sheet.repeat_rows(FIRST_ROW - 1)

    def _row(self, sheet: Any, number: int, row: Row, known: dict[int, int]) -> None:
        definition, result = row.definition, row.latest
        state = self.states[result.state] if result else NOT_BEGUN
        version = known.get(result.pk, 0) if result else 0
        told = {
            "name_fr": definition.name_fr,
            "name_nl": definition.name_nl,
            "unit": _unit(definition),
            "counting": self.counting[definition.reported_as],
            "target": _target(row),
            "state": state,
            "key": f"{self.report.agreement.pk}-{self.report.period.pk}-{version}",
        }
        sheet.write_number(number, PLACE["id"], row.agreed.series_id, self.locked)
        for key, text in told.items():
            sheet.write_string(number, PLACE[key], text, self.locked)
        writable = row.is_writable and self.report.window.allows_writing
        mine = {*OF_KIND[definition.value_kind], *COMMON}
        cells = self._cells(definition, result)
        for key in (*FIGURES, *COMMON):
            look = self._look(key, is_open=writable and key in mine)
            _cell(sheet, number, PLACE[key], cells.get(key), look)
        if writable and "choice" in mine:
            self._offer(sheet, number, "choice", options(definition))

    def _look(self, key: str, *, is_open: bool) -> Any:
        if key == "as_of_on":
            return self.day if is_open else self.locked_day
        if not is_open:
            return self.locked
        return self.text if key in TEXTS else self.open

    def _cells(
        self, definition: IndicatorDefinition, result: Result | None
    ) -> dict[str, Any]:
        """What a result says, by column."""
        if result is None:
            return {}
        said = {name: getattr(result, name) for name in NOTHING}
        if "choice" in OF_KIND[definition.value_kind]:
            said["choice"] = _choice(definition, said.pop("value"))
        said["no_data_reason"] = self.reasons.get(result.no_data_reason, "")
        said["remark_language"] = LANGUAGES.get(result.remark_language, "")
        return said

    def _validate(self, sheet: Any) -> None:
        last = FIRST_ROW + max(len(self.report.rows), 1) - 1
        for key, words in (
            ("no_data_reason", list(self.reasons.values())),
            ("remark_language", list(LANGUAGES.values())),
        ):
            self._offer(sheet, FIRST_ROW, key, words, last)

    def _offer(
        self, sheet: Any, first: int, column: str, words: list[str], last: int = 0
    ) -> None:
        """A list to choose from; its words stand on the hidden sheet."""
        key, col = tuple(words), PLACE[column]
        if key not in self.ranges:
            name = xl_col_to_name(len(self.lists), col_abs=True)
            self.lists.append(words)
            self.ranges[key] = f"='{LISTS}'!{name}$1:{name}${max(len(words), 1)}"
        rule = {"validate": "list", "source": self.ranges[key]}
        sheet.data_validation(first, col, last or first, col, rule)

    def _write_lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        sheet.hide()
        for col, words in enumerate(self.lists):
            for number, word in enumerate(words):
                sheet.write_string(number, col, word)

    def _explain(self, sheet: Any) -> None:
        sheet.set_column(0, 1, 70)
        for col, language in enumerate(("Français", "Nederlands")):
            sheet.write_string(0, col, language, self.bold)
        look = self.book.add_format({"text_wrap": True, "valign": "top"})
        for number, pair in enumerate(EXPLANATION, 1):
            for col, text in enumerate(pair):
                sheet.write_string(number, col, text, look)
        if settings.DEMO:
            sheet.write_string(len(EXPLANATION) + 2, 0, DEMONSTRATION_WORDS, self.bold)
        sheet.protect("")


def _unit(definition: IndicatorDefinition) -> str:
    if definition.value_kind == ValueKind.AMOUNT:
        return "€"
    if definition.value_kind == ValueKind.RATIO:
        of = (definition.numerator_label_fr, definition.denominator_label_fr)
        van = (definition.numerator_label_nl, definition.denominator_label_nl)
        return both(" : ".join(of), " : ".join(van))
    return both(definition.unit_fr, definition.unit_nl)


def _target(row: Row) -> str:
    target: Any = row.target
    if target is None:
        return ""
    if target.numerator is not None:
        return f"{written(target.numerator)} : {written(target.denominator)}"
    if "choice" in OF_KIND[row.definition.value_kind]:
        return _choice(row.definition, target.value)
    return written(target.value)


def _choice(definition: IndicatorDefinition, rank: Decimal | None) -> str:
    """The words of a value that was chosen."""
    offered = options(definition)
    return offered[int(rank)] if rank is not None and rank < len(offered) else ""


def written(number: Decimal | None) -> str:
    """With a comma, as both languages write it, and no zeros at its end."""
    if number is None:
        return ""
    return format(number.normalize(), "f").replace(".", ",")


def _cell(sheet: Any, row: int, col: int, value: Any, look: Any) -> None:
    """Text as text, so that nothing in it can become a formula."""
    if value is None or value == "":
        sheet.write_blank(row, col, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, col, tidy(value), look)
    elif isinstance(value, Decimal):
        exact = Decimal(f"{float(value):.16G}") == value
        if exact:
            sheet.write_number(row, col, float(value), look)
        else:  # more digits than a spreadsheet's numbers have
            sheet.write_string(row, col, written(value), look)
    elif value < FIRST_XLSX_DAY:
        sheet.write_string(row, col, value.isoformat(), look)
    else:
        sheet.write_datetime(row, col, value, look)
