"""The life of a text, told by its actions: each function brings it further."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accord.dashboards.demonstration import papers
from accord.instruments.actions.deciding import (
    agree_text,
    confirm_decision,
    publish_instrument,
    record_college,
    record_council,
    submit_text,
)
from accord.instruments.actions.opening import open_draft
from accord.instruments.actions.signing import confirm_signature, sign_on_paper
from accord.instruments.actions.writing import add_node, add_signatory, edit_terms
from accord.instruments.models import Instrument, Signatory
from tests import make

# The smallest file that is an image: a scan that somebody might hand in.
SCAN = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55000000"
    "0a4944415478da63f80f00010101001cb08c990000000049454e44ae426082"
)


def draft(cast: Any, **fields: Any) -> Instrument:
    """Opened by the Region for Ixelles, with nothing in it."""
    fields.setdefault("model", make.model_agreement())
    fields.setdefault("calendar", make.calendar())
    town = fields.pop("municipality", cast.ixelles)
    return open_draft(town, by=cast.remy, **fields)


def written(
    cast: Any,
    *,
    target: int = 40,
    mission: Any = None,
    plan_action: Any = None,
    **fields: Any,
) -> SimpleNamespace:
    """A complete text: one mission, one commitment, action, means, indicator, targets.

    The writer is Ines, for Ixelles. Returns its parts by name.
    """
    text = draft(cast, **fields)
    by = fields.get("by", cast.ines)
    mission = mission or make.mission(model=text.agreement.model)
    definition = make.definition(mission=mission)
    first = make.period(date(2025, 1, 1), calendar=text.calendar)
    second = make.period(date(2025, 7, 1), calendar=text.calendar)
    taken = add_node(text, kind="missions", mission=mission, by=by)
    commitment = add_node(
        taken,
        kind="commitments",
        text_fr="Remettre des logements inoccupés sur le marché.",
        text_nl="Leegstaande woningen opnieuw laten bewonen.",
        by=by,
    )
    served = plan_action or make.plan_action()
    action = add_node(
        taken,
        kind="actions",
        title_fr="Écrire aux propriétaires",
        title_nl="De eigenaars aanschrijven",
        organisation=text.agreement.municipality,
        starts_on=date(2025, 1, 1),
        due_on=date(2025, 12, 31),
        commitments=[commitment],
        plan_actions=[served],
        by=by,
    )
    means = add_node(
        taken,
        kind="means",
        means_kind="fte",
        year=2025,
        fte=Decimal("1.5"),
        text_fr="Agents",
        text_nl="Medewerkers",
        share_region=Decimal(60),
        share_municipality=Decimal(40),
        by=by,
    )
    indicator = add_node(
        commitment,
        kind="indicators",
        definition=definition,
        baseline_state="known",
        value=Decimal(0),
        tolerance_pct=Decimal(15),
        by=by,
    )
    targets = [
        add_node(indicator, kind="targets", period=period, value=Decimal(value), by=by)
        for period, value in ((first, target), (second, target), (None, 2 * target))
    ]
    text.refresh_from_db()
    edit_terms(
        text,
        calendar=text.calendar,
        effective_on=date(2025, 1, 1),
        ends_on=date(2030, 12, 31),
        by=by,
    )
    sign_for(cast, text)
    return SimpleNamespace(
        text=text,
        mission=mission,
        definition=definition,
        periods=[first, second],
        taken=taken,
        commitment=commitment,
        action=action,
        plan_action=served,
        means=means,
        indicator=indicator,
        targets=targets,
    )


def sign_for(cast: Any, text: Instrument) -> None:
    """The municipality signs first, then the Region."""
    for side, capacity_fr, capacity_nl in (
        ("municipality", "Bourgmestre", "Burgemeester"),
        ("region", "Secrétaire d’État", "Staatssecretaris"),
    ):
        add_signatory(
            text,
            side=side,
            capacity_fr=capacity_fr,
            capacity_nl=capacity_nl,
            name=f"{side.title()} (test)",
            by=cast.remy,
        )


def agreed(cast: Any, text: Instrument, *, writer: Any = None) -> Instrument:
    """Submitted by the municipality, agreed on by the Region."""
    submit_text(text, by=writer or cast.ines)
    agree_text(text, by=cast.rita)
    return text


def adopted(cast: Any, text: Instrument, *, on: date | None = None) -> Instrument:
    """Decided by the College and adopted by the council of that day."""
    on = on or timezone.localdate() - timedelta(days=10)
    college(cast, text, on=on - timedelta(days=7))
    record_council(
        text,
        council_on=on,
        council_number="2026/44",
        deliberation=deliberation(),
        by=cast.remy,
    )
    confirm_decision(text, by=cast.rita)
    return text


def college(cast: Any, text: Instrument, *, on: date) -> None:
    """Remy records what reached the Region; Rita confirms it."""
    record_college(
        text,
        college_on=on,
        college_number="C/12",
        deliberation=deliberation(),
        by=cast.remy,
    )
    confirm_decision(text, by=cast.rita)


def bytes_of(text: Instrument) -> bytes:
    """The document that was issued of it."""
    return text.document.file.content


def deliberation() -> ContentFile:
    return papers.sheet("deliberation", "Extrait", "Uittreksel")


def signed(cast: Any, text: Instrument, *, on: date | None = None) -> Instrument:
    """Signed on paper by everyone in order: quick, where signing is not the point."""
    on = on or timezone.localdate() - timedelta(days=5)
    while signatory := Signatory.objects.next_of(text):
        sign_once(cast, text, signatory, on=on)
    return text


def sign_once(cast: Any, text: Instrument, signatory: Signatory, *, on: date) -> None:
    """Remy records what reached the Region; Rita confirms it."""
    signature = sign_on_paper(
        text,
        signatory=signatory,
        file=ContentFile(SCAN, name="scan.png"),
        signed_on=on,
        statement="Original seen.",
        by=cast.remy,
    )
    confirm_signature(signature, by=cast.rita)
    text.refresh_from_db()


def in_force(cast: Any, **fields: Any) -> SimpleNamespace:
    """The whole way, to a published agreement: returns the parts of ``written``."""
    on = fields.pop("on", date(2025, 1, 10))
    made = written(cast, **fields)
    agreed(cast, made.text)
    adopted(cast, made.text, on=on - timedelta(days=5))
    signed(cast, made.text, on=on)
    publish_instrument(made.text, by=cast.rita)
    return made
