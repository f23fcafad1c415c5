"""Who is there for a municipality on a day: who acts for it, or replaces them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accord.accounts.models import User
from accord.directory.models import (
    Away,
    Body,
    Membership,
    Organisation,
    Portfolio,
    Role,
)

_AT_LEAST = {
    Role.READER: tuple(Role.values),
    Role.EDITOR: (Role.EDITOR, Role.APPROVER),
    Role.APPROVER: (Role.APPROVER,),
}


def of_municipality(
    town: Organisation, day: date, role: Role = Role.EDITOR
) -> list[User]:
    """Who holds that role or a higher one there; replaced while they are away."""
    return _present(_holding(day, role, organisation=town), day)


def at_the_region(town: Organisation | None, day: date) -> list[User]:
    """The officers who follow the municipality; without one, all who edit or approve.

    An officer who is away is replaced; where all are away and nobody replaces them, it
    is everyone's again.
    """
    officers = Portfolio.objects.filter(municipality=town).acting(day)
    followed = User.objects.filter(pk__in=officers.values("officer"))
    return _present(followed, day, or_nobody=True) or _present(may_follow(day), day)


def may_follow(day: date) -> QuerySet[User, User]:
    """Who may follow a municipality: who edits or approves at the Region on a day."""
    return _holding(day, Role.EDITOR, organisation__kind=Body.REGION)


def may_replace(person: User, starts_on: date, until: date) -> QuerySet[User, User]:
    """Colleagues who act for an organisation of theirs, from the first day to the last.

    The role matters: a reader replaces nobody but a reader.
    """
    fit = Q(pk__in=[])
    for part in Membership.objects.filter(user=person).valid_on(starts_on):
        least = Role.READER if part.role == Role.READER else Role.EDITOR
        fit |= Q(organisation=part.organisation_id, role__in=_AT_LEAST[least])
    throughout = Membership.objects.valid_on(starts_on).valid_on(until)
    return _people(throughout.filter(fit)).exclude(pk=person.pk)


def _holding(day: date, role: Role, **where: object) -> QuerySet[User, User]:
    rows = Membership.objects.valid_on(day).filter(role__in=_AT_LEAST[role], **where)
    return _people(rows)


def _people(parts: Any) -> QuerySet[User, User]:
    people = User.objects.filter(pk__in=parts.values("user"), is_active=True)
    return people.order_by("name__letters", "pk")


def _present(
    people: Iterable[User], day: date, *, or_nobody: bool = False
) -> list[User]:
    """Each one, or who replaces them; who is away without anyone stays out.

    Unless nobody would be left: then those who are away are told all the same, for it
    must reach someone.
    """
    people = list(people)
    aways = aways_on(day)
    ends = [end_of(person.pk, aways) for person in people]
    found = {pk for pk in ends if pk is not None}
    if not found and not or_nobody:
        return people
    rows = User.objects.filter(pk__in=found, is_active=True)
    return list(rows.order_by("name__letters", "pk"))


def aways_on(day: date) -> dict[int, int | None]:
    """Who is away that day → who replaces them."""
    rows = Away.objects.valid_on(day).order_by("pk")
    return dict(rows.values_list("person", "replacement"))


def end_of(person: int, aways: dict[int, int | None]) -> int | None:
    """Who is there at the end of the chain; nobody, if it ends or runs in a circle."""
    seen: set[int] = set()
    while person in aways:
        if person in seen or (following := aways[person]) is None:
            return None
        seen.add(person)
        person = following
    return person
