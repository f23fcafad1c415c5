"""Do pages of a followed region cost more when there is ten times as much to follow?"""

import json
import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bench.database import database
from bench.load import Target, measure
from bench.server import Server, manage

MONTHS = (10, 101)  # of results: eight thousand, and eighty thousand
ROUNDS = 5
DOCUMENTS = 50
AT_MOST = 1.5  # times what it takes on a tenth


@dataclass(frozen=True)
class Grown:
    """A page asked of a small and of a large region, in ms (median of one client)."""

    name: str
    small: float
    large: float
    ratio: float  # the median of the rounds, in which both are asked by turns
    kilobytes: float


def prepare(stack: ExitStack, postgresql: bool, months: int, workers: int) -> Any:
    """A region with so many months of results, and the environment it lives in."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
    environment = os.environ | {
        "ACCORD_DATA": str(folder / "data"),
        "DATABASE_URL": stack.enter_context(database(folder, postgresql)),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DEMO": "",
        "WORKERS": str(workers),
        "WORKER": "off",
    }
    print(f"Following a region for {months} months …", file=sys.stderr)
    printed = manage(environment, "bench_follow", f"--periods={months}")
    return environment, json.loads(printed.splitlines()[-1])


def measure_growth(postgresql: bool, requests: int, workers: int) -> dict[str, Any]:
    """Both regions are served at once, and each page asked of them by turns."""
    with ExitStack() as stack:
        regions = [prepare(stack, postgresql, one, workers) for one in MONTHS]
        servers = [
            stack.enter_context(Server(environment)) for environment, _made in regions
        ]
        pages = []
        for name in regions[0][1]["pages"]:
            print(f"Asking both regions for {name} …", file=sys.stderr)
            targets = [
                Target(
                    server.port,
                    made["pages"][name],
                    made["sessions"]["regional"],
                    varied=True,
                )
                for server, (_environment, made) in zip(servers, regions, strict=True)
            ]
            pages.append(_grown(name, targets, requests))
        large = regions[-1][0]
        return {
            "results": [made["results"] for _environment, made in regions],
            "waiting": [made["waiting"] for _environment, made in regions],
            "desk": json.loads(manage(large, "bench_desk")),
            "pages": pages,
            "document": json.loads(manage(large, "bench_document")),
            "memory": _kept_of_documents(servers[-1], regions[-1][1]),
            "workbook": json.loads(manage(large, "bench_workbook")),
        }


def _grown(name: str, targets: list[Target], requests: int) -> Grown:
    for target in targets:
        measure(target, clients=2, requests=20)  # every worker has its templates
    rounds = [
        [measure(target, requests=max(5, requests // ROUNDS)) for target in targets]
        for _round in range(ROUNDS)
    ]
    return Grown(
        name,
        median(small.p50 for small, _large in rounds),
        median(large.p50 for _small, large in rounds),
        median(large.p50 / small.p50 for small, large in rounds),
        rounds[0][1].size / 1000,
    )


def _kept_of_documents(server: Server, made: Any) -> dict[str, Any]:
    """What the workers hold before and after they made documents, each another."""
    session = made["sessions"]["regional"]

    def ask(first: date, how_many: int) -> float:
        for number in range(how_many):
            day = first + timedelta(days=number)
            path = f"/fr/espace/reponses/missions.pdf?on={day}"
            measure(Target(server.port, path, session), requests=1)
        return sum(resident for resident, _own in server.memory())

    before = ask(date(2025, 1, 1), 2 * len(server.workers()))  # what making one loads
    return {"before": before, "after": ask(date(2026, 1, 1), DOCUMENTS)}
