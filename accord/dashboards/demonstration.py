"""Invented working data for the demonstration, made as people make it: by actions.

All of it rests on one source of the kind “demonstration”. It is made once; what
visitors of the demonstration change afterwards stays.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accord.accounts.demonstration import CAST, DOMAIN, PASSWORD
from accord.accounts.models import User
from accord.agreements import actions
from accord.agreements.models import Agreement
from accord.agreements.rules import StepKind
from accord.directory.actions import add_service, end_part, give_part
from accord.directory.invitations import invite
from accord.directory.models import Organisation
from accord.framework.models import Mission
from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources.models import Kind, Source

SOURCE = "demonstration"
NOTE = {
    "note_fr": "Démonstration : donnée inventée.",
    "note_nl": "Demonstratie: verzonnen gegeven.",
}


def play() -> bool:
    """Bring the cast on stage and, the first time, give them something to do.

    Returns whether anything was made. The caller holds the transaction.
    """
    people = {one.name.lower(): _person(one) for one in CAST}
    if Source.objects.filter(code=SOURCE).exists():
        return False
    source = _source()
    _keep_the_directory(people)
    _keep_the_register(people["remy"], source)
    return True


def _person(played: Any) -> User:
    found = User.objects.filter(email=played.email).first()
    if found:
        return found
    person = User.objects.create_user(
        played.email,
        PASSWORD,
        name=f"{played.name} (demo)",
        language=played.language,
        is_administrator=played.is_administrator,
    )
    if played.at:
        organisation = Organisation.objects.get(code=played.at)
        give_part(
            person, organisation=organisation, role=played.role, by=_stage_manager()
        )
    return person


def _stage_manager() -> User:
    """Who casts the others; an administrator that nobody can sign in as."""
    found, _made = User.objects.get_or_create(
        email=f"stage@{DOMAIN}",
        defaults={"name": "Demo", "is_administrator": True, "password": "!"},
    )
    return found


def _source() -> Source:
    return Source.objects.create(
        code=SOURCE,
        kind=Kind.DEMONSTRATION,
        publisher_fr="Démonstration",
        publisher_nl="Demonstratie",
        title_fr="Données inventées pour la démonstration",
        title_nl="Verzonnen gegevens voor de demonstratie",
        **columns(ImpreciseDate.parse(timezone.localdate().isoformat())),
    )


def _keep_the_directory(people: dict[str, User]) -> None:
    region = Organisation.objects.get(code="bruxelles-logement")
    add_service(
        region,
        name_fr="Contrats logement (démonstration)",
        name_nl="Huisvestingsovereenkomsten (demonstratie)",
        mailbox=f"contrats@{DOMAIN}",
        is_active=True,
        by=people["remy"],
    )
    last_month = timezone.localdate() - timedelta(days=30)
    earlier = give_part(
        people["zoe"],
        organisation=Organisation.objects.get(code="ixelles"),
        role="reader",
        starts_on=last_month - timedelta(days=365),
        by=people["ada"],
    )
    end_part(earlier, ends_on=last_month, by=people["ada"])
    invite(
        None,
        email=f"invitee@{DOMAIN}",
        name="Invitee (demo)",
        language="nl",
        organisation=Organisation.objects.get(code="schaerbeek"),
        role="reader",
        by=people["rita"],
    )


def _keep_the_register(remy: User, source: Source) -> None:
    """A draft, a published fact, one struck, and a note, on two agreements."""
    ixelles, schaerbeek = (
        Agreement.objects.standing().get(municipality__code=code)
        for code in ("ixelles", "schaerbeek")
    )
    recent = timezone.localdate() - timedelta(days=10)
    said: dict[str, Any] = {"source": source, "by": remy, **NOTE}
    for agreement in (ixelles, schaerbeek):
        actions.add_note(
            agreement,
            text="Démonstration : appeler la commune pour connaître le terme.",
            language="fr",
            by=remy,
        )
    by_year = ImpreciseDate.parse(f"[..{recent.year + 1}]")
    actions.record_step(ixelles, kind=StepKind.END, date=by_year, **said)
    mistake = actions.record_step(
        schaerbeek,
        kind=StepKind.IN_FORCE,
        date=ImpreciseDate.parse(recent.isoformat()),
        **said,
    )
    actions.publish_fact(mistake, by=remy)
    actions.strike_fact(mistake, reason="Démonstration: biffé. Geschrapt.", by=remy)
    missions = Mission.objects.public().filter(model=schaerbeek.model_id).for_table()
    for mission, answer in zip(missions[:2], ("chosen", "not_chosen"), strict=False):
        choice = actions.record_choice(
            schaerbeek, mission=mission, answer=answer, **said
        )
        if answer == "chosen":
            actions.publish_fact(choice, by=remy)
