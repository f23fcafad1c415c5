"""A free name is the wanted one, or the first numbered one."""

import pytest

from accord.lib.naming import first_free


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        (set(), "ines"),
        ({"ines"}, "ines-2"),
        ({"ines", "ines-2", "ines-4"}, "ines-3"),
        ({"ines-2"}, "ines"),
    ],
)
def test_the_first_that_is_free_is_taken(taken, found):
    assert first_free("ines", taken) == found
