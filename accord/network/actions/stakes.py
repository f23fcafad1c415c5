"""A part in a commitment or an action: given, made more exact, ended."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Organisation, Service
from accord.lib.errors import Refused
from accord.network import notices, policies
from accord.network.models import Contact, Stake
from accord.network.nodes import Node
from accord.network.rules import ALONE, Named, Part, Party, may_answer_for
from accord.workflow import action


@action(
    allowed=policies.can_keep_stakes,
    label=gettext_lazy("Give a part"),
    told=gettext_lazy("gave an organisation a part"),
    tells=[notices.GIVEN, notices.YOURS],
)
def add_stake(
    agreement: Agreement,
    *,
    node: Node,
    part: str,
    organisation: Organisation,
    service: Service | None = None,
    contact: Contact | None = None,
    note_fr: str = "",
    note_nl: str = "",
    by: User,
) -> Stake:
    """``node``: a commitment or an action of the agreement's text, as it now stands."""
    _require_one_body(organisation, service, contact)
    party = Party(organisation.pk, service.pk if service else None)
    _require_possible(agreement, node, part, party)
    return Stake.objects.create(
        agreement=agreement,
        lineage=node.lineage,
        kind=node.kind,
        part=part,
        organisation=organisation,
        service=service,
        contact=contact,
        note_fr=note_fr,
        note_nl=note_nl,
        starts_on=timezone.localdate(),
    )


@action(
    allowed=policies.can_keep_stakes,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed the part of an organisation"),
)
def edit_stake(
    stake: Stake,
    *,
    service: Service | None = None,
    contact: Contact | None = None,
    note_fr: str = "",
    note_nl: str = "",
    named: Named | None = None,
    seen: int,
    by: User,
) -> None:
    """The service, the contact and the note; another organisation is another part.

    ``named``: whom the text of the node makes responsible.
    """
    _require_standing(stake)
    Agreement.objects.filter(pk=stake.agreement_id).hold()
    _require_one_body(stake.organisation, service, contact)
    if service and service.pk != stake.service_id:
        party = Party(stake.organisation_id, service.pk)
        _require_answerable(stake.part, party, named)
    others = _standing_at(stake.agreement, stake.lineage).exclude(pk=stake.pk)
    _require_once(others, stake.part, Party(stake.organisation_id, _key(service)))
    stake.service, stake.contact = service, contact
    stake.note_fr, stake.note_nl = note_fr, note_nl
    stake.save(update_fields=["service", "contact", "note_fr", "note_nl"])


@action(
    allowed=policies.can_keep_stakes,
    label=gettext_lazy("End"),
    told=gettext_lazy("ended the part of an organisation"),
    tells=[notices.ENDED],
)
def end_stake(stake: Stake, *, ended_on: date, by: User) -> None:
    """From that day on it no longer counts; what was said of it stays."""
    _require_standing(stake)
    if ended_on < stake.starts_on:
        raise Refused(_("It ends after it starts."))
    if ended_on > timezone.localdate():
        raise Refused(_("That day is still to come."))
    stake.ended_on = ended_on
    stake.save(update_fields=["ended_on"])


def _key(service: Service | None) -> int | None:
    return service.pk if service else None


def _require_standing(stake: Stake) -> None:
    if stake.ended_on:
        raise Refused(_("This part has ended: give it again if it must be."))


def _require_one_body(
    organisation: Organisation, service: Service | None, contact: Contact | None
) -> None:
    if service and service.organisation_id != organisation.pk:
        raise Refused(_("This service belongs to another organisation."))
    if service and not service.is_active:
        raise Refused(_("This service has closed: choose another one."))
    if contact and contact.organisation_id != organisation.pk:
        raise Refused(_("This contact belongs to another organisation."))
    if contact and contact.left_on:
        raise Refused(_("This contact has left: choose another one."))


def _standing_at(agreement: Agreement, lineage: Any) -> Any:
    return Stake.objects.of_agreement(agreement).at(lineage).standing()


def _require_possible(
    agreement: Agreement, node: Node, part: str, party: Party
) -> None:
    """One who is responsible, one at most who approves, and nobody twice the same."""
    held = _standing_at(agreement, node.lineage)
    if part in ALONE and (first := held.filter(part=part).first()):
        raise Refused(
            _("%(who)s has this part already: end that first.") % {"who": _who(first)}
        )
    _require_answerable(part, party, node.named)
    _require_once(held, part, party)


def _who(stake: Stake) -> str:
    return str(stake.service or stake.organisation)


def _require_answerable(part: str, party: Party, named: Named | None) -> None:
    if part == Part.RESPONSIBLE and not may_answer_for(party, named):
        raise Refused(
            _("The text says who is responsible: only an amendment changes that.")
        )


def _require_once(held: Any, part: str, party: Party) -> None:
    same = held.filter(part=part, organisation=party.organisation)
    if same.filter(service=party.service).exists():
        raise Refused(_("It has this part already."))
