"""A workbook of many rows, read and validated, beside the bare read of the file."""

import io
import json
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import xlsxwriter
from django.core.management.base import BaseCommand
from python_calamine import CalamineWorkbook

from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.instruments.models import Instrument
from accord.monitoring.workbook.known import Asked, Known, kind_of
from accord.monitoring.workbook.layout import HEADINGS, SHEET, Col
from accord.monitoring.workbook.reading import read

ROWS = 30_000
ROUNDS = 5


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        asked = self._asked()
        file = self._written(asked)
        bare, whole = [], []
        for _round in range(ROUNDS):
            begun = perf_counter()
            CalamineWorkbook.from_filelike(file).get_sheet_by_name(SHEET).to_python()
            bare.append(perf_counter() - begun)
            file.seek(0)
            begun = perf_counter()
            found = read(file, asked)
            whole.append(perf_counter() - begun)
            file.seek(0)
        if found.faults or len(found.changes) != ROWS:
            raise RuntimeError(f"Not every row was taken: {found.faults[:3]}")
        measured = {
            "rows": ROWS,
            "bare": median(bare),
            "whole": median(whole),
            "ratio": median(a / b for a, b in zip(whole, bare, strict=True)),
        }
        self.stdout.write(json.dumps(measured))

    def _asked(self) -> Any:
        """A report that asks for as many indicators as the file has rows."""
        definitions = IndicatorDefinition.objects.public().filter(value_kind="count")
        kinds = [kind_of(one) for one in definitions]
        report = SimpleNamespace(
            agreement=Instrument.objects.public().first().agreement,
            period=ReportingPeriod.objects.public().first(),
        )
        series = {number: Known(kinds[number % len(kinds)]) for number in range(ROWS)}
        return Asked(report, series)  # type: ignore[arg-type] # all that reading asks of it

    def _written(self, asked: Asked) -> io.BytesIO:
        file = io.BytesIO()
        key = f"{asked.report.agreement.pk}-{asked.report.period.pk}-0"
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            sheet = book.add_worksheet(SHEET)
            sheet.write_row(0, 0, [HEADINGS[col] for col in Col])
            for number, known in asked.series.items():
                cells: list[Any] = [""] * len(Col)
                definition = known.kind.definition
                cells[Col.ID] = number
                cells[Col.NAME_FR] = definition.name_fr
                cells[Col.NAME_NL] = definition.name_nl
                cells[Col.UNIT] = definition.unit_fr
                cells[Col.VALUE] = number % 500
                cells[Col.REMARK] = "Remarque inventée."
                cells[Col.LANGUAGE] = "français"
                cells[Col.KEY] = key
                sheet.write_row(number + 1, 0, cells)
        file.seek(0)
        return file
