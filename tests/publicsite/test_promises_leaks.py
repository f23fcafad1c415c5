"""Whether promises are kept tells nothing that is not public itself."""

import pytest
from django.core.cache import caches

from accord.framework.models import IndicatorDefinition
from accord.instruments.models import AgreedIndicator, Instrument, Target
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.actions.reporting import submit_result
from accord.monitoring.actions.verifying import verify_result
from accord.monitoring.models import Result
from accord.ui.pictures.marks import Mark
from tests.monitoring import story

pytestmark = pytest.mark.django_db
TOWN = "/fr/communes/ixelles/"


@pytest.fixture
def told(client):
    """The promises as anyone reads them now: of each, its mark and its result."""

    def told():
        caches["pages"].clear()
        page = client.get(TOWN)
        found = page.context["page"].promises
        assert (found is None) == ('id="promises"' not in page.text)
        return found and [(one.mark, one.result) for one in found.lines]

    return told


@pytest.fixture
def made(cast):
    """The second period is verified and public; the first is handed in."""
    made = story.in_force(cast)
    submit_result(story.reported(cast, made, 30), by=cast.ines)
    story.verified(cast, made, 12, period=1)
    publish_period(made.periods[1], by=cast.rita)
    return made


HIDDEN = [(Mark.NONE, "")]
SAID = [(Mark.BEHIND, "12\xa0logements")]


@pytest.fixture
def public(cast, made, told):
    """All is public: what each test then hides was told before."""
    assert told() == HIDDEN
    verify_result(Result.objects.get(period=made.periods[0]), by=cast.remy)
    publish_period(made.periods[0], by=cast.rita)
    assert told() == SAID
    return made


def test_a_verdict_waits_for_the_periods_it_rests_on(cast, made, told):
    verify_result(Result.objects.get(period=made.periods[0]), by=cast.remy)
    assert told() == HIDDEN
    publish_period(made.periods[0], by=cast.rita)
    assert told() == SAID


def test_a_verdict_waits_for_the_text_it_follows_from(public, told):
    """An amendment that is signed counts in the house, and is not public yet."""
    contract = Instrument.objects.get(pk=public.text.pk)
    amendment = Instrument.objects.get(pk=public.text.pk)
    amendment.pk, amendment._state.adding = None, True
    amendment.number, amendment.kind, amendment.amends = 1, "amendment", contract
    amendment.published_at = amendment.document = amendment.source = None
    amendment.reason_fr = amendment.reason_nl = "Raison."
    amendment.save()

    assert told() == HIDDEN


def test_of_what_may_not_be_published_nothing_is_promised(public, told):
    IndicatorDefinition.objects.update(is_public=False)
    assert told() is None


@pytest.mark.parametrize("part", [Target, AgreedIndicator])
def test_of_what_was_removed_nothing_is_promised(part, public, told):
    part.objects.update(is_removed=True)
    assert told() is None


def test_without_a_published_text_nothing_is_promised(public, told):
    Instrument.objects.update(published_at=None)
    assert told() is None
