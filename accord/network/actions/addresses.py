"""A list of addresses: taken in, looked at, then loaded, all of it or nothing."""

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.directory.models import Organisation, Service
from accord.incoming.lists import Wanted
from accord.incoming.planning import planned, write
from accord.network import policies
from accord.network.addresses.planning import Addresses
from accord.network.models import Contact
from accord.workflow import action


@action(
    allowed=policies.can_keep_services,
    label=_("Load a list of addresses"),
    told=_("took in a list of addresses"),
    lede=_(
        "First you see every change and every row that is wrong. Nothing is loaded "
        "before you confirm it, and an empty cell changes nothing."
    ),
    submit=_("Look at what it changes"),
    done=_("Nothing is loaded yet: look at what the list changes."),
)
def receive_address_list(nowhere: None, *, file: File, by: User) -> Attachment:
    """Keep the file: it is looked at before anything of it is loaded."""
    return keep(file, by=by)


@action(
    allowed=policies.can_keep_services,
    label=_("Load all of it"),
    told=_("loaded a list of addresses"),
    title=_("What the list changes"),
    done=_("The list is loaded."),
    unseen="What the list would change is compared with what was looked at.",
)
def load_address_list(attachment: Attachment, *, plan: str, by: User) -> None:
    """What the list says and is not known yet; twice the same list changes nothing.

    ``plan``: the fingerprint of the plan that was looked at.
    """
    # One list at a time, and nobody adds a service meanwhile.
    bodies = Organisation.objects.order_by("pk").select_for_update(no_key=True)
    list(bodies.values_list("pk"))
    with attachment.open() as file:
        found = planned(Addresses(), file)
    found.require(plan)
    services = {one.key: one.record for one in found.wanted.values()}

    def service_of(one: Wanted) -> Service:
        body, _service = one.under
        return Service(organisation_id=body, **one.says)

    def contact_of(one: Wanted) -> Contact:
        body, service = one.under
        return Contact(organisation_id=body, service=services.get(service), **one.says)

    verbs = {"added": "directory.add_service", "edited": "directory.edit_service"}
    services |= write(found, Service, service_of, by=by, **verbs)
    verbs = {"added": "network.add_contact", "edited": "network.edit_contact"}
    write(found, Contact, contact_of, by=by, **verbs)
