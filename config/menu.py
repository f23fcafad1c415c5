"""What the menus offer: the roof knows every room, the rooms not each other."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.accounts.people import manages_people
from accord.directory.standing import standing_of
from accord.monitoring.reading.reports import is_named


@dataclass(frozen=True)
class Item:
    label: str | Promise
    url: str
    current: bool


PUBLIC = (
    (_("Agreements"), "publicsite:agreement_list"),
    (_("Missions"), "publicsite:mission_list"),
    (_("Plan"), "publicsite:plan_list"),
    (_("Referents"), "publicsite:referent_list"),
    (_("Data"), "opendata:dataset_list"),
    (_("About"), "publicsite:about"),
)
FOOTER = (
    (_("Accessibility"), "publicsite:accessibility"),
    (_("Privacy"), "publicsite:privacy"),
    (_("Sources"), "publicsite:source_list"),
    (_("Latest steps (feed)"), "publicsite:step_feed"),
)
REGION = (
    (_("My desk"), "dashboards:overview"),
    (_("Agreements and missions"), "dashboards:position"),
    (_("Agreements"), "agreements:agreement_list"),
    (_("Texts of agreements"), "instruments:instrument_list"),
    (_("Reports"), "monitoring:report_list"),
    (_("Follow-up"), "monitoring:mission_matrix"),
    (_("What is due"), "monitoring:duty_list"),
    (_("Posts and referents"), "referents:post_list"),
    (_("Stakeholders"), "network:service_list"),
    (_("Facts not known"), "dashboards:unknown_list"),
    (_("Answers to parliament"), "answers:answer_list"),
    (_("Plan and missions"), "framework:framework_overview"),
    (_("Who follows which municipality"), "directory:portfolio_list"),
    (_("Organisations"), "directory:organisation_list"),
    (_("Sources"), "sources:source_list"),
)
MUNICIPALITY = (
    (_("My desk"), "dashboards:overview"),
    (_("Your agreement"), "dashboards:position"),
    (_("Agreements"), "agreements:agreement_list"),
    (_("Texts of agreements"), "instruments:instrument_list"),
    (_("Reports"), "monitoring:report_list"),
    (_("Posts and referents"), "referents:post_list"),
    (_("Stakeholders"), "network:service_list"),
    (_("Answers to parliament"), "answers:answer_list"),
    (_("Organisations"), "directory:organisation_list"),
)
OTHERS = (
    (_("My desk"), "dashboards:overview"),
    (_("Stakeholders"), "network:service_list"),
)
NAMED = (
    *OTHERS,
    (_("Reports"), "monitoring:report_list"),
    (_("What is due"), "monitoring:duty_list"),
)
OWN = ((_("Notifications"), "notifications:notification_list"),)
ADMINISTRATOR = (
    (_("State of the service"), "dashboards:service_status"),
    (_("Messages that failed"), "notifications:message_list"),
)
PEOPLE = (
    (_("People"), "directory:person_list"),
    (_("Invitations"), "directory:invitation_list"),
)


def _items(request: HttpRequest, entries: Any) -> list[Item]:
    found = []
    for label, name in entries:
        url = reverse(name)
        # The desk's address begins all others' of the workspace.
        exact = name == "dashboards:overview"
        current = request.path == url if exact else request.path.startswith(url)
        found.append(Item(label, url, current))
    return found


class Menu:
    """The three menus, each worked out only where a template shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def public(self) -> list[Item]:
        return _items(self.request, PUBLIC)

    @property
    def footer(self) -> list[Item]:
        return _items(self.request, FOOTER)

    @property
    def workspace(self) -> list[Item]:
        """What the reader's standing gives; nothing for who is not signed in."""
        user: Any = getattr(self.request, "user", None)
        if not user or not user.is_authenticated:
            return []
        standing = standing_of(user)
        if standing.is_regional:
            entries: tuple[Any, ...] = REGION
        elif standing.is_municipal:
            entries = MUNICIPALITY
        else:
            entries = NAMED if is_named(user) else OTHERS
        entries += OWN + PEOPLE * manages_people(user)
        return _items(self.request, entries + ADMINISTRATOR * user.is_administrator)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"menu": Menu(request)}
