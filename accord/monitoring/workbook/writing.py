"""Writing the workbook of a report."""

import io
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.utils.text import slugify
from xlsxwriter.utility import xl_col_to_name

from accord.framework.models import IndicatorDefinition, ReportedAs, ValueKind
from accord.lib.tablefiles import DEMONSTRATION_WORDS, FIRST_XLSX_DAY
from accord.monitoring.models import NoData, Result
from accord.monitoring.reports import Opened, Row
from accord.monitoring.workbook.known import tidy, versions
from accord.monitoring.workbook.layout import (
    EXPLAINED,
    EXPLANATION,
    HEADINGS,
    LANGUAGES,
    LISTS,
    OF_KIND,
    SHEET,
    Col,
    both,
    options,
    said,
)
from accord.monitoring.workflow import State

FIRST_ROW = 2  # counted from 0: under the title and the headings
WIDE = {Col.NAME_FR, Col.NAME_NL, Col.TEXT_FR, Col.TEXT_NL, Col.REMARK, Col.REASON}
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
        for col, heading in HEADINGS.items():
            sheet.write_string(FIRST_ROW - 1, col, heading, self.bold)
            sheet.set_column(col, col, 32 if col in WIDE else 15)
        sheet.set_column(Col.KEY, Col.KEY, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST_ROW, Col.UNIT)
        sheet.repeat_rows(FIRST_ROW - 1)

    def _row(self, sheet: Any, number: int, row: Row, known: dict[int, int]) -> None:
        definition, result = row.definition, row.latest
        state = self.states[result.state] if result else NOT_BEGUN
        told = {
            Col.NAME_FR: definition.name_fr,
            Col.NAME_NL: definition.name_nl,
            Col.UNIT: _unit(definition),
            Col.COUNTING: self.counting[definition.reported_as],
            Col.TARGET: _target(row),
            Col.STATE: state,
        }
        sheet.write_number(number, Col.ID, row.agreed.series_id, self.locked)
        for col, text in told.items():
            sheet.write_string(number, col, text, self.locked)
        writable = row.is_writable and self.report.window.allows_writing
        mine = set(OF_KIND[definition.value_kind]) | set(range(Col.NO_DATA, Col.KEY))
        cells = self._cells(definition, result)
        for column in map(Col, range(Col.VALUE, Col.KEY)):
            look = self._look(column) if writable and column in mine else self.locked
            if column == Col.AS_OF and look is self.locked:
                look = self.locked_day
            _cell(sheet, number, column, cells.get(column), look)
        if writable and Col.CHOICE in mine:
            self._offer(sheet, number, Col.CHOICE, options(definition))
        version = known.get(result.pk, 0) if result else 0
        key = f"{self.report.agreement.pk}-{self.report.period.pk}-{version}"
        sheet.write_string(number, Col.KEY, key, self.locked)

    def _look(self, col: Col) -> Any:
        if col == Col.AS_OF:
            return self.day
        texts = (Col.TEXT_FR, Col.TEXT_NL, Col.REMARK, Col.REASON)
        return self.text if col in texts else self.open

    def _cells(
        self, definition: IndicatorDefinition, result: Result | None
    ) -> dict[Col, Any]:
        """What a result says, by column."""
        if result is None:
            return {}
        chosen = ""
        value = result.value
        if Col.CHOICE in OF_KIND[definition.value_kind] and value is not None:
            offered, rank = options(definition), int(value)
            chosen = offered[rank] if rank < len(offered) else ""
            value = None
        return {
            Col.VALUE: value,
            Col.NUMERATOR: result.numerator,
            Col.DENOMINATOR: result.denominator,
            Col.CHOICE: chosen,
            Col.TEXT_FR: result.text_fr,
            Col.TEXT_NL: result.text_nl,
            Col.NO_DATA: self.reasons.get(result.no_data_reason, ""),
            Col.AS_OF: result.as_of_on,
            Col.REMARK: result.remark,
            Col.LANGUAGE: LANGUAGES.get(result.remark_language, ""),
            Col.REASON: result.reason,
        }

    def _validate(self, sheet: Any) -> None:
        last = FIRST_ROW + max(len(self.report.rows), 1) - 1
        for col, words in (
            (Col.NO_DATA, list(self.reasons.values())),
            (Col.LANGUAGE, list(LANGUAGES.values())),
        ):
            self._offer(sheet, FIRST_ROW, col, words, last)

    def _offer(
        self, sheet: Any, first: int, col: int, words: list[str], last: int = 0
    ) -> None:
        """A list to choose from; its words stand on the hidden sheet."""
        key = tuple(words)
        if key not in self.ranges:
            name = xl_col_to_name(len(self.lists), col_abs=True)
            self.lists.append(words)
            self.ranges[key] = f"={LISTS}!{name}$1:{name}${max(len(words), 1)}"
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
    if Col.CHOICE in OF_KIND[row.definition.value_kind]:
        offered, rank = options(row.definition), int(target.value)
        return offered[rank] if rank < len(offered) else ""
    return written(target.value)


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
