"""The people of the demonstration, and what the directory says of them."""

from datetime import timedelta

from django.utils import timezone

from accord.accounts.demonstration import CAST, DOMAIN, PASSWORD, Played
from accord.accounts.models import User
from accord.dashboards.demonstration.casting import Parts
from accord.directory.actions.invitations import invite
from accord.directory.actions.organisations import add_service
from accord.directory.actions.people import end_part, give_part
from accord.directory.models import Organisation


def people(parts: Parts) -> dict[str, User]:
    """The cast by name: those who work nowhere or where somebody plays that part."""
    on_stage = [one for one in CAST if not one.at or one.at in parts]
    return {one.name.lower(): _person(one, parts) for one in on_stage}


def _person(played: Played, parts: Parts) -> User:
    found = User.objects.filter(email=played.email).first()
    if found:
        return found
    made = User.objects.create_user(
        played.email,
        PASSWORD,
        name=f"{played.name} (demo)",
        language=played.language,
        is_administrator=played.is_administrator,
    )
    if played.at:
        at = parts[played.at]
        give_part(made, organisation=at, role=played.role, by=_manager())
    return made


def writer(part: str, municipality: Organisation, cast: dict[str, User]) -> User:
    """Who writes and reports for a municipality: of the cast, or nobody's to play."""
    played = {"amended": "ines", "in_review": "nora"}.get(part)
    if played:
        return cast[played]
    made, is_new = User.objects.get_or_create(
        email=f"{municipality.code}@{DOMAIN}",
        defaults={
            "name": f"Service logement – {municipality.name_fr} (demo)",
            "language": "fr",
            "password": "!",  # nobody signs in as them
        },
    )
    if is_new:
        give_part(made, organisation=municipality, role="editor", by=_manager())
    return made


def _manager() -> User:
    """Who casts the others; an administrator that nobody can sign in as."""
    found, _made = User.objects.get_or_create(
        email=f"stage@{DOMAIN}",
        defaults={"name": "Demo", "is_administrator": True, "password": "!"},
    )
    return found


def keep(people: dict[str, User], parts: Parts) -> None:
    """A service, a part that ended, somebody invited."""
    add_service(
        parts["authority"],
        name_fr="Contrats logement (démonstration)",
        name_nl="Huisvestingsovereenkomsten (demonstratie)",
        mailbox=f"contrats@{DOMAIN}",
        is_active=True,
        by=people["remy"],
    )
    if amended := parts.get("amended"):
        last_month = timezone.localdate() - timedelta(days=30)
        earlier = give_part(
            people["zoe"],
            organisation=amended,
            role="reader",
            starts_on=last_month - timedelta(days=365),
            by=people["ada"],
        )
        end_part(earlier, ends_on=last_month, by=people["ada"])
    if in_review := parts.get("in_review"):
        invite(
            None,
            email=f"invitee@{DOMAIN}",
            name="Invitee (demo)",
            language="nl",
            organisation=in_review,
            role="reader",
            by=people["rita"],
        )
