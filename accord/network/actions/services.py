"""A service closes, opens again, or turns out to be another one: nothing is deleted."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.agreements.querysets import AgreementQuerySet
from accord.directory.models import Service
from accord.journal.models import snapshot, trace_many, trace_new
from accord.lib.errors import Refused, require_past
from accord.lib.saving import save
from accord.network import notices, policies
from accord.network.models import Apart, Contact, Stake
from accord.workflow import action, require_unchanged

# What the one that stays takes over where it says nothing itself.
FILLED = (
    ("competences_fr", "competences_nl"),
    ("languages",),
    ("promised_days",),
    ("mailbox",),
    ("telephone",),
)
# What a part keeps when it goes to another service.
FOLLOWING = ("agreement_id", "lineage", "kind", "part", "note_fr", "note_nl")


@action(
    allowed=policies.can_keep_services,
    label=_("Close the service"),
    told=_("closed a service"),
    title=_("Close a service"),
    submit=_("Close the service"),
    done=_("The service is closed."),
)
def close_service(
    service: Service, *, on: date, successor: Service | None = None, by: User
) -> None:
    """Its parts go to its successor; without one they stay, and are shown as a gap."""
    require_past(on)
    _require_open(service)
    heir = _heir(service, successor) if successor else None
    told = list(_agreements_of(service).select_related("municipality").order_by("pk"))
    if heir is not None:
        _hand_over(service, heir, on, by=by, with_contacts=False)
    save(service, is_active=False, closed_on=on, successor=heir)
    event = notices.HANDED_OVER if heir else notices.CLOSED
    for agreement in told:
        event(notices.Closing(agreement, service, heir), by)


@action(
    allowed=policies.can_keep_services,
    label=_("Open it again"),
    told=_("opened a service again"),
    title=_("Open a service again"),
    done=_("The service is open again."),
)
def reopen_service(service: Service, *, by: User) -> None:
    """It was closed by mistake. Parts that went to its successor stay there."""
    if service.is_active:
        raise Refused(_("This service is not closed."))
    save(service, is_active=True, closed_on=None, successor=None)


@action(
    allowed=policies.can_keep_services,
    label=_("Merge"),
    told=_("merged a service into another"),
    title=_("Merge two services"),
    done=_("The services are one."),
)
def merge_services(
    service: Service, *, into: Service, heir_seen: int | None = None, by: User
) -> None:
    """Two rows are one service: parts, contacts and what is known go to ``into``.

    ``heir_seen``: the version of ``into`` that was looked at.
    """
    _require_open(service)
    heir = _heir(service, into)
    if heir_seen is not None:
        require_unchanged(heir, heir_seen)
    before, today = snapshot(heir), timezone.localdate()
    silent = [them for them in FILLED if not any(getattr(heir, one) for one in them)]
    save(heir, **{one: getattr(service, one) for them in silent for one in them})
    trace_many([(heir, before)], by=by, verb="network.merge_services")
    _hand_over(service, heir, today, by=by, with_contacts=True)
    save(service, is_active=False, closed_on=today, successor=heir)


@action(
    allowed=policies.can_keep_services,
    label=_("They are not the same"),
    told=_("said that two services are not the same"),
    done=_("They are not proposed again."),
)
def keep_apart(service: Service, *, other: Service, by: User) -> Apart:
    """The pair is not proposed again."""
    first, second = sorted((service.pk, other.pk))
    if first == second:
        raise Refused(_("Choose another service."))
    if Apart.objects.filter(first=first, second=second).exists():
        raise Refused(_("That was said already."))
    return Apart.objects.create(first_id=first, second_id=second)


def _require_open(service: Service) -> None:
    if not service.is_active:
        raise Refused(_("This service is closed already."))


def _heir(service: Service, successor: Service) -> Service:
    """The successor as it is stored, held until the end; refused if it cannot be."""
    if successor.pk == service.pk:
        raise Refused(_("Choose another service."))
    heir = Service.objects.select_for_update(no_key=True).get(pk=successor.pk)
    if not heir.is_active:
        raise Refused(_("Its successor has closed too: choose another one."))
    return heir


def _agreements_of(service: Service) -> AgreementQuerySet:
    """In which it has a part."""
    stakes = Stake.objects.of_service(service).standing()
    return Agreement.objects.filter(pk__in=stakes.values("agreement"))


def _hand_over(
    service: Service, heir: Service, day: date, *, by: User, with_contacts: bool
) -> None:
    """End its parts and give them to ``heir``; those that it followed follow on."""
    earlier = list(Service.objects.filter(successor=service))
    _write(earlier, by, "network.close_service", successor=heir)
    if with_contacts:
        contacts = list(Contact.objects.filter(service=service))
        body = heir.organisation
        _write(contacts, by, "network.edit_contact", service=heir, organisation=body)
    _agreements_of(service).hold()
    stakes = list(Stake.objects.of_service(service).standing().order_by("pk"))
    known = set(
        Stake.objects.of_service(heir)
        .standing()
        .values_list("agreement_id", "lineage", "part")
    )
    given = [
        Stake(
            **{name: getattr(one, name) for name in FOLLOWING},
            organisation_id=heir.organisation_id,
            service=heir,
            contact_id=one.contact_id if with_contacts else None,
            starts_on=max(day, one.starts_on),
        )
        for one in stakes
        if (one.agreement_id, one.lineage, one.part) not in known
    ]
    pairs = [(one, snapshot(one)) for one in stakes]
    for one in stakes:
        one.ended_on = max(day, one.starts_on)
    Stake.objects.bulk_update(stakes, ["ended_on"], batch_size=500)
    trace_many(pairs, by=by, verb="network.end_stake")
    made = Stake.objects.bulk_create(given, batch_size=500)
    trace_new(made, by=by, verb="network.add_stake")


def _write(records: list[Any], by: User, verb: str, **columns: Any) -> None:
    pairs = [(one, snapshot(one)) for one in records]
    for one in records:
        for name, value in columns.items():
            setattr(one, name, value)
    if records:
        records[0].__class__.objects.bulk_update(records, list(columns))
    trace_many(pairs, by=by, verb=verb)
