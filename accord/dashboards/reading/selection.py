"""Which needs a desk shows: whose turn, whose portfolio, of what kind, from where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

from accord.dashboards.reading.circle import Circle
from accord.dashboards.reading.duty_needs import REPORTED
from accord.directory.models import Role
from accord.directory.needs import Side
from accord.directory.standing import Standing
from accord.lib.asked import number

MINE, ALL, OWN = "mine", "all", "own"
OURS, THEIRS = "", "municipalities"


class Urgency(IntegerChoices):
    """In the order a colleague would do it."""

    OVERDUE = 0, _("Overdue")
    DUE = 1, _("Due")
    RETURNED = 2, _("Returned")
    WAITING = 3, _("Waiting")


@dataclass(frozen=True)
class Selection:
    """What was chosen; every name here is also a field of the page's address.

    ``keys``: the kinds that are on the chosen side at all. ``who``: an officer's own
    (mine), all, the number of an officer; beside the Region, what is one's own.
    """

    keys: frozenset[str]
    kind: str = ""
    town: int | None = None
    who: str = ALL

    def matching(self, circle: Circle) -> Callable[[str, int | None, int | None], bool]:
        """Whether a need of that kind, municipality and person is among the chosen."""
        keys, towns, people = self._kinds(), self._towns(circle), self._people(circle)

        def matches(kind: str, town: int | None, person: int | None) -> bool:
            return (
                kind in keys
                and (self.town is None or town == self.town)
                and (towns is None or town is None or town in towns)
                and (people is None or person is None or person in people)
            )

        return matches

    def _kinds(self) -> frozenset[str]:
        return self.keys & {self.kind} if self.kind else self.keys

    def _towns(self, circle: Circle) -> frozenset[int] | None:
        """Those of the portfolio; nothing where it does not matter."""
        if self.who in (ALL, OWN):
            return None
        if self.who == MINE:
            return circle.mine
        return circle.followed_by(int(self.who))

    def _people(self, circle: Circle) -> frozenset[int] | None:
        if self.who == ALL:
            return None
        mine = self.who in (MINE, OWN)
        return circle.whose if mine else frozenset({int(self.who)})


def side_of(asked: Mapping[str, str], standing: Standing) -> str:
    """Whose turn the address asks about; only the Region looks at both."""
    is_theirs = standing.is_regional and asked.get("turn") == THEIRS
    return THEIRS if is_theirs else OURS


def keys_of(sides: Mapping[str, str], standing: Standing, turn: str) -> frozenset[str]:
    """The kinds that are of that turn; ``sides`` gives the side of each."""
    seen = {Side.PERSON, Side.MANAGERS}
    if turn == THEIRS:
        seen = {Side.MUNICIPALITY}
    elif standing.is_regional:
        seen.add(Side.REGION)
    elif standing.is_municipal:
        seen.add(Side.MUNICIPALITY)
    found = frozenset(key for key, side in sides.items() if side in seen)
    # A text may name a CPAS/OCMW to report: what is due of it is on its desk.
    is_elsewhere = not (standing.is_regional or standing.is_municipal)
    return found | REPORTED if is_elsewhere and standing.held else found


def chosen(
    asked: Mapping[str, str], keys: frozenset[str], standing: Standing, circle: Circle
) -> Selection:
    """What the address asks for, where it can be.

    An officer begins with what is theirs, the rest of the Region with everything.
    """
    kind, town = asked.get("kind", ""), number(asked.get("town", ""))
    return Selection(
        keys,
        kind=kind if kind in keys else "",
        town=town if town in circle.towns else None,
        who=_who(asked.get("who", ""), standing, circle),
    )


def _who(asked: str, standing: Standing, circle: Circle) -> str:
    if not standing.is_regional:
        return OWN
    officers = {str(one) for several in circle.officers.values() for one in several}
    if asked in (MINE, ALL) or asked in officers:
        return asked
    acts = standing.holds_regional(Role.EDITOR)
    return MINE if acts and circle.looks_after_some else ALL
