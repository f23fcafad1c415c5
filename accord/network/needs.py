"""What is missing, as the desk shows all that needs someone."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.needs import Kind, Need, shaped
from accord.lib.bilingual import local
from accord.network.reading import gaps
from accord.network.rules import Gap


def _action(need: Need) -> str:
    return reverse("network:node_detail", args=[need.under, "actions", need.record])


def _add(need: Need) -> str:
    return reverse("network:stake_add", args=[need.under, "actions", need.record])


def _stake(need: Need) -> str:
    return reverse("network:stake_edit", args=[need.record])


def _matrix(need: Need) -> str:
    return reverse("network:matrix", args=[need.under])


NO_RESPONSIBLE = Kind(
    "network.no_responsible",
    side="municipality",
    label=_("Action that nobody is responsible for"),
    act=_("Say who is responsible"),
    address=_add,
    look=_action,
)
TEXT_SERVICE_LEFT = Kind(
    "network.text_service_left",
    side="municipality",
    label=_("The service that the text names has closed"),
    act=_("Say who is responsible"),
    address=_add,
    look=_action,
)
SERVICE_LEFT = Kind(
    "network.service_left",
    side="municipality",
    label=_("The service that has a part has closed"),
    act=_("Name another service"),
    address=_stake,
    look=_matrix,
)
CONTACT_LEFT = Kind(
    "network.contact_left",
    side="municipality",
    label=_("The contact has left"),
    act=_("Name another contact"),
    address=_stake,
    look=_matrix,
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
