"""Who has which part, whom to call, who follows which municipality, who is away."""

from datetime import timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from accord.accounts.demonstration import DOMAIN
from accord.accounts.models import User
from accord.attachments.actions import add_file, withdraw_file
from accord.dashboards.demonstration import papers
from accord.dashboards.demonstration.texts import Stage, Text
from accord.dashboards.demonstration.told import told
from accord.directory.actions.following import assign_portfolio, say_away
from accord.directory.actions.organisations import add_service
from accord.directory.models import Organisation, Service
from accord.network.actions.contacts import add_contact
from accord.network.actions.services import close_service
from accord.network.actions.stakes import add_stake
from accord.network.models import Contact
from accord.network.nodes import nodes_of, text_of
from accord.network.rules import NodeKind, Part


def keep(stage: Stage, texts: dict[str, Text]) -> None:
    remy, services = stage.cast["remy"], {}
    for one in told("parties")["services"]:
        said = dict(one)
        if body := stage.parts.get(part := said.pop("organisation")):
            services[part, one["key"]] = _service(body, remy, **said)
    for part in told("parties")["followed"]:
        if part in texts:
            _parts(texts[part], services, remy)
    if closing := services.get(("running", "hygiene")):
        _leaves(closing, remy)


def _service(
    body: Organisation, by: User, *, key: str, contact: str = "", **said: Any
) -> Service:
    """A service and, where one is told, whom to call there."""
    mailbox = f"{body.code}.{key}"
    service = add_service(
        body,
        mailbox=f"{mailbox}@{DOMAIN}",
        is_active=True,
        by=by,
        **{"promised_days": None} | said,
    )
    if contact:
        add_contact(
            body,
            service=service,
            name=contact,
            function_fr="Personne de contact",
            function_nl="Contactpersoon",
            email=f"{mailbox}.contact@{DOMAIN}",
            by=by,
        )
    return service


def _parts(text: Text, services: dict[tuple[str, str], Service], by: User) -> None:
    """The municipality's own service answers for the first action, others help."""
    agreement = text.instrument.agreement
    now = text_of(by, agreement.pk, timezone.localdate())
    if now is None:
        return
    turns = cycle(told("parties")["turns"])
    for node in nodes_of(by, now):
        if node.kind == NodeKind.COMMITMENT:
            add_stake(
                agreement,
                node=node,
                part=Part.APPROVES,
                organisation=text.municipality,
                note_fr="Par le Collège.",
                note_nl="Door het college.",
                by=by,
            )
            continue
        for other in next(turns):
            played, part = other["organisation"], other["part"]
            if played not in text.stage.parts:
                continue
            service = services.get((played, "stock"))
            contact = Contact.objects.filter(service=service).first()
            add_stake(
                agreement,
                node=node,
                part=part,
                organisation=text.stage.parts[played],
                service=service,
                contact=contact if service else None,
                by=by,
            )
    own = [one for (part, _key), one in services.items() if part == text.part]
    first = next(one for one in nodes_of(by, now) if one.kind == NodeKind.ACTION)
    for service in own[:1]:
        add_stake(
            agreement,
            node=first,
            part=Part.CONTRIBUTES,
            organisation=text.municipality,
            service=service,
            by=by,
        )


def _leaves(service: Service, by: User) -> None:
    """A service that closes, and nobody takes its parts over: a gap to fill."""
    last_week = timezone.localdate() - timedelta(days=7)
    close_service(service, on=last_week, by=by)


def keep_files(stage: Stage, texts: dict[str, Text]) -> None:
    """Minutes that everyone at work may read, and a list that speaks of persons."""
    agreement, ines = texts["amended"].instrument.agreement, stage.cast["ines"]
    add_file(
        agreement,
        file=papers.sheet("verslag", "Comité d’accompagnement", "Opvolgingscomité"),
        title="Procès-verbal du comité d’accompagnement (démonstration)",
        by=ines,
    )
    add_file(
        agreement,
        file=papers.sheet("liste", "Liste de propriétaires", "Lijst van eigenaars"),
        title="Liste de propriétaires contactés (démonstration)",
        is_sensitive=True,
        by=ines,
    )
    mistaken = add_file(
        agreement,
        file=papers.sheet("erreur", "Déposé par erreur", "Per vergissing toegevoegd"),
        title="Déposé par erreur (démonstration)",
        by=ines,
    )
    withdraw_file(mistaken, by=ines)


def follow(stage: Stage, _texts: dict[str, Text]) -> None:
    """Two officers share the municipalities; one is away and the other stands in."""
    today, people = timezone.localdate(), stage.cast
    for who, towns in told("parties")["portfolios"].items():
        for town in (stage.parts[one] for one in towns if one in stage.parts):
            assign_portfolio(
                town,
                officer=people[who],
                starts_on=today - timedelta(days=365),
                by=people["ada"],
            )
    say_away(
        people["rita"],
        starts_on=today - timedelta(days=1),
        until=today + timedelta(days=6),
        replacement=people["remy"],
        by=people["rita"],
    )
