"""Who follows which municipality, for the page of the Region: three queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from accord.accounts.models import User
from accord.directory.models import Away, Organisation, Portfolio
from accord.lib.paging import NearbyPage, page_of

BEFORE = 5  # of those who followed it, the latest


@dataclass(frozen=True)
class Row:
    municipality: Organisation
    standing: list[Portfolio]
    before: list[Portfolio]


@dataclass(frozen=True)
class Listed:
    page: NearbyPage
    rows: list[Row]


def by_municipality(user: User, today: date, number: str | None) -> Listed:
    """A page of municipalities; whoever will follow one later stands with who does."""
    towns = Organisation.objects.visible_to(user).municipalities().in_alphabet()
    page = page_of(towns, number)
    shown = list(page.object_list)
    aways = {
        one.person_id: one
        for one in Away.objects.visible_to(user).valid_on(today).for_table()
    }
    standing: dict[int, list[Portfolio]] = defaultdict(list)
    before: dict[int, list[Portfolio]] = defaultdict(list)
    rows = Portfolio.objects.visible_to(user).filter(municipality__in=shown)
    for one in rows.for_table():
        is_past = one.ends_on is not None and one.ends_on < today
        one.away = None if is_past else aways.get(one.officer_id)
        (before if is_past else standing)[one.municipality_id].append(one)
    return Listed(
        page, [Row(one, standing[one.pk], before[one.pk][:BEFORE]) for one in shown]
    )
