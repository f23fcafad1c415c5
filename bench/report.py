"""The figures, the ratios, and the targets beside them."""

from dataclasses import asdict, dataclass, field
from typing import Any

from bench.growth import DOCUMENTS
from bench.mailing import MAILS_AT_MOST
from bench.pages import Page

LIMITS = {"list": 35.0, "detail": 50.0}  # milliseconds
CACHED_AT_LEAST = 0.8  # of the bare view
GROWTH_AT_MOST = 1.5  # times what a page takes on a tenth of the results
DOCUMENT_AT_MOST = 1.3  # times the bare compile of the same source
KEPT_AT_MOST = 1.2  # times what the workers held before fifty documents
WORKBOOK_AT_MOST = 3.0  # times the bare read of the file
DESK_QUERIES_AT_MOST = 12
MEMORY_AT_MOST = 1.25  # times that of a tenth of the rows
BYTES_AT_MOST = 40_000  # of a list


@dataclass
class Target:
    """What was promised, and what was found."""

    promise: str
    found: str
    is_met: bool


@dataclass
class Report:
    database: str
    start: float = 0.0
    pages: list[Page] = field(default_factory=list)
    cached: dict[str, Any] = field(default_factory=dict)
    exports: dict[str, Any] = field(default_factory=dict)
    mails: dict[str, Any] = field(default_factory=dict)
    growth: dict[str, Any] = field(default_factory=dict)
    memory_before: list[tuple[float, float]] = field(default_factory=list)
    memory_after: list[tuple[float, float]] = field(default_factory=list)

    @property
    def targets(self) -> list[Target]:
        found = [*self._page_targets(), *self._other_targets()]
        return [*found, *self._growth_targets()] if self.growth else found

    @property
    def is_met(self) -> bool:
        return all(target.is_met for target in self.targets)

    def _page_targets(self) -> list[Target]:
        return [
            Target(
                f"{page.name}, {page.role}: ≤ {LIMITS[page.kind]:.0f} ms",
                f"{page.alone.p50:.1f} ms (CPU {page.spent:.1f})",
                page.alone.p50 <= LIMITS[page.kind],
            )
            for page in self.pages
        ]

    def _other_targets(self) -> list[Target]:
        ratio = self.cached["ratio"]
        largest = max(page.alone.size for page in self.pages if page.kind == "list")
        found = [
            Target(
                f"the largest list: ≤ {BYTES_AT_MOST // 1000} KB",
                f"{largest / 1000:.1f} KB",
                largest <= BYTES_AT_MOST,
            ),
            Target(
                f"cached public page: ≥ {CACHED_AT_LEAST} of the bare view",
                f"{ratio:.2f}",
                ratio >= CACHED_AT_LEAST,
            ),
            Target(
                f"messages through the queue: ≤ {MAILS_AT_MOST:.0f} times the mail "
                f"server alone",
                f"{self.mails['ratio']:.2f}",
                self.mails["ratio"] <= MAILS_AT_MOST,
            ),
        ]
        for format_, (small, large) in self._by_format().items():
            growth = large["peak"] / small["peak"]
            found.append(
                Target(
                    f"{format_}: memory of {large['rows']} rows ≤ {MEMORY_AT_MOST} "
                    f"times that of {small['rows']}",
                    f"{growth:.2f}",
                    growth <= MEMORY_AT_MOST,
                )
            )
        return found

    def _growth_targets(self) -> list[Target]:
        small, large = self.growth["results"]
        few, many = self.growth["waiting"]
        desk, document = self.growth["desk"], self.growth["document"]
        workbook, memory = self.growth["workbook"], self.growth["memory"]
        return [
            *(
                Target(
                    f"{page.name}: {large} results ≤ {GROWTH_AT_MOST} times {small}"
                    if page.name != "desk"
                    else f"desk: {many} open items ≤ {GROWTH_AT_MOST} times {few}",
                    f"{page.ratio:.2f}",
                    page.ratio <= GROWTH_AT_MOST,
                )
                for page in self.growth["pages"]
            ),
            Target(
                f"desk with {many} open items: ≤ {DESK_QUERIES_AT_MOST} queries",
                f"{desk['queries']}",
                desk["queries"] <= DESK_QUERIES_AT_MOST,
            ),
            Target(
                f"desk with {many} open items: ≤ {BYTES_AT_MOST // 1000} KB",
                f"{desk['kilobytes']:.1f} KB",
                desk["kilobytes"] * 1000 <= BYTES_AT_MOST,
            ),
            Target(
                f"document of a text: ≤ {DOCUMENT_AT_MOST} times the bare compile",
                f"{document['ratio']:.2f}",
                document["ratio"] <= DOCUMENT_AT_MOST,
            ),
            Target(
                f"memory of the workers after {DOCUMENTS} documents: ≤ {KEPT_AT_MOST} "
                f"times before",
                f"{memory['after'] / memory['before']:.2f}",
                memory["after"] <= KEPT_AT_MOST * memory["before"],
            ),
            Target(
                f"workbook of {workbook['rows']} rows, read and validated: "
                f"≤ {WORKBOOK_AT_MOST:.0f} times the bare read",
                f"{workbook['ratio']:.2f}",
                workbook["ratio"] <= WORKBOOK_AT_MOST,
            ),
        ]

    def _by_format(self) -> dict[str, tuple[Any, Any]]:
        found: dict[str, list[Any]] = {}
        for name, export in self.exports.items():
            found.setdefault(name.split()[0], []).append(export)
        return {name: (small, large) for name, (small, large) in found.items()}

    def figures(self) -> dict[str, Any]:
        """For a program that follows them over time."""
        return {
            "database": self.database,
            "start_seconds": self.start,
            "pages": [
                {
                    "page": page.name,
                    "role": page.role,
                    "bytes": page.alone.size,
                    "cpu_ms": page.spent,
                    "p50_ms": page.alone.p50,
                    "p95_ms": page.alone.p95,
                    "p50_ms_four": page.together.p50,
                    "p95_ms_four": page.together.p95,
                    "per_second_four": page.together.per_second,
                }
                for page in self.pages
            ],
            "cached": self.cached,
            "exports": self.exports,
            "growth": self.growth
            | {"pages": [asdict(page) for page in self.growth.get("pages", [])]},
            "memory_mb": {"before": self.memory_before, "after": self.memory_after},
            "targets": {one.promise: one.is_met for one in self.targets},
        }

    def text(self) -> str:
        parts = [
            f"On {self.database}.\n",
            self._pages(),
            self._cached(),
            self._server(),
            self._exports(),
            self._mails(),
            *([self._growth()] if self.growth else []),
            self._targets(),
        ]
        return "\n".join(parts)

    def _mails(self) -> str:
        found = self.mails
        rows = [
            ("the mail server alone", f"{found['bare_per_second']:.0f}", "1.00"),
            (
                "through the queue",
                f"{found['queued_per_second']:.0f}",
                f"{found['ratio']:.2f}",
            ),
        ]
        title = f"{found['messages']} messages, to a sink on this machine"
        return _table(title, ("what", "per s", "times"), rows)

    def _growth(self) -> str:
        small, large = self.growth["results"]
        rows = [
            (
                page.name,
                f"{page.kilobytes:.1f}",
                f"{page.small:.1f}",
                f"{page.large:.1f}",
                f"{page.ratio:.2f}",
            )
            for page in self.growth["pages"]
        ]
        title = f"A region that is followed: {small} and {large} results, in ms"
        return _table(title, ("page", "KB", "small", "large", "ratio"), rows)

    def _pages(self) -> str:
        heads = (
            "page",
            "asked as",
            "KB",
            "CPU",
            "1: p50",
            "p95",
            "4: p50",
            "p95",
            "per s",
        )
        rows = [
            (
                page.name,
                page.role,
                f"{page.alone.size / 1000:.1f}",
                f"{page.spent:.1f}",
                *(f"{one:.1f}" for one in (page.alone.p50, page.alone.p95)),
                *(f"{one:.1f}" for one in (page.together.p50, page.together.p95)),
                f"{page.together.per_second:.0f}",
            )
            for page in self.pages
        ]
        title = "Pages, not cached, in ms, with one client and with four"
        return _table(title, heads, rows)

    def _cached(self) -> str:
        found = self.cached
        rows = [
            ("bare view", f"{found['bare']:.0f}", "1.00", "0.0"),
            (
                "cached public page",
                f"{found['page']:.0f}",
                f"{found['ratio']:.2f}",
                f"{found['size'] / 1000:.1f}",
            ),
        ]
        title = "A cached page beside a bare view, four clients"
        return _table(title, ("what", "per s", "ratio", "KB"), rows)

    def _server(self) -> str:
        rows = [
            ("start until ready, s", f"{self.start:.1f}"),
            *(
                (f"worker {number}: {when}, MB", f"{resident:.0f} ({proportional:.0f})")
                for when, workers in (
                    ("after start", self.memory_before),
                    ("after the load", self.memory_after),
                )
                for number, (resident, proportional) in enumerate(workers, start=1)
            ),
        ]
        return _table("The server: resident (proportional)", ("what", "found"), rows)

    def _exports(self) -> str:
        rows = []
        for format_, pair in self._by_format().items():
            for export in pair:
                bare = export.get("bare_per_second")
                rows.append(
                    (
                        f"{format_}, {export['rows']} rows",
                        f"{export['per_second']:.0f}",
                        f"{export['per_second'] / bare:.3f}" if bare else "",
                        f"{export['size'] / 1e6:.1f}",
                        f"{export['peak']:.1f}",
                    )
                )
        heads = ("file", "rows per s", "of bare csv", "MB", "peak MB")
        return _table("Files of the steps, from the database", heads, rows)

    def _targets(self) -> str:
        rows = [
            ("met" if one.is_met else "MISSED", one.found, one.promise)
            for one in self.targets
        ]
        return _table("Targets", ("", "found", "promised"), rows)


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns as wide as their widest cell; figures to the right."""
    widths = [
        max(len(line[index]) for line in (heads, *rows)) for index in range(len(heads))
    ]
    lines = [title, ""]
    for line in (heads, tuple("-" * width for width in widths), *rows):
        cells = [
            cell.ljust(width)
            if index == 0 or heads[index] == "promised"
            else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join([*lines, ""])
