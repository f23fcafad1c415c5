"""An end that is still to come is told as one, by its last day."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override

from accord.agreements.derive import derive
from tests import make

pytestmark = pytest.mark.django_db
ENDS = {
    "fr": ("Fin prévue\u00a0: 31 décembre 2049", "Terminé"),
    "nl": ("Loopt tot en met 31 december 2049", "Beëindigd"),
}
NOT_KNOWN = {"fr": "sa fin ne sont pas connues", "nl": "zijn niet bekend."}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_end_to_come_is_told_by_the_last_day(language, client, sign_in, cast):
    agreement = make.agreement(municipality=cast.ixelles, state="published")
    make.step("signature", "2021-11", agreement=agreement, state="published")
    derive(agreement.pk)
    with override(language):
        town = reverse("publicsite:municipality_detail", args=[cast.ixelles.slug])
        assert NOT_KNOWN[language] in client.get(town).text

        make.step("end", "2050-01-01", agreement=agreement, state="published")
        derive(agreement.pk)
        caches["pages"].clear()  # as every action does
        planned, past = ENDS[language]
        for page in (
            client.get(town).text,
            sign_in(cast.remy).get(agreement.get_absolute_url()).text,
        ):
            steps = page.partition('class="steps"')[2].partition("</section>")[0]
            assert planned in steps
            assert past not in steps
            assert NOT_KNOWN[language] not in steps


@pytest.mark.parametrize("when", ["2021-01-01", "2050-01", "[..2050-01-01]"])
def test_an_end_that_came_or_is_not_exact_is_told_as_its_source_does(when):
    assert make.step("end", when).last_day is None


def test_what_a_later_version_overtook_is_told_in_one_language():
    step = make.step("end", "2050-01-01", state="struck", struck_reason="overtaken")
    with override("nl"):
        assert step.struck_because == "Een latere versie komt in de plaats."
    with override("fr"):
        assert step.struck_because == "Une version ultérieure prend sa place."
