"""Whom to call: added, corrected, gone."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Organisation, Service
from accord.lib.errors import Refused, require_past
from accord.lib.saving import save
from accord.network import policies
from accord.network.models import Contact
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_keep_contacts,
    label=_("Add a contact"),
    told=_("added a contact"),
    lede=_("Only what is needed to reach them at work. It is never public."),
    submit=_("Add"),
    done=_("The contact is added."),
    unseen=ADDS,
)
def add_contact(
    organisation: Organisation,
    *,
    service: Service | None = None,
    by: User,
    **columns: Any,
) -> Contact:
    _require_ones_own(organisation, service)
    return save(Contact(organisation=organisation, service=service, **columns))


@action(
    allowed=policies.can_keep_contacts,
    label=_("Change"),
    told=_("changed a contact"),
    title=_("Change a contact"),
    submit=_("Save"),
    done=_("The contact is changed."),
    is_edit=True,
)
def edit_contact(
    contact: Contact,
    *,
    service: Service | None = None,
    by: User,
    **columns: Any,
) -> None:
    _require_ones_own(contact.organisation, service)
    save(contact, service=service, **columns)


@action(
    allowed=policies.can_keep_contacts,
    label=_("Has left"),
    told=_("recorded that a contact has left"),
    title=_("A contact has left"),
    lede=_(
        "Their e-mail address and telephone go from these pages. The parts they were "
        "named for are shown as something that is missing."
    ),
    submit=_("Record that they left"),
    done=_("It is recorded."),
)
def contact_left(contact: Contact, *, on: date, by: User) -> None:
    """Their address goes from the page; the parts they were named for show a gap."""
    if contact.left_on:
        raise Refused(_("This contact has left already."))
    require_past(on)
    save(contact, left_on=on, email="", telephone="")


def _require_ones_own(organisation: Organisation, service: Service | None) -> None:
    if service and service.organisation_id != organisation.pk:
        raise Refused(_("This service belongs to another organisation."))
