"""Whom to call: added, corrected, gone."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory.models import Organisation, Service
from accord.lib.errors import Refused
from accord.network import policies
from accord.network.models import Contact
from accord.workflow import action


@action(
    allowed=policies.can_keep_contacts,
    label=gettext_lazy("Add a contact"),
    told=gettext_lazy("added a contact"),
)
def add_contact(
    organisation: Organisation,
    *,
    service: Service | None = None,
    by: User,
    **columns: Any,
) -> Contact:
    _require_ones_own(organisation, service)
    return Contact.objects.create(organisation=organisation, service=service, **columns)


@action(
    allowed=policies.can_keep_contacts,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed a contact"),
)
def edit_contact(
    contact: Contact,
    *,
    service: Service | None = None,
    seen: int,
    by: User,
    **columns: Any,
) -> None:
    _require_ones_own(contact.organisation, service)
    contact.service = service
    for name, value in columns.items():
        setattr(contact, name, value)
    contact.save(update_fields=["service", *columns])


@action(
    allowed=policies.can_keep_contacts,
    label=gettext_lazy("Has left"),
    told=gettext_lazy("recorded that a contact has left"),
)
def contact_left(contact: Contact, *, left_on: date, by: User) -> None:
    """Their address goes from the page; the parts they were named for show a gap."""
    if contact.left_on:
        raise Refused(_("This contact has left already."))
    if left_on > timezone.localdate():
        raise Refused(_("That day is still to come."))
    contact.left_on = left_on
    contact.email = contact.telephone = ""
    contact.save(update_fields=["left_on", "email", "telephone"])


def _require_ones_own(organisation: Organisation, service: Service | None) -> None:
    if service and service.organisation_id != organisation.pk:
        raise Refused(_("This service belongs to another organisation."))
