"""A made-up region: signed texts and results written as rows, many at once."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accord.framework.models import ReportingPeriod
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.models import (
    ActionServes,
    AgreedIndicator,
    Commitment,
    Instrument,
    MissionTaken,
    OperationalAction,
    Series,
    Target,
)
from accord.monitoring.derive import derive
from accord.monitoring.models import Result
from tests import make


def period(calendar: Any, *, ended: int = 10, **fields: Any) -> ReportingPeriod:
    """Half a year that ended so many days ago; due a month after its end."""
    ends_on = timezone.localdate() - timedelta(days=ended)
    return make.period(
        ends_on - timedelta(days=180), ends_on=ends_on, calendar=calendar, **fields
    )


def signed(town: Any, calendar: Any, **fields: Any) -> Instrument:
    """A text in force for years, with nothing in it yet."""
    agreement = fields.pop("agreement", None) or make.agreement(
        municipality=town, model=fields.pop("model", None) or make.model_agreement()
    )
    row = {
        "kind": "contract",
        "state": "signed",
        "content": {},
        "text_hash": "-",
        "signed_on": date(2020, 1, 1),
        "in_force_on": date(2020, 1, 1),
    }
    return Instrument.objects.create(
        agreement=agreement, calendar=calendar, **(row | fields)
    )


def commitment(text: Instrument, mission: Any, *plan_actions: Any) -> Commitment:
    """Under a mission; each action of the plan is served by an action of its own."""
    taken = MissionTaken.objects.filter(instrument=text, mission=mission).first()
    taken = taken or MissionTaken.objects.create(
        instrument=text, mission=mission, set_by=text
    )
    own = {"instrument": text, "set_by": text, "taken": taken}
    made = Commitment.objects.create(text_fr="Agir", text_nl="Doen", **own)
    for plan_action in plan_actions:
        action = OperationalAction.objects.create(
            title_fr="Écrire", title_nl="Schrijven", **own
        )
        ActionServes.objects.create(action=action, commitment=made)
        ActionServes.objects.create(action=action, plan_action=plan_action)
    return made


def indicator(
    under: Commitment, definition: Any, *periods: ReportingPeriod, target: int = 10
) -> Series:
    """An indicator that starts at zero, with a target of ten in each period."""
    text = under.instrument
    own = {"instrument": text, "set_by": text}
    series = Series.objects.create(agreement=text.agreement, definition=definition)
    agreed = AgreedIndicator.objects.create(
        commitment=under,
        definition=definition,
        series=series,
        baseline_state="known",
        value=Decimal(0),
        tolerance_pct=Decimal(20),
        **own,
    )
    Target.objects.bulk_create(
        Target(indicator=agreed, period=one, value=Decimal(target), **own)
        for one in periods
    )
    return series


def result(
    series: Series, period: ReportingPeriod, value: int | None, by: Any, **fields: Any
) -> Result:
    """Handed in, unless ``state`` says otherwise; ``None``: it was not measured."""
    row = {
        "state": "submitted",
        "submitted_on": period.ends_on,
        "value": None if value is None else Decimal(value),
        "no_data_reason": "not_measured" if value is None else "",
        "author": by,
        "organisation": series.agreement.municipality,
    }
    return Result.objects.create(series=series, period=period, **(row | fields))


def frozen(*texts: Instrument) -> None:
    """Freeze what the texts say, and derive what follows from the results."""
    for text in texts:
        text.content = drawn_up(text).content
        text.text_hash = fingerprint(text.content)
        text.save()
    derive()
