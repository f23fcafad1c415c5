"""What is derived from a public result tells nothing that is not public itself."""

from decimal import Decimal

import pytest

from accord.instruments.models import Instrument
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.actions.reporting import correct_result, submit_result
from accord.monitoring.actions.verifying import verify_result
from accord.monitoring.models import Result
from tests.monitoring import story

pytestmark = pytest.mark.django_db
DERIVED = ("to_date_value", "target_value", "progress", "verdict")


def told(rows):
    [row] = [one for one in rows("results") if one["value"] == 12]
    return [row[name] for name in DERIVED]


@pytest.fixture
def made(cast):
    """The second period is verified and public; the first is handed in."""
    made = story.in_force(cast)
    submit_result(story.reported(cast, made, 30), by=cast.ines)
    story.verified(cast, made, 12, period=1)
    publish_period(made.periods[1], by=cast.rita)
    return made


def test_a_total_since_the_start_waits_for_the_periods_before(cast, made, rows):
    assert told(rows) == [None, 40, None, None]

    first = Result.objects.get(period=made.periods[0])
    verify_result(first, by=cast.remy)
    assert told(rows)[0] is None
    publish_period(made.periods[0], by=cast.rita)
    assert told(rows) == [42, 40, 0.3, "behind"]


def test_a_correction_before_it_waits_too(cast, made, rows):
    first = Result.objects.get(period=made.periods[0])
    verify_result(first, by=cast.remy)
    publish_period(made.periods[0], by=cast.rita)
    second = correct_result(
        first, reason="Compté deux fois.", value=Decimal(20), by=cast.ines
    )
    submit_result(second, by=cast.ines)
    assert told(rows)[0] is None


def test_a_target_waits_for_the_text_it_follows_from(cast, made, rows):
    Instrument.objects.filter(pk=made.text.pk).update(published_at=None)
    assert rows("results") == []
    contract = Instrument.objects.get(pk=made.text.pk)
    Instrument.objects.filter(pk=made.text.pk).update(published_at=contract.agreed_at)

    amendment = Instrument.objects.get(pk=made.text.pk)
    amendment.pk, amendment._state.adding = None, True
    amendment.number, amendment.kind, amendment.amends = 1, "amendment", contract
    amendment.published_at = amendment.document = amendment.source = None
    amendment.reason_fr = amendment.reason_nl = "Raison."
    amendment.save()

    assert told(rows)[1:] == [None, None, None]
