"""A number with its unit: in the singular where the language takes it."""

from decimal import Decimal

import pytest

from accord.lib.spoken import spoken_count


@pytest.mark.parametrize(
    ("value", "french", "dutch"),
    [
        (0, "0 logement", "0 woningen"),
        (1, "1 logement", "1 woning"),
        (-1, "-1 logement", "-1 woning"),
        (Decimal("1.00"), "1 logement", "1 woning"),
        (Decimal("1.5"), "1,5 logement", "1,5 woningen"),
        (2, "2 logements", "2 woningen"),
        (Decimal(1200), "1\u202f200 logements", "1.200 woningen"),
    ],
)
def test_a_unit_agrees_with_its_number(value, french, dutch):
    said = spoken_count(value, "logements", "logement", "fr")
    assert said == french.replace(" ", "\u00a0")
    said = spoken_count(value, "woningen", "woning", "nl")
    assert said == dutch.replace(" ", "\u00a0")


def test_without_a_singular_the_unit_stays_and_without_a_unit_the_number():
    assert spoken_count(1, "EVP", language="fr") == "1\u00a0EVP"
    assert spoken_count(1, "", "", "fr") == "1"
