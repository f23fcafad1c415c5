from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accord.lib.numberforms import WrittenNumberField


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("60000", "60000"),
        ("60.000", "60000"),
        ("60 000", "60000"),
        ("60\u202f000,50", "60000.50"),
        ("1.218.255", "1218255"),
        ("0,5", "0.5"),
        ("60000,50", "60000.50"),
        ("17.92", "17.92"),
    ],
)
def test_a_number_is_read_as_people_write_it(language, typed, meant):
    with override(language):
        assert WrittenNumberField(max_digits=12).clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["60.00.000", "1,234", "many", ""])
def test_what_is_no_number_is_refused(typed):
    with override("nl"), pytest.raises(ValidationError):
        WrittenNumberField(max_digits=12).clean(typed)


@pytest.mark.parametrize(
    ("language", "typed", "limit"),
    [("fr", "0", "0,01"), ("nl", "0", "0,01"), ("nl", "2000000,5", "1.000.000")],
)
def test_a_limit_is_said_as_people_write_it(language, typed, limit):
    field = WrittenNumberField(min_value=0.01, max_value=1_000_000, max_digits=12)
    with override(language), pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages[0].endswith(f" {limit}.")
