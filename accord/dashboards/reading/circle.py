"""Who is who on a day: municipalities, who follows them, who is away. One query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import BigIntegerField, DateField, F, TextField, Value
from django.db.models.functions import Cast

from accord.accounts.models import User
from accord.directory.models import Away, Organisation, Portfolio
from accord.directory.needs import united
from accord.directory.reaching import end_of
from accord.directory.standing import standing_of
from accord.lib.bilingual import local
from accord.lib.naming import letters

COLUMNS = ("_what", "_one", "_other", "_name", "_second", "_day")


@dataclass(frozen=True)
class Circle:
    """Of one reader, ``me``; people and municipalities by their numbers."""

    me: int
    towns: dict[int, str]  # in the reader's alphabet
    officers: dict[int, list[int]]  # by municipality
    aways: dict[int, int | None]  # who is away → who replaces them
    until: dict[int, date]
    names: dict[int, str]

    @cached_property
    def whose(self) -> frozenset[int]:
        """Whose needs are mine: my own, and those of whom I stand in for."""
        stood_in = {one for one in self.aways if end_of(one, self.aways) == self.me}
        return frozenset({self.me, *stood_in})

    @cached_property
    def mine(self) -> frozenset[int]:
        """The municipalities I look after, and those that nobody in particular does."""
        return frozenset(
            town for town in self.towns if self.me in (self.there(town) or {self.me})
        )

    @cached_property
    def looks_after_some(self) -> bool:
        return any(self.me in self.there(town) for town in self.officers)

    def there(self, town: int) -> set[int]:
        """Who follows the municipality and is there, or replaces who is not."""
        ends = {end_of(one, self.aways) for one in self.officers.get(town, ())}
        return {one for one in ends if one is not None}

    def named(self, people: Iterable[int]) -> dict[int, str]:
        """Their names, in the order of letters."""
        found = {one: self.names[one] for one in people}
        return dict(sorted(found.items(), key=lambda one: (letters(one[1]), one[0])))

    @cached_property
    def followers(self) -> dict[int, str]:
        """Who looks after any municipality, by name."""
        return self.named(set(chain.from_iterable(self.officers.values())))

    def followed_by(self, officer: int) -> frozenset[int]:
        return frozenset(
            town for town, several in self.officers.items() if officer in several
        )

    def in_place_of(self, town: int | None, person: int | None) -> str:
        """The name of who is away, when that is why it stands on my desk."""
        if person is not None:
            return self.names.get(person, "") if person != self.me else ""
        officers = self.officers.get(town or 0, [])
        if self.me in officers:
            return ""
        replaced = [one for one in officers if one in self.whose]
        return self.names.get(replaced[0], "") if replaced else ""


def around(user: User, today: date) -> Circle:
    """What the reader may know: the Region all, a municipality about itself."""
    standing = standing_of(user)
    towns = Organisation.objects.visible_to(user).municipalities()
    if not standing.is_regional:
        towns = towns.filter(pk__in=standing.organisation_ids)
    parts = [
        _row(towns, "town", "pk", name=local("name"), second=local("sort")),
        _row(
            Portfolio.objects.visible_to(user).acting(today),
            "officer",
            "municipality",
            other="officer",
            name="officer__name",
        ),
        _row(
            Away.objects.visible_to(user).valid_on(today),
            "away",
            "person",
            other="replacement",
            name="person__name",
            second="replacement__name",
            day="until",
        ),
    ]
    return _read(user, united(parts).order_by("_second", "_name"))


def _row(rows: Any, what: str, one: str, **given: str) -> Any:
    empty = {"other": BigIntegerField(), "day": DateField()}
    columns: dict[str, Any] = {"_what": Cast(Value(what), TextField()), "_one": F(one)}
    for name in ("other", "name", "second", "day"):
        nothing = Value(None) if name in empty else Value("")
        kind: Any = empty.get(name, TextField())
        value = F(given[name]) if name in given else nothing
        columns[f"_{name}"] = Cast(value, kind)
    return rows.order_by().annotate(**columns).values_list(*COLUMNS)


def _read(user: User, rows: Any) -> Circle:
    towns: dict[int, str] = {}
    officers: dict[int, list[int]] = defaultdict(list)
    aways: dict[int, int | None] = {}
    until: dict[int, date] = {}
    names: dict[int, str] = {user.pk: user.name}
    for what, one, other, name, second, day in rows:
        if what == "town":
            towns[one] = name
        elif what == "officer":
            officers[one].append(other)
            names[other] = name
        else:
            aways[one], until[one], names[one] = other, day, name
            if other:
                names[other] = second
    return Circle(user.pk, towns, dict(officers), aways, until, names)
