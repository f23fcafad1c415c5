"""Many agreements with a signed text, made at once: for budgets, not for stories."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from accord.directory.models import Organisation
from accord.instruments.models import (
    AgreedIndicator,
    Commitment,
    Instrument,
    MissionTaken,
    Series,
    Target,
)
from accord.monitoring.models import Result, Verification
from tests import make

TEXT = {
    "text_fr": "Remettre des logements sur le marché.",
    "text_nl": "Woningen opnieuw laten bewonen.",
}


def followed(cast: Any, how_many: int) -> SimpleNamespace:
    """One mission, indicator, target and verified result each, in one period."""
    model = make.model_agreement()
    mission, calendar = make.mission(model=model), make.calendar()
    definition = make.definition(mission=mission)
    period = make.period(date(2025, 1, 1), calendar=calendar)
    made = SimpleNamespace(
        model=model,
        mission=mission,
        definition=definition,
        period=period,
        towns=[make.organisation() for _ in range(how_many)],
        texts=[],
    )
    for town in made.towns:
        made.texts.append(_followed(cast, made, town, calendar))
    return made


def _followed(cast: Any, made: Any, town: Organisation, calendar: Any) -> Instrument:
    agreement = make.agreement(municipality=town, model=made.model)
    text = Instrument.objects.create(
        agreement=agreement,
        kind="contract",
        state="signed",
        calendar=calendar,
        signed_on=date(2024, 12, 20),
        in_force_on=date(2025, 1, 1),
        ends_on=date(2030, 12, 31),
        content={"missions": []},
        text_hash="0" * 64,
        published_at=datetime(2024, 12, 24, tzinfo=UTC),
    )
    node = {"instrument": text, "set_by": text}
    taken = MissionTaken.objects.create(mission=made.mission, **node)
    commitment = Commitment.objects.create(taken=taken, **TEXT, **node)
    series = Series.objects.create(agreement=agreement, definition=made.definition)
    indicator = AgreedIndicator.objects.create(
        commitment=commitment,
        definition=made.definition,
        series=series,
        baseline_state="known",
        value=Decimal(0),
        tolerance_pct=Decimal(10),
        **node,
    )
    Target.objects.create(
        indicator=indicator, period=made.period, value=Decimal(40), **node
    )
    result = Result.objects.create(
        series=series,
        period=made.period,
        state="verified",
        value=Decimal(42),
        submitted_on=date(2025, 7, 10),
        author=cast.ines,
        organisation=town,
        verdict="achieved",
    )
    Verification.objects.create(
        result=result,
        outcome="verified",
        method="document",
        verifier=cast.remy,
        organisation=cast.region,
        at=datetime(2025, 7, 20, 12, tzinfo=UTC),
    )
    return text
