"""What a corrected source changes about agreements that rest on its date."""

from datetime import date

import pytest

from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources.actions import edit_source
from tests import make

pytestmark = pytest.mark.django_db


def test_an_undated_step_follows_the_date_of_its_source(cast):
    source = make.source(date="2023-09-08")
    step = make.step("signature", "", source=source)
    assert step.agreement.concluded_from == date(2023, 9, 8)

    edit_source(
        source,
        by=cast.remy,
        **columns(ImpreciseDate.parse("2023-03-01")),
    )

    step.agreement.refresh_from_db()
    assert step.agreement.concluded_from == date(2023, 3, 1)
