"""A part in a commitment or an action: given, made more exact, ended."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Organisation, Service
from accord.lib.errors import Refused, require_past
from accord.lib.saving import save
from accord.network import notices, policies
from accord.network.models import Contact, Stake
from accord.network.nodes import Node
from accord.network.rules import ALONE, Named, Part, Party, may_answer_for
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_keep_stakes,
    label=pgettext_lazy("of an organisation", "Give a part"),
    told=_("gave an organisation a part"),
    submit=_("Give this part"),
    done=pgettext_lazy("of an organisation", "The part is given."),
    tells=[notices.GIVEN, notices.YOURS],
    unseen=ADDS,
)
def add_stake(
    agreement: Agreement,
    *,
    node: Node,
    part: str,
    organisation: Organisation,
    service: Service | None = None,
    contact: Contact | None = None,
    by: User,
    **note: str,
) -> Stake:
    """``node``: a commitment or an action of the agreement's text, as it now stands."""
    _require_one_body(organisation, service, contact)
    held = Stake.objects.of_agreement(agreement).at(node.lineage).standing()
    if part in ALONE and (first := held.filter(part=part).first()):
        raise Refused(
            _("%(who)s has this part already: end that first.")
            % {"who": first.service or first.organisation}
        )
    _require_answerable(part, organisation, service, node.named)
    stake = Stake(
        agreement=agreement,
        lineage=node.lineage,
        kind=node.kind,
        part=part,
        organisation=organisation,
        starts_on=timezone.localdate(),
    )
    return save(stake, service=service, contact=contact, **note)


@action(
    allowed=policies.can_keep_stakes,
    label=_("Change"),
    told=_("changed the part of an organisation"),
    title=pgettext_lazy("of an organisation", "Change a part"),
    submit=_("Save"),
    done=pgettext_lazy("of an organisation", "The part is changed."),
    is_edit=True,
)
def edit_stake(
    stake: Stake,
    *,
    service: Service | None = None,
    contact: Contact | None = None,
    named: Named | None = None,
    by: User,
    **note: str,
) -> None:
    """The service, the contact and the note; another organisation is another part.

    ``named``: whom the text of the node makes responsible.
    """
    _require_standing(stake)
    Agreement.objects.filter(pk=stake.agreement_id).hold()
    _require_one_body(stake.organisation, service, contact)
    if service and service.pk != stake.service_id:
        _require_answerable(stake.part, stake.organisation, service, named)
    save(stake, service=service, contact=contact, **note)


@action(
    allowed=policies.can_keep_stakes,
    label=_("End"),
    told=_("ended the part of an organisation"),
    title=pgettext_lazy("of an organisation", "End a part"),
    lede=_("It stays in the history."),
    submit=_("End this part"),
    done=_("The part has ended."),
    tells=[notices.ENDED],
)
def end_stake(stake: Stake, *, on: date, by: User) -> None:
    """From that day on it no longer counts; what was said of it stays."""
    _require_standing(stake)
    require_past(on)
    save(stake, ended_on=on)


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


def _require_answerable(
    part: str, body: Organisation, service: Service | None, named: Named | None
) -> None:
    party = Party(body.pk, service.pk if service else None)
    if part == Part.RESPONSIBLE and not may_answer_for(party, named):
        raise Refused(
            _("The text says who is responsible: only an amendment changes that.")
        )
