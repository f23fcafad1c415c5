"""Figures broken down by kind: parts never exceed what they are parts of."""

from decimal import Decimal

import pytest

from accord.framework.actions.dimensions import (
    add_dimension,
    add_dimension_value,
    break_down,
)
from accord.framework.actions.keeping import add_indicator_version
from accord.framework.models import IndicatorDefinition
from accord.lib.errors import Refused
from accord.monitoring.actions.reporting import (
    correct_result,
    edit_result,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import verify_result
from accord.monitoring.models import ResultPart
from accord.monitoring.parts import breakdowns
from accord.monitoring.rules.reporting import PartsFault
from accord.monitoring.rules.rollup import Amount
from tests.monitoring import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_down(cast):
    """By kind of owner: private or public. Declared before the text was agreed on."""
    made = story.in_force(cast)
    IndicatorDefinition.objects.filter(pk=made.definition.pk).update(frozen_at=None)
    owner = add_dimension(
        None, label_fr="Propriétaire", label_nl="Eigenaar", by=cast.rita
    )
    made.private, made.public = (
        add_dimension_value(owner, label_fr=fr, label_nl=nl, by=cast.rita)
        for fr, nl in (("Privé", "Privaat"), ("Public", "Openbaar"))
    )
    made.definition.refresh_from_db()
    made.link = break_down(made.definition, dimension=owner, by=cast.rita)
    return made


def test_parts_that_exceed_the_total_are_refused(cast, broken_down):
    made = broken_down
    result = start_result(
        made.series,
        period=made.periods[0],
        value=Decimal(10),
        parts={made.private: Amount(Decimal(8)), made.public: Amount(Decimal(3))},
        by=cast.ines,
    )
    with pytest.raises(Refused):
        submit_result(result, by=cast.ines)
    edit_result(
        result,
        parts={made.public: Amount(Decimal(2))},
        by=cast.ines,
    )
    submit_result(result, by=cast.ines)
    assert [one.fault for one in breakdowns(result)] == [None]


def test_parts_below_the_total_are_said_to_be_incomplete(cast, broken_down):
    made = broken_down
    result = start_result(
        made.series,
        period=made.periods[0],
        value=Decimal(10),
        parts={made.private: Amount(Decimal(8))},
        by=cast.ines,
    )
    submit_result(result, by=cast.ines)
    assert breakdowns(result)[0].fault == PartsFault.INCOMPLETE


def test_a_required_breakdown_is_asked_for(cast, broken_down):
    made = broken_down
    break_down(
        made.definition,
        dimension=made.link.dimension,
        is_required=True,
        by=cast.rita,
    )
    result = story.reported(cast, made, 10)
    with pytest.raises(Refused):
        submit_result(result, by=cast.ines)


def test_a_correction_starts_from_the_parts_of_what_it_corrects(cast, broken_down):
    made = broken_down
    result = start_result(
        made.series,
        period=made.periods[0],
        value=Decimal(10),
        parts={made.private: Amount(Decimal(8)), made.public: Amount(Decimal(2))},
        by=cast.ines,
    )
    submit_result(result, by=cast.ines)
    verify_result(result, by=cast.remy)
    again = correct_result(result, reason="Checked again.", by=cast.ines)
    values = ResultPart.objects.of(again).values_list("value", flat=True)
    assert [int(one) for one in values] == [8, 2]


def test_a_definition_that_is_used_keeps_its_dimensions(cast):
    made = story.in_force(cast)
    made.definition.refresh_from_db()
    owner = add_dimension(
        None, label_fr="Propriétaire", label_nl="Eigenaar", by=cast.rita
    )
    with pytest.raises(Refused):
        break_down(made.definition, dimension=owner, by=cast.rita)


def test_a_new_version_is_broken_down_as_the_earlier_one(cast, broken_down):
    made = broken_down
    columns = ("name", "definition", "unit")
    texts = {
        f"{name}_{code}": getattr(made.definition, f"{name}_{code}")
        for name in columns
        for code in ("fr", "nl")
    }
    rest = ("level", "direction", "reported_as", "targets_stated_as", "source")
    same = {name: getattr(made.definition, name) for name in rest}
    later = add_indicator_version(
        made.definition, territory_rollup="sum", by=cast.rita, **texts, **same
    )
    from accord.framework.models import IndicatorDimension

    assert IndicatorDimension.objects.of(later).get().dimension == made.link.dimension
