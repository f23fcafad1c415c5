from datetime import date

import pytest

from accord.directory.models import Membership, Portfolio
from accord.lib.errors import Refused
from accord.lib.saving import save

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2026, 1, 1)


def test_a_row_holds_from_its_first_day_to_its_last(cast):
    part = Membership.objects.get(user=cast.ines)
    save(part, starts_on=NEW_YEAR, ends_on=date(2026, 6, 30))

    def holds(day):
        return Membership.objects.filter(pk=part.pk).valid_on(day).exists()

    assert holds(NEW_YEAR)
    assert holds(date(2026, 6, 30))
    assert not holds(date(2025, 12, 31))
    assert not holds(date(2026, 7, 1))
    assert Membership.objects.overlapping(date(2026, 6, 1), None).filter(pk=part.pk)


def test_what_the_database_refuses_is_said_in_words(cast):
    row = Portfolio(municipality=cast.ixelles, officer=cast.remy, starts_on=NEW_YEAR)
    with pytest.raises(Refused, match="La date de fin doit suivre"):
        save(row, ends_on=date(2025, 1, 1))
    assert not Portfolio.objects.exists()
