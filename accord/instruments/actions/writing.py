"""Writing the text together: parts of it, who signs, what is said about it."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.instruments import policies
from accord.instruments.models import (
    KINDS,
    PARENT,
    ActionServes,
    AgreedIndicator,
    Instrument,
    MissionTaken,
    Node,
    OperationalAction,
    Series,
    Signatory,
    Target,
)
from accord.journal.models import Entry, EntryQuerySet
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_draft,
    label=_("Change the terms"),
    told=_("changed the terms of the text"),
    submit=_("Save"),
    done=_("The terms are saved."),
    is_edit=True,
)
def edit_terms(instrument: Instrument, *, by: User, **fields: Any) -> None:
    """The calendar it reports by, the days it takes effect and ends, its reason."""
    save(instrument, **fields)


@action(
    allowed=policies.can_write,
    label=_("Add"),
    told=_("added it to the text"),
    submit=_("Save"),
    done=_("It is in the text."),
    unseen=ADDS,
)
def add_node(under: Instrument | Node, *, kind: str, by: User, **fields: Any) -> Node:
    """Add a part under another one; a mission stands under the text itself."""
    instrument = _held(under)
    model = KINDS[kind]
    if model is MissionTaken:
        _require_mission(instrument, fields["mission"])
    if model is AgreedIndicator:
        fields["series"] = _series(instrument, fields["definition"])
    served = _links(fields)
    parent = {PARENT[model]: under} if model in PARENT else {}
    rank = model.objects.filter(instrument=instrument, **parent).count()
    node = model(
        instrument=instrument, set_by=instrument, rank=rank, **parent, **fields
    )
    _require_reason(node, instrument)
    save(node)
    _serve(node, served)
    return node


@action(
    allowed=policies.can_write,
    label=_("Save"),
    told=_("changed this part of the text"),
    done=_("It is saved."),
    is_edit=True,
)
def edit_node(node: Node, *, by: User, **fields: Any) -> None:
    instrument = _held(node)
    if isinstance(node, AgreedIndicator) and fields["definition"] != node.definition:
        fields["series"] = _series(instrument, fields["definition"])
    served = _links(fields)
    node.set_by = instrument
    for name, value in fields.items():
        setattr(node, name, value)
    _require_reason(node, instrument)
    save(node)
    _serve(node, served)


def _parts(node: Any) -> list[Any]:
    """It, and all that stands under it."""
    found = [node]
    for one in found:
        for model, parent in PARENT.items():
            if model._meta.get_field(parent).related_model is type(one):
                found += model.objects.standing().filter(**{parent: one})
    return found


def _with_parts(node: Node) -> EntryQuerySet:
    return Entry.objects.about(*_parts(node))


@action(
    allowed=policies.can_write,
    label=_("Remove"),
    told=_("took it out of the text"),
    title=_("Take it out of the text"),
    lede=_("All that stands under it goes with it. The history keeps it."),
    submit=_("Remove"),
    done=_("It is taken out of the text."),
    is_grave=True,
    sees=_with_parts,
)
def remove_node(node: Node, *, by: User) -> None:
    """Take a part out, with all that stands under it; the journal keeps it."""
    _held(node)
    for one in _parts(node):
        one.is_removed = True
        one.save(update_fields=["is_removed"])


@action(
    allowed=policies.can_draft,
    label=_("Add who signs"),
    told=_("added who signs"),
    submit=_("Add"),
    done=_("They are among who signs."),
    unseen=ADDS,
)
def add_signatory(
    instrument: Instrument, *, side: str, by: User, **fields: Any
) -> Signatory:
    """Who signs for a side: after those that are named already."""
    last = Signatory.objects.of(instrument).aggregate(rank=Max("rank"))["rank"] or 0
    organisation = fields.pop("organisation", None)
    organisation = organisation or policies.organisation_for(by, instrument, side)
    signatory = Signatory(
        instrument=instrument,
        rank=fields.pop("rank", None) or last + 1,
        side=side,
        organisation=organisation,
        **fields,
    )
    save(signatory)
    return signatory


@action(
    allowed=policies.can_write,
    label=_("Change"),
    told=_("changed who signs"),
    title=_("Change who signs"),
    submit=_("Save"),
    done=_("It is saved."),
    is_edit=True,
)
def edit_signatory(signatory: Signatory, *, by: User, **fields: Any) -> None:
    _held(signatory)
    save(signatory, **fields)


@action(
    allowed=policies.can_write,
    label=_("Remove"),
    told=_("took out who signs"),
    title=_("Take out who signs"),
    lede=_("Those who sign after them keep their order. You can add them again."),
    submit=_("Remove"),
    done=_("They no longer sign."),
    is_grave=True,
)
def remove_signatory(signatory: Signatory, *, by: User) -> None:
    """Those who sign after them keep their order."""
    _held(signatory)
    signatory.is_removed = True
    signatory.save(update_fields=["is_removed"])


def _held(subject: Any) -> Instrument:
    """Its instrument, locked: nobody agrees on the text while a part changes."""
    pk = policies.instrument_of(subject).pk
    held = Instrument._base_manager.select_for_update(no_key=True).get(pk=pk)
    if not held.is_in_writing:
        raise Refused(_("The text is agreed: it can no longer change."))
    return held


def _require_mission(instrument: Instrument, mission: Any) -> None:
    if mission.model_id != instrument.agreement.model_id:
        raise Refused(_("This mission belongs to another model agreement."))
    if not instrument.takes_missions:
        raise Refused(_("This version was opened without new missions."))


def _require_reason(node: Node, instrument: Instrument) -> None:
    """After signature a target changes only with its reason, in both languages."""
    if isinstance(node, Target) and instrument.number:
        if not (node.reason_fr.strip() and node.reason_nl.strip()):
            raise Refused(_("Say in French and in Dutch why the target changes."))


def _series(instrument: Instrument, definition: Any) -> Series:
    return Series.objects.create(agreement=instrument.agreement, definition=definition)


def _links(fields: dict[str, Any]) -> tuple[list[Any], list[Any]] | None:
    """The commitments and actions of the plan that an action serves, if it says so."""
    if "commitments" not in fields and "plan_actions" not in fields:
        return None
    return list(fields.pop("commitments", [])), list(fields.pop("plan_actions", []))


def _serve(node: Node, served: tuple[list[Any], list[Any]] | None) -> None:
    if served is None or not isinstance(node, OperationalAction):
        return
    commitments, plan_actions = served
    ActionServes.objects.filter(action=node).delete()
    ActionServes.objects.bulk_create(
        [
            *(ActionServes(action=node, commitment=one) for one in commitments),
            *(ActionServes(action=node, plan_action=one) for one in plan_actions),
        ]
    )
