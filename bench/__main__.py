"""Measure, in one run, what the platform costs: ``make bench``.

It invents a region in a database of its own, starts the real server on it, asks pages
over the loopback, and prints figures and ratios beside the targets. It never opens the
register, and stops what it started.
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.database import database
from bench.fuzz import fuzz
from bench.growth import measure_growth
from bench.kills import kills
from bench.load import WrongAnswer
from bench.mailing import measure_mails
from bench.pages import measure_cached, measure_pages
from bench.report import Report
from bench.server import Server, manage
from bench.storm import storm


def main() -> int:
    asked = _asked()
    if asked.fuzz:
        return 1 if fuzz(asked.fuzz, asked.seed) else 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        environment = os.environ | {
            "ACCORD_DATA": str(folder / "data"),
            "DATABASE_URL": stack.enter_context(database(folder, asked.postgresql)),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DEMO": "",
            "WORKERS": str(asked.workers),
            "WORKER": "off",
        }
        (folder / "data").mkdir()
        for how_many, run in ((asked.storm, storm), (asked.kills, kills)):
            if how_many:
                return 1 if run(how_many, asked.seed, environment) else 0
        report = Report(environment["DATABASE_URL"].split(":")[0] or "sqlite")
        made = _prepared(environment, asked)
        with Server(environment) as server:
            report.start = server.ready_after
            report.memory_before = server.memory()
            try:
                report.pages = measure_pages(server, made, asked.requests)
                report.cached = measure_cached(server, made, asked.requests)
            except WrongAnswer:
                print(server.said(), file=sys.stderr)
                raise
            report.memory_after = server.memory()
        report.exports = _exports(environment, asked)
        report.mails = measure_mails(environment)
    if not asked.register_only:
        requests = asked.requests
        report.growth = measure_growth(asked.postgresql, requests, asked.workers)
    print(report.text())
    if asked.json:
        asked.json.write_text(json.dumps(report.figures(), indent=1))
    return 1 if asked.strict and not report.is_met else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--agreements", type=int, default=5000)
    parser.add_argument("--municipalities", type=int, default=500)
    parser.add_argument("--steps", type=int, default=4, help="for each agreement")
    parser.add_argument("--requests", type=int, default=200, help="for each figure")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--register-only",
        action="store_true",
        help="leave out the region that is followed for years",
    )
    parser.add_argument(
        "--postgresql",
        action="store_true",
        help="on an embedded PostgreSQL; with DATABASE_URL set, on that server, in a "
        "database of its own",
    )
    parser.add_argument(
        "--fuzz",
        type=int,
        metavar="SECONDS",
        help="measure nothing: hand strange files to the readers for so long",
    )
    parser.add_argument(
        "--storm",
        type=int,
        metavar="REQUESTS",
        help="measure nothing: ask so many random things, as everyone",
    )
    parser.add_argument(
        "--kills",
        type=int,
        metavar="TIMES",
        help="measure nothing: kill processes so often while somebody writes",
    )
    parser.add_argument("--seed", type=int, help="with these three: the same again")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--strict", action="store_true", help="fail on a missed target")
    return parser.parse_args()


def _prepared(environment: dict[str, str], asked: argparse.Namespace) -> Any:
    say = f"Inventing {asked.agreements} agreements of {asked.municipalities} …"
    print(say, file=sys.stderr)
    printed = manage(
        environment,
        "bench_prepare",
        f"--agreements={asked.agreements}",
        f"--municipalities={asked.municipalities}",
        f"--steps={asked.steps}",
    )
    return json.loads(printed.splitlines()[-1])


def _exports(environment: dict[str, str], asked: argparse.Namespace) -> dict[str, Any]:
    """Each in a process of its own, a tenth of the rows and all of them."""
    rows = asked.agreements * asked.steps
    print("Writing files …", file=sys.stderr)
    return {
        f"{format_} {count}": json.loads(
            manage(
                environment, "bench_export", f"--rows={count}", f"--format={format_}"
            )
        )
        for format_ in ("csv", "json", "xlsx")
        for count in (rows // 10, rows)
    }


if __name__ == "__main__":
    sys.exit(main())
