"""A workbook of many rows, read and validated, beside the bare read of the file."""

import gc
import io
import json
from statistics import median
from time import perf_counter
from typing import Any

import xlsxwriter
from django.core.management.base import BaseCommand
from python_calamine import CalamineWorkbook

from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.incoming.planning import planned
from accord.instruments.models import Instrument
from accord.monitoring.workbook.known import Known
from accord.monitoring.workbook.layout import COLUMNS, SHEET
from accord.monitoring.workbook.reading import Results

ROWS = 30_000
ROUNDS = 5


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        agreement = Instrument.objects.public().first().agreement_id
        period = ReportingPeriod.objects.public().first().pk
        asked = self._asked()
        file = self._written(asked, f"{agreement}-{period}-0")
        bare, whole = [], []
        for _round in range(ROUNDS):
            gc.collect()  # what one reading leaves is not the next one's to sweep
            begun = perf_counter()
            CalamineWorkbook.from_filelike(file).get_sheet_by_name(SHEET).to_python()
            bare.append(perf_counter() - begun)
            file.seek(0)
            gc.collect()
            begun = perf_counter()
            plan = planned(Results(agreement, period, asked), file)
            whole.append(perf_counter() - begun)
            file.seek(0)
        if plan.faults or len(plan.changes) != ROWS:
            raise RuntimeError(f"Not every row was taken: {plan.faults[:3]}")
        measured = {
            "rows": ROWS,
            "bare": median(bare),
            "whole": median(whole),
            "ratio": median(a / b for a, b in zip(whole, bare, strict=True)),
        }
        self.stdout.write(json.dumps(measured))

    def _asked(self) -> dict[int, Known]:
        """A report that asks for as many indicators as the file has rows."""
        definitions = IndicatorDefinition.objects.public().filter(value_kind="count")
        kinds = [Known(one, one.name) for one in definitions]
        return {number: kinds[number % len(kinds)] for number in range(ROWS)}

    def _written(self, asked: dict[int, Known], key: str) -> io.BytesIO:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            sheet = book.add_worksheet(SHEET)
            sheet.write_row(0, 0, [column.heading for column in COLUMNS])
            for number, known in asked.items():
                definition = known.definition
                cells = {
                    "id": number,
                    "name_fr": definition.name_fr,
                    "name_nl": definition.name_nl,
                    "unit": definition.unit_fr,
                    "value": number % 500,
                    "remark": "Remarque inventée.",
                    "remark_language": "français",
                    "key": key,
                }
                row = [cells.get(column.key, "") for column in COLUMNS]
                sheet.write_row(number + 1, 0, row)
        file.seek(0)
        return file
