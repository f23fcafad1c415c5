"""Invented people: thousands to list, and one of each standing to ask pages as."""

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore

from accord.accounts.models import User
from accord.accounts.second_factor import DONE
from accord.directory.models import Body, Membership, Organisation, Role


def players(town: Organisation) -> dict[str, User]:
    """By role, who asks for the pages."""
    region = Organisation.objects.create(
        code="region",
        kind=Body.REGION,
        name_fr="Région inventée",
        name_nl="Verzonnen gewest",
        sort_fr="region inventee",
        sort_nl="verzonnen gewest",
        slug_fr="region",
        slug_nl="gewest",
    )
    people = {
        role: User.objects.create_user(
            f"{role}@example.org", name=role, is_administrator=role == "administrator"
        )
        for role in ("municipal", "regional", "administrator")
    }
    for role, organisation in (("municipal", town), ("regional", region)):
        Membership.objects.create(
            user=people[role], organisation=organisation, role=Role.EDITOR
        )
    return people


def crowd(how_many: int, towns: list[Organisation]) -> None:
    """People who each act for a municipality."""
    people = User.objects.bulk_create(
        (
            User(
                email=f"p{number}@example.org", name=f"Personne {number}", password="!"
            )
            for number in range(how_many)
        ),
        batch_size=1000,
    )
    Membership.objects.bulk_create(
        (
            Membership(
                user=one, organisation=towns[number % len(towns)], role=Role.EDITOR
            )
            for number, one in enumerate(people)
        ),
        batch_size=1000,
    )


def session_of(person: User) -> str:
    """A session as signing in leaves it, with the second factor given."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[DONE] = person.pk
    session.create()
    assert session.session_key
    return session.session_key
