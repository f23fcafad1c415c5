"""Texts with actions to be responsible for, and services to be it: as plain rows."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from accord.directory.models import Organisation, Service
from accord.instruments.models import Commitment, MissionTaken, OperationalAction
from accord.network.models import Contact, Stake
from accord.network.nodes import NAMED, node_of
from tests import make
from tests.instruments.rows import text_row


def service(at: Organisation, name: str = "Logement", **fields: Any) -> Service:
    names = {"name_fr": name, "name_nl": f"{name} (nl)"}
    return Service.objects.create(**(names | {"organisation": at} | fields))


def contact(at: Organisation, name: str = "Dominique (test)", **fields: Any) -> Contact:
    return Contact.objects.create(organisation=at, name=name, **fields)


def text_with(
    cast: Any, *, actions: int = 1, state: str = "signed", **fields: Any
) -> SimpleNamespace:
    """A text of one mission with one commitment and so many actions of nobody."""
    town = fields.pop("town", cast.ixelles)
    model = make.model_agreement()
    agreement = make.agreement(municipality=town, model=model, state="published")
    text = text_row(cast, state, agreement=agreement)
    mission = make.mission(model=model)
    taken = MissionTaken.objects.create(instrument=text, set_by=text, mission=mission)
    commitment = Commitment.objects.create(
        instrument=text, set_by=text, taken=taken, text_fr="Agir.", text_nl="Handelen."
    )
    made = [
        OperationalAction.objects.create(
            instrument=text,
            set_by=text,
            taken=taken,
            rank=rank,
            title_fr=f"Écrire aux propriétaires {rank}",
            title_nl=f"De eigenaars aanschrijven {rank}",
            **fields,
        )
        for rank in range(1, actions + 1)
    ]
    return SimpleNamespace(
        agreement=agreement,
        text=text,
        taken=taken,
        commitment=commitment,
        actions=made,
        action=made[0] if made else None,
    )


def node(record: Any) -> Any:
    """The commitment or action as the rules see it, read anew."""
    rows = type(record).objects.filter(pk=record.pk)
    is_action = isinstance(record, OperationalAction)
    return node_of((rows.select_related(*NAMED) if is_action else rows).get())


def stake(made: Any, part: str = "contributes", **fields: Any) -> Stake:
    """On the first action, if ``at`` names no other node."""
    at = fields.pop("at", made.action)
    defaults = {
        "agreement": made.agreement,
        "lineage": at.lineage,
        "kind": at.KIND,
        "part": part,
        "starts_on": timezone.localdate(),
    }
    if fields.get("service"):
        defaults["organisation"] = fields["service"].organisation
    return Stake.objects.create(**(defaults | fields))
