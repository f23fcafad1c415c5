"""A number in an address is one that a row can have, or none."""

import pytest

from accord.lib.asked import number


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "²", "١", "1" * 19])
def test_what_is_no_number_of_a_row_is_none(text):
    assert number(text) is None


def test_a_number_is_read():
    assert number("0012") == 12
    assert number("9" * 18) == 10**18 - 1
