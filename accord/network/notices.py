"""Who is told that a part was given or ended, and that a service closed."""

from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Body, Service
from accord.instruments.models import Instrument
from accord.network.models import Stake
from accord.network.nodes import MODELS, texts_now
from accord.notifications.events import About, Event, both_sides, town
from accord.notifications.rules import Topic

# They hear of it as a side of the agreement.
SIDES = (Body.MUNICIPALITY, Body.REGION)


class Closing(NamedTuple):
    """A service that closes, in one of the agreements in which it had a part."""

    agreement: Agreement
    service: Service
    heir: Service | None


def _sides(agreement: Agreement, **words: object) -> About:
    return About(
        agreement,
        agreement.municipality,
        words=words,
        url=lambda: reverse("network:matrix", args=[agreement.pk]),
    )


def _stake(stake: Stake, by: User) -> About:
    return _sides(stake.agreement, part=stake, what=_node(stake, by) or "")


def _own_stake(stake: Stake, by: User) -> About:
    """They may not read the text before everyone does: its words are not theirs."""
    node = _node(stake, by)
    texts = Instrument.objects.public().filter(pk=node and node.instrument_id)
    return About(
        stake,
        stake.organisation,
        words={
            "town": stake.agreement.municipality,
            "part": stake,
            "what": node if texts.exists() else "",
        },
        url=lambda: _page_of(stake),
    )


def _node(stake: Stake, by: User) -> Any:
    """What it is a part in, as the text of now has it."""
    texts = texts_now(by, timezone.localdate()).of_agreement(stake.agreement_id)
    nodes = MODELS[stake.kind].objects.visible_to(by).standing()
    return nodes.filter(instrument__in=texts, lineage=stake.lineage).first()


def _page_of(stake: Stake) -> str:
    if stake.service_id:
        return reverse("network:service_stakes", args=[stake.service_id])
    return reverse("network:organisation_stakes", args=[stake.organisation_id])


def _closing(closing: Closing, by: User) -> About:
    return _sides(closing.agreement, service=closing.service, heir=closing.heir)


def _who_is_no_side(about: About, by: User) -> list[User]:
    """The organisation’s own people, where they work with us."""
    return [] if about.record.organisation.kind in SIDES else town(about, by)


_event = partial(Event, topic=Topic.STAKES, to=both_sides)

GIVEN = _event(
    "network.given",
    label=_("A part is given in an agreement"),
    about=_stake,
    subject=_("Part given: %(town)s"),
    body=_("%(who)s gave a part: %(part)s. %(what)s"),
)
YOURS = replace(
    GIVEN,
    key="network.yours",
    label=_("Your organisation is given a part"),
    about=_own_stake,
    to=_who_is_no_side,
)
ENDED = _event(
    "network.ended",
    label=_("A part has ended in an agreement"),
    about=_stake,
    subject=_("Part ended: %(town)s"),
    body=_("%(who)s ended a part: %(part)s."),
)
CLOSED = _event(
    "network.closed",
    label=_("A service that has a part in it closes"),
    about=_closing,
    subject=_("Service closed: %(town)s"),
    body=_("%(service)s has closed. Name who takes over its parts."),
)
HANDED_OVER = replace(
    CLOSED, body=_("%(service)s has closed. Its parts went to %(heir)s.")
)
