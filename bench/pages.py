"""Which pages are asked, as whom."""

import sys
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.load import Result, Target, measure
from bench.server import Server

BARE = "/bench/bare"
ROUNDS = 5
ROLES = ("anonymous", "municipal", "regional", "administrator")

# Which target it has, which page, and who is asked for it.
ASKED = (
    ("detail", "home", ROLES[:1]),
    ("list", "public_list", ROLES[:1]),
    ("detail", "public_detail", ROLES[:1]),
    ("list", "list", ROLES[1:]),
    ("detail", "detail", ROLES[1:3]),
    ("detail", "overview", ROLES[1:]),
    ("detail", "position", ROLES[1:3]),
    ("detail", "framework", ("regional",)),
    ("list", "unknown", ("regional",)),
    ("list", "organisations", ROLES[1:]),
    ("detail", "organisation", ROLES[1:]),
    ("list", "people", ("administrator",)),
    ("detail", "person", ("administrator",)),
)


@dataclass
class Page:
    """One page asked as one role, by one client and by four.

    ``spent``: processor time of the server for one answer, in milliseconds.
    """

    kind: str  # "list" or "detail": which target it has
    name: str
    role: str
    spent: float
    alone: Result
    together: Result


def measure_pages(server: Server, made: Any, requests: int) -> list[Page]:
    """Lists and details, for everyone; never from a cache."""
    paths, sessions = made["pages"], made["sessions"]
    found = []
    asked = ((kind, name, role) for kind, name, roles in ASKED for role in roles)
    for kind, name, role in asked:
        print(f"Asking for {name} as {role} …", file=sys.stderr)
        target = Target(server.port, paths[name], sessions.get(role, ""), varied=True)
        measure(target, clients=2, requests=20)  # every worker has its templates
        begun = server.spent()
        alone = measure(target, requests=requests)
        spent = (server.spent() - begun) * 1000 / len(alone.latencies)
        together = measure(target, clients=4, requests=requests)
        found.append(Page(kind, name, role, spent, alone, together))
    return found


def measure_cached(server: Server, made: Any, requests: int) -> dict[str, Any]:
    """The bare view and a cached page by turns, so that both meet the same machine."""
    print("Comparing a cached page with a bare view …", file=sys.stderr)
    bare = Target(server.port, BARE)
    page = Target(server.port, made["pages"]["public_detail"])
    for target in (bare, page):
        measure(target, clients=4, requests=40)
    rounds = []
    for _round in range(ROUNDS):
        one = measure(bare, clients=4, requests=5 * requests)
        other = measure(page, clients=4, requests=5 * requests)
        rounds.append((one, other))
    return {
        "bare": median(bare.per_second for bare, _page in rounds),
        "page": median(page.per_second for _bare, page in rounds),
        "ratio": median(page.per_second / bare.per_second for bare, page in rounds),
        "size": rounds[0][1].size,
    }
