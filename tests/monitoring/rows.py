"""Agreements that ask for reports, as plain rows: any kind of value, any number."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from accord.instruments.models import (
    AgreedIndicator,
    Commitment,
    MissionTaken,
    Series,
    Target,
)
from tests import make
from tests.instruments.rows import text_row

NO_UNIT = dict.fromkeys(("unit_fr", "unit_nl", "unit_one_fr", "unit_one_nl"), "")
KINDS: dict[str, dict[str, str]] = {
    "count": {},
    "amount": NO_UNIT,
    "ratio": {
        **NO_UNIT,
        "numerator_label_fr": "Logements contrôlés",
        "numerator_label_nl": "Gecontroleerde woningen",
        "denominator_label_fr": "Logements",
        "denominator_label_nl": "Woningen",
        "territory_rollup": "ratio_of_sums",
    },
    "scale": {
        **NO_UNIT,
        "scale_fr": "Aucun\nEn projet\nAdopté",
        "scale_nl": "Geen\nIn ontwerp\nGoedgekeurd",
        "territory_rollup": "list",
    },
    "yes_no": NO_UNIT,
    "narrative": {
        **NO_UNIT,
        "direction": "none",
        "territory_rollup": "list",
    },
}


def open_period(**fields: Any) -> Any:
    """Half a year that has ended, and can be reported on until the day after now."""
    period = make.period(date(2025, 1, 1), **fields)
    period.closes_on = timezone.localdate() + timedelta(days=1)
    period.due_on = timezone.localdate()
    period.save()
    return period


def asked(
    cast: Any, *kinds: str, how_many: int = 1, period: Any = None, **fields: Any
) -> SimpleNamespace:
    """A text in force, and public, that asks for ``how_many`` indicators of each kind.

    ``fields`` are of the definitions; ``town`` is whose agreement it is.
    """
    town = fields.pop("town", cast.ixelles)
    period = period or open_period()
    model = make.model_agreement()
    agreement = make.agreement(municipality=town, model=model, state="published")
    text = text_row(cast, "signed", agreement=agreement, calendar=period.calendar)
    text.published_at = timezone.now()
    text.save()
    mission = make.mission(model=model)
    taken = MissionTaken.objects.create(instrument=text, set_by=text, mission=mission)
    commitment = Commitment.objects.create(
        instrument=text, set_by=text, taken=taken, text_fr="Agir.", text_nl="Handelen."
    )
    definitions = [
        make.definition(
            **{"mission": mission, "value_kind": kind} | KINDS[kind] | fields
        )
        for kind in (kinds or ("count",))
        for _ in range(how_many)
    ]
    series = Series.objects.bulk_create(
        Series(agreement=agreement, definition=one) for one in definitions
    )
    agreed = AgreedIndicator.objects.bulk_create(
        AgreedIndicator(
            instrument=text,
            set_by=text,
            commitment=commitment,
            definition=one.definition,
            series=one,
            tolerance_pct=15,
            rank=rank,
        )
        for rank, one in enumerate(series)
    )
    Target.objects.bulk_create(
        Target(
            instrument=text,
            set_by=text,
            indicator=one,
            period=period,
            value=Decimal(40),
        )
        for one in agreed
        if one.definition.value_kind in ("count", "amount")
    )
    return SimpleNamespace(
        text=text,
        agreement=agreement,
        period=period,
        series=series,
        definitions=definitions,
        agreed=agreed,
    )
