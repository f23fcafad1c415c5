"""A list of addresses: taken in, looked at, then loaded, all of it or nothing."""

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.directory.models import Organisation, Service
from accord.journal.models import changes_between, entry_for, snapshot, trace_many
from accord.lib.errors import Refused
from accord.network import policies
from accord.network.addresses import planning, reading
from accord.network.models import Contact
from accord.workflow import action


@action(
    allowed=policies.can_keep_services,
    label=gettext_lazy("Load a list of addresses"),
    told=gettext_lazy("took in a list of addresses"),
)
def receive_address_list(nowhere: None, *, file: File, by: User) -> Attachment:
    """Keep the file: it is looked at before anything of it is loaded."""
    return keep(file, by=by)


@action(
    allowed=policies.can_keep_services,
    label=gettext_lazy("Load all of it"),
    told=gettext_lazy("loaded a list of addresses"),
)
def load_address_list(attachment: Attachment, *, seen: str, by: User) -> None:
    """What the list says and is not known yet; twice the same list changes nothing.

    ``seen``: the fingerprint of the plan that was looked at.
    """
    # One list at a time, and nobody adds a service meanwhile.
    bodies = Organisation.objects.order_by("pk").select_for_update(no_key=True)
    list(bodies.values_list("pk"))
    with attachment.open() as file:
        plan = planning.planned(reading.read(file))
    if plan.faults:
        raise Refused(_("Rows are wrong: nothing was loaded."))
    if plan.fingerprint != seen:
        raise Refused(_("The addresses changed meanwhile: look at the list again."))
    _services(plan, by)
    _contacts(plan, by)


def _services(plan: planning.Plan, by: User) -> None:
    new, changed = [], []
    for one in plan.services:
        if one.record is None:
            one.record = Service(organisation_id=one.organisation, **one.values)
            new.append(one.record)
        elif one.changes:
            changed.append((one.record, snapshot(one.record)))
            for name, value in one.changes.items():
                setattr(one.record, name, value)
    Service.objects.bulk_create(new, batch_size=500)
    _save(changed)
    _trace(new, changed, by, "directory.add_service", "directory.edit_service")


def _contacts(plan: planning.Plan, by: User) -> None:
    new, changed = [], []
    for one in plan.contacts:
        if one.record is None:
            service = one.service.record if one.service else None
            new.append(
                Contact(organisation_id=one.organisation, service=service, **one.values)
            )
        elif one.changes:
            changed.append((one.record, snapshot(one.record)))
            for name, value in one.changes.items():
                setattr(one.record, name, value)
    Contact.objects.bulk_create(new, batch_size=500)
    _save(changed)
    _trace(new, changed, by, "network.add_contact", "network.edit_contact")


def _save(changed: list[Any]) -> None:
    for record, _before in changed:
        record.save()


def _trace(
    new: list[Any], changed: list[Any], by: User, added: str, edited: str
) -> None:
    nothing: dict[str, Any] = {}
    told = [(one, nothing, added) for one in new]
    told += [(one, before, edited) for one, before in changed]
    trace_many(
        entry_for(one, by=by, verb=verb, changes=changes_between(before, snapshot(one)))
        for one, before, verb in told
    )
