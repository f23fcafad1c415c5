"""The demonstration region: agreements in every state, and figures behind them."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from accord.framework.models import (
    Direction,
    IndicatorDefinition,
    Mission,
    ReportedAs,
    ReportingPeriod,
    ValueKind,
)

pytestmark = pytest.mark.django_db
REGISTER = Path(__file__).parents[2] / "data/brussels"


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Played once for all tests of this file, which only read."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(DEMO=True):
        with transaction.atomic():
            call_command("load_register", REGISTER, verbosity=0)
            call_command("seed_demo", verbosity=0)
            yield
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def played(region, db, settings):
    settings.DEMO = True


def test_every_mission_has_indicators_of_every_kind():
    asked = IndicatorDefinition.objects.all()
    for mission in Mission.objects.of_latest_model():
        assert 2 <= asked.filter(mission=mission).count() <= 3

    def said(name):
        return set(asked.values_list(name, flat=True))

    assert said("value_kind") == set(ValueKind.values)
    assert said("reported_as") == set(ReportedAs.values)
    assert said("direction") == set(Direction.values)
    assert said("source__kind") == {"demonstration"}
    assert all("(démonstration)" in one.definition_fr for one in asked)
    assert all("(demonstratie)" in one.definition_nl for one in asked)


def test_a_period_that_ended_is_always_open_for_reports():
    today = timezone.localdate()
    ended = ReportingPeriod.objects.ended(today)
    assert ended.filter(opens_on__lte=today, closes_on__gte=today).exists()
    assert ReportingPeriod.objects.filter(starts_on__gt=today).exists()
