"""The cast: the same people play in the tests, the demo data and the docs.

They stand in every test's database from its start (``tests/database.py``); the fixture
``cast`` hands them out.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

from accord.accounts.models import User
from accord.directory.models import Body, Membership, Organisation, Role

JOINED = datetime(2026, 1, 5, 9, tzinfo=UTC)
ORGANISATIONS = {
    "region": (Body.REGION, "Bruxelles Logement", "Brussel Huisvesting", ""),
    "ixelles": (Body.MUNICIPALITY, "Ixelles", "Elsene", "21009"),
    "schaerbeek": (Body.MUNICIPALITY, "Schaerbeek", "Schaarbeek", "21015"),
    "cpas": (Body.CPAS, "CPAS d’Ixelles", "OCMW van Elsene", ""),
}
PARTS = {
    # Ines edits for Ixelles; Marc only reads there.
    "ines": (Role.EDITOR, "ixelles"),
    "marc": (Role.READER, "ixelles"),
    # Nora edits for another municipality and must see nothing of Ixelles.
    "nora": (Role.EDITOR, "schaerbeek"),
    # Rita approves at the Region, Remy keeps the register there, Lea only reads.
    "rita": (Role.APPROVER, "region"),
    "remy": (Role.EDITOR, "region"),
    "lea": (Role.READER, "region"),
    # Sam works for a service.
    "sam": (Role.READER, "cpas"),
}
# Zoe has an account and no standing; Ada administers the platform, keeps no register.
ADMINISTRATOR = "ada"
PEOPLE = (*PARTS, "zoe", ADMINISTRATOR)


def address(first: str) -> str:
    return f"{first}@example.org"


def in_law(name_fr: str, name_nl: str) -> dict[str, str]:
    """A municipality as it signs, where the register would say it."""
    of = "d’" if name_fr[0] in "AEIOU" else "de "
    return {
        "legal_name_fr": f"Commune {of}{name_fr}",
        "legal_name_nl": f"Gemeente {name_nl}",
    }


def make() -> None:
    """Put the cast into an empty database."""
    for code, (kind, name_fr, name_nl, nis_code) in ORGANISATIONS.items():
        Organisation.objects.create(
            code=code,
            kind=kind,
            name_fr=name_fr,
            name_nl=name_nl,
            sort_fr=name_fr.lower(),
            sort_nl=name_nl.lower(),
            slug_fr=name_fr.lower() if nis_code else code,
            slug_nl=name_nl.lower() if nis_code else code,
            nis_code=nis_code,
            **(in_law(name_fr, name_nl) if nis_code else {}),
        )
    for first in PEOPLE:
        User.objects.create(
            email=address(first),
            name=first.capitalize(),
            is_administrator=first == ADMINISTRATOR,
            joined_at=JOINED,
        )
    for first, (role, code) in PARTS.items():
        Membership.objects.create(
            user=User.objects.get(email=address(first)),
            organisation=Organisation.objects.get(code=code),
            role=role,
        )


def leave() -> None:
    """Take them out again, before anything is about them."""
    for model in (Membership, User, Organisation):
        model.objects.all().delete()


def read() -> SimpleNamespace:
    """``ines``, ``ixelles`` and so on, as they stand in the database."""
    people = User.objects.filter(email__in=map(address, PEOPLE))
    organisations = Organisation.objects.filter(code__in=ORGANISATIONS)
    found = {one.name.lower(): one for one in people}
    found |= {one.code: one for one in organisations}
    return SimpleNamespace(**found, service=found["cpas"])
