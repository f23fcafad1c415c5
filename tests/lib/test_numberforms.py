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
