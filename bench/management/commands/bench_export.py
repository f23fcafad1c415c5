"""Write a published file to nowhere, and say how fast and with how much memory."""

import csv
import gc
import json
import tracemalloc
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accord.agreements.exports.steps import AGREEMENT_STEPS, step_rows
from accord.agreements.models import Agreement, Step
from accord.lib import tablefiles


class _Nowhere:
    def write(self, text: str) -> int:
        return len(text)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, help="how many rows to write at most")
        parser.add_argument("--format", choices=["csv", "json", "xlsx"], default="csv")

    def handle(self, *, rows: int, format: str, **options: Any) -> None:
        found = self._written(format, rows)
        gc.collect()
        tracemalloc.start()
        self._written(format, rows)
        found["peak"] = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        if format == "csv":
            found["bare_per_second"] = self._bare(rows)
        self.stdout.write(json.dumps(found))

    def _records(self, rows: int) -> Any:
        today = timezone.localdate()
        agreements = Agreement.objects.public().as_of(today)
        return step_rows(
            Step.objects.public().in_file_order()[:rows].iterator(1000),
            agreements.select_related("municipality", "model", "source"),
            today,
        )

    def _written(self, format: str, rows: int) -> dict[str, Any]:
        """The file, block by block, each forgotten as it comes."""
        begun = perf_counter()
        if format == "xlsx":
            with tablefiles.xlsx(AGREEMENT_STEPS, self._records(rows), {}) as file:
                size = file.seek(0, 2)
        elif format == "json":
            blocks = tablefiles.json(AGREEMENT_STEPS, self._records(rows), {})
            size = sum(map(len, blocks))
        else:
            size = sum(map(len, tablefiles.csv(AGREEMENT_STEPS, self._records(rows))))
        seconds = perf_counter() - begun
        return {"rows": rows, "size": size, "per_second": rows / seconds}

    def _bare(self, rows: int) -> float:
        """The same cells by the csv module alone, from a list in memory."""
        cells = list(AGREEMENT_STEPS.rows(self._records(rows)))
        begun = perf_counter()
        csv.writer(_Nowhere(), delimiter=";").writerows(cells)
        return len(cells) / (perf_counter() - begun)
