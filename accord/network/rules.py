"""Who is responsible, who may take a part, and what is missing: rules without tables.

A stake is a part that an organisation, or one of its services, has in a commitment or
in an operational action. It follows the node from version to version of the text. The
text itself may say who is responsible for an action: that counts without a stake.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    RESPONSIBLE = "responsible", _("Responsible")
    APPROVES = "approves", _("Approves")
    CONTRIBUTES = "contributes", _("Contributes")
    CONSULTED = "consulted", _("Is consulted")
    INFORMED = "informed", _("Is informed")


# What each part means, beside its word.
EXPLAINED = {
    Part.RESPONSIBLE: _("sees to it that it is done; one for each action"),
    Part.APPROVES: _("decides that it may be done or that it is done; one at most"),
    Part.CONTRIBUTES: _("does a part of the work"),
    Part.CONSULTED: _("is asked before it is decided or done"),
    Part.INFORMED: _("is told of it"),
}

# One at most for each node.
ALONE = (Part.RESPONSIBLE, Part.APPROVES)


class NodeKind(models.TextChoices):
    """What a stake can hang on; the same words as in the addresses of a text."""

    COMMITMENT = "commitments", _("Commitment")
    ACTION = "actions", _("Action")


class Gap(models.TextChoices):
    NO_RESPONSIBLE = "no_responsible", _("Nobody is responsible")
    SERVICE_LEFT = "service_left", _("The service has closed")
    CONTACT_LEFT = "contact_left", _("The contact has left")


@dataclass(frozen=True)
class Party:
    """An organisation, or one of its services."""

    organisation: int
    service: int | None = None


@dataclass(frozen=True)
class Held:
    """A standing stake, as far as the rules look at it.

    ``has_left``: its service closed, and no other took its place.
    """

    part: str
    party: Party
    has_left: bool = False
    contact_left: bool = False


@dataclass(frozen=True)
class Named:
    """Whom the text names as responsible; a successor stands for a closed service."""

    party: Party
    has_left: bool = False


def responsible(named: Named | None, held: Iterable[Held]) -> Party | None:
    """Who sees to it on that day: by a stake, else by the text."""
    by_stake = (one.party for one in held if one.part == Part.RESPONSIBLE)
    return next(by_stake, named.party if named else None)


def gaps_of(kind: str, named: Named | None, held: Iterable[Held]) -> list[Gap]:
    """What is missing at one node, each thing once for each stake that lacks it."""
    stakes = list(held)
    found = []
    if not any(one.part == Part.RESPONSIBLE for one in stakes):
        if named is None and kind == NodeKind.ACTION:
            found.append(Gap.NO_RESPONSIBLE)
        if named is not None and named.has_left:
            found.append(Gap.SERVICE_LEFT)
    found += [Gap.SERVICE_LEFT for one in stakes if one.has_left]
    found += [Gap.CONTACT_LEFT for one in stakes if one.contact_left]
    return found


def may_answer_for(party: Party, named: Named | None) -> bool:
    """Whether a stake may make this party responsible, whatever the text says.

    A text that names an organisation is made more exact by its service, or completed
    when the service it names has closed; another organisation takes an amendment.
    """
    if named is None or named.has_left:
        return True
    if party.organisation != named.party.organisation:
        return False
    return named.party.service in (None, party.service)
