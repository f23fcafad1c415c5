"""Which tests an engine is asked, what each file costs, and what it may cost.

PostgreSQL is the first engine: it is asked everything but what only a browser sees.
SQLite, the second, drives the browser, and of what asks a database it is asked the
tests that between them send every kind of statement (``tests/statements.py``).
``bin/test`` gives turns; without one, as in ``pytest tests/agreements``, everything is
asked.
"""

import os
from collections import Counter
from collections.abc import Container
from pathlib import Path
from typing import Any

import pytest

from tests import statements
from tests.statements import Sent

TURN, STATEMENTS = "TEST_TURN", "TEST_STATEMENTS"
FIRST, SECOND = "first", "second"
BROWSER, NO_DATABASE, SENT = (
    "see pages in a browser: SQLite asks them",
    "ask no database: PostgreSQL asked them",
    "send no kind of statement that others do not: PostgreSQL asked them",
)
# CPU seconds of the tests in one file and of the processes that they waited for. On a
# quiet machine half of it is needed at most: this is for a busy one.
BUDGET = 60
BUDGETS = {
    "tests/browser/test_accessible.py": 450,  # every page in both languages and themes
    "tests/house/test_access.py": 160,  # every page, for everyone
    "tests/journeys/test_backup.py": 150,  # many commands, each in its own process
    "tests/journeys/test_backup_refused.py": 90,  # the same
    "tests/journeys/test_upgrade.py": 90,  # two starts and a server that is read
    "tests/dashboards/test_demonstration.py": 90,  # all of it, played once
}
DEAREST = 10


def asks_a_database(item: pytest.Item) -> bool:
    """By the fixtures it has; one that starts a register of its own is marked."""
    fixtures = getattr(item, "fixturenames", ())
    marks = ("django_db", "engine")
    return "db" in fixtures or any(item.get_closest_marker(one) for one in marks)


def is_of_both(item: pytest.Item) -> bool:
    """It is marked so, or has transactions of its own: locks, processes, migrations."""
    return bool(
        item.get_closest_marker("engine")
        or "transactional_db" in getattr(item, "fixturenames", ())
    )


def why_not(item: pytest.Item, turn: str, spared: Container[str] = ()) -> str:
    """Why an engine in this turn is not asked that; nothing where it is."""
    if item.get_closest_marker("browser"):
        return BROWSER if turn == FIRST else ""
    if turn == SECOND and not asks_a_database(item):
        return NO_DATABASE
    if turn == SECOND and item.nodeid in spared and not is_of_both(item):
        return SENT
    return ""


def processor() -> float:
    """Seconds of the processor that this process and those it waited for have used."""
    return sum(os.times()[:4])


class Engines:
    """A plugin of pytest, in each process that tests and in the one that tells."""

    def __init__(self, turn: str, notes: Path | None = None) -> None:
        """``notes``: where the first turn tells the second what was sent."""
        self.turn, self.notes = turn, notes
        self.left_out: Counter[str] = Counter()
        self.cost: Counter[str] = Counter()
        self.sent: dict[str, Sent] = {}
        self.failed: set[str] = set()  # they may have had more to send
        self.kinds: set[str] = set()
        self.since = processor()

    def pytest_collection_modifyitems(self, config, items) -> None:
        spared = self.spared()
        reasons = [self.turn and why_not(item, self.turn, spared) for item in items]
        if not any(reasons):
            return
        self.left_out = Counter(filter(None, reasons))
        pairs = list(zip(items, reasons, strict=True))
        config.hook.pytest_deselected(items=[item for item, why in pairs if why])
        items[:] = [item for item, why in pairs if not why]

    def spared(self) -> set[str]:
        """What the first turn asked, and the second need not; nothing else is known."""
        if self.turn != SECOND or not self.notes:
            return set()
        sent = statements.read(self.notes)
        return sent.keys() - statements.fewest(sent)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        if self.turn != FIRST or not self.notes or not asks_a_database(item):
            return (yield)
        with statements.noted() as self.kinds:
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        now = processor()
        report.cost, self.since = now - self.since, now
        if report.when == "teardown":
            report.kinds, self.kinds = sorted(self.kinds), set()
        return report

    def pytest_runtest_logreport(self, report) -> None:
        cost = getattr(report, "cost", 0)
        self.cost[report.location[0]] += cost
        before = self.sent.get(report.nodeid, Sent(0, []))
        self.sent[report.nodeid] = Sent(
            before.cost + cost, getattr(report, "kinds", before.kinds)
        )
        self.failed |= {report.nodeid} if report.failed else set()

    def pytest_sessionfinish(self, session) -> None:
        if told := getattr(session.config, "workeroutput", None):
            told["left_out"] = dict(self.left_out)
            return
        if self.turn == FIRST and self.notes:
            told = {test: self.sent[test] for test in self.sent.keys() - self.failed}
            statements.write(self.notes, told)
        if self.over_budget():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_testnodedown(self, node: Any) -> None:
        """Every process collects the same: any of them may tell."""
        told = getattr(node, "workeroutput", {})
        self.left_out = Counter(told.get("left_out", self.left_out))

    def over_budget(self) -> dict[str, float]:
        if not self.turn:
            return {}
        found = self.cost.items()
        return {file: cost for file, cost in found if cost > BUDGETS.get(file, BUDGET)}

    def pytest_terminal_summary(self, terminalreporter) -> None:
        if not self.turn:
            return
        write = terminalreporter.write_line
        asked = sum(
            len(terminalreporter.getreports(outcome))
            for outcome in ("passed", "failed")
        )
        write(f"{asked} tests were asked of this engine.")
        for why, how_many in self.left_out.items():
            write(f"{how_many} more {why}.")
        write(f"The dearest files, of {sum(self.cost.values()):.0f} CPU seconds:")
        for file, cost in self.cost.most_common(DEAREST):
            write(f"  {cost:6.1f}  {file}")
        for file, cost in self.over_budget().items():
            allowed = BUDGETS.get(file, BUDGET)
            write(f"OVER BUDGET: {file} took {cost:.0f} CPU seconds of {allowed}.")
