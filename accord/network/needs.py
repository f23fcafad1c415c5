"""What is missing, as the desk shows all that needs someone."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.needs import Need, NeedKind, Side, at, shaped
from accord.lib.bilingual import local
from accord.network.reading import gaps
from accord.network.rules import Gap, NodeKind


def _at_action(page: str) -> Callable[[Need], str]:
    kind = NodeKind.ACTION.value
    return lambda need: reverse(page, args=[need.under, kind, need.record])


_kind = partial(NeedKind, side=Side.MUNICIPALITY)
_text = partial(
    _kind,
    act=_("Say who is responsible"),
    address=_at_action("network:stake_add"),
    look=_at_action("network:node_detail"),
)
_stake = partial(
    _kind,
    address=at("network:stake_edit", "record"),
    look=at("network:matrix", "under"),
)

NO_RESPONSIBLE = _text(
    "network.no_responsible", label=_("Action that nobody is responsible for")
)
TEXT_SERVICE_LEFT = _text(
    "network.text_service_left", label=_("The service that the text names has closed")
)
SERVICE_LEFT = _stake(
    "network.service_left",
    label=_("The service that has a part has closed"),
    act=_("Name another service"),
)
CONTACT_LEFT = _stake(
    "network.contact_left",
    label=_("The contact has left"),
    act=_("Name another contact"),
)
KINDS = (NO_RESPONSIBLE, TEXT_SERVICE_LEFT, SERVICE_LEFT, CONTACT_LEFT)

# (what is missing, who says that there is a part) → what it needs.
OF = {
    (Gap.NO_RESPONSIBLE, "text"): NO_RESPONSIBLE,
    (Gap.SERVICE_LEFT, "text"): TEXT_SERVICE_LEFT,
    (Gap.SERVICE_LEFT, "stake"): SERVICE_LEFT,
    (Gap.CONTACT_LEFT, "stake"): CONTACT_LEFT,
}


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    return [
        shaped(
            one.rows,
            kind=OF[one.gap, one.origin],
            under=one.agreement,
            municipality=f"{one.agreement}__municipality",
            what=local(one.what),
            since=one.since,
        )
        for one in gaps.parts(user, today)
    ]
