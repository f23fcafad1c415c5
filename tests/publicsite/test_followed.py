"""What the public reads of texts and figures: what is published, with what it means."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.agreements.models import ReferentName
from accord.directory.models import Measurement, Neighbour, PostalCode
from accord.framework.models import IndicatorDefinition
from accord.instruments.models import Series
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.models import PublishedFigure, Result
from accord.ui.pictures.marks import Mark
from tests import make
from tests.answers.many import followed
from tests.instruments import story as texts
from tests.monitoring import story

pytestmark = pytest.mark.django_db
TOWN, TEXT = "/fr/communes/ixelles/", "/fr/communes/ixelles/texte/"
RESULTS = "/fr/communes/ixelles/resultats/"
TODAY = timezone.localdate()


@pytest.fixture
def made(cast):
    made = story.in_force(cast)
    story.verified(cast, made, 40)
    return made


@pytest.fixture
def published(cast, made):
    publish_period(made.periods[0], by=cast.rita)
    return made


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_commune_page_says_what_it_committed_to(language, client, made):
    here = {"fr": TOWN, "nl": "/nl/gemeenten/elsene/"}[language]
    page = client.get(here).text
    assert getattr(made.commitment, f"text_{language}") in page
    assert getattr(made.definition, f"name_{language}") in page
    assert str(made.text.document) in page
    assert {"fr": TEXT, "nl": "/nl/gemeenten/elsene/tekst/"}[language] in page
    assert {"fr": "/fr/verifier/", "nl": "/nl/nagaan/"}[language] in page


def test_a_figure_is_public_once_it_is_published(client, cast, made):
    assert client.get(RESULTS).context["published"] == []
    assert RESULTS not in client.get(TOWN).text

    publish_period(made.periods[0], by=cast.rita)

    assert RESULTS in client.get(TOWN).text
    page = client.get(RESULTS)
    [shown] = page.context["published"]
    assert shown.value == "40\xa0logements"
    assert made.definition.definition_fr in page.text
    assert str(made.periods[0]) in page.text


def test_the_figures_are_those_that_were_public_that_day(client, published):
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert client.get(RESULTS, {"on": yesterday}).context["published"] == []


def test_a_later_publication_takes_the_place_of_the_earlier(client, cast, published):
    publish_period(published.periods[0], by=cast.rita)
    assert PublishedFigure.objects.count() == 4
    assert len(client.get(RESULTS).context["published"]) == 1
    mission = published.mission.get_absolute_url()
    assert len(client.get(mission).context["published"]) == 1


def test_the_mission_page_says_how_many_reported(client, published):
    page = client.get(published.mission.get_absolute_url())
    [shown] = page.context["published"]
    figure = shown.figure
    assert (figure.reported_count, figure.expected_count) == (1, 1)
    assert shown.value == "40\xa0logements"
    assert published.definition.definition_fr in page.text
    assert published.commitment.text_fr in page.text
    assert "80\xa0logements" in page.text  # the target over the whole time


def test_what_may_not_be_published_appears_nowhere(client, published):
    IndicatorDefinition.objects.update(is_public=False, name_fr="TOPSECRET")
    mission = published.mission.get_absolute_url()
    for here in (TOWN, TEXT, RESULTS, mission):
        page = client.get(here)
        assert published.definition.name_fr not in page.text
        assert "TOPSECRET" not in page.text
        assert "40\xa0logements" not in page.text


def test_a_text_that_is_not_published_is_not_shown(client, cast):
    made = texts.written(cast)
    texts.agreed(cast, made.text)
    texts.adopted(cast, made.text)
    texts.signed(cast, made.text)
    for here in (TOWN, TEXT):
        assert made.commitment.text_fr not in client.get(here).text
    assert _("No text is published for that day") in client.get(TEXT).text


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_text_is_read_in_both_languages_with_its_number(language, client, made):
    here = {"fr": TEXT, "nl": "/nl/gemeenten/elsene/tekst/"}[language]
    page = client.get(here).text
    assert made.commitment.text_fr in page
    assert made.commitment.text_nl in page
    assert f"?number={made.text.document}" in page
    for signatory in ("Municipality (test)", "Region (test)"):
        assert signatory not in page


def test_the_text_is_the_one_of_the_day_asked_for(client, made):
    before = made.text.in_force_on - timedelta(days=1)
    assert client.get(TEXT, {"on": before.isoformat()}).context["text"] is None
    assert client.get(TEXT, {"on": "2031-02-01"}).context["text"] == made.text
    moved = client.get("/fr/communes/elsene/texte/", {"on": "2025-02-01"})
    assert (moved.status_code, moved.url) == (301, f"{TEXT}?on=2025-02-01")


def test_a_publication_makes_another_page(client, cast, made):
    before = client.get(TOWN)["ETag"]
    publish_period(made.periods[0], by=cast.rita)
    assert client.get(TOWN)["ETag"] != before


def with_all_there_is(agreement, how_many):
    """What a town may have besides: a choice, an absence, a referent, neighbours…"""
    town, source = agreement.municipality, make.source()
    make.step("signature", "2024-12-20", agreement=agreement)
    mission = make.mission(model=agreement.model)
    make.choice(agreement=agreement, mission=mission, source=source)
    make.absence(municipality=town, source=source)
    told = {"source": source, "state": "published"}
    ReferentName.objects.create(agreement=agreement, name="A. (test)", **told)
    hidden = make.definition(mission=mission, is_public=False)
    Series.objects.create(agreement=agreement, definition=hidden)
    known = {"municipality": town, "source": source}
    Measurement.objects.create(measure="population", value=90_000, **known)
    for number in range(min(how_many, 20)):
        PostalCode.objects.create(postal_code=f"{1000 + number}", **known)
        Neighbour.objects.create(
            municipality=town, neighbour=make.organisation(), source=source
        )


@pytest.mark.parametrize("how_many", [1, 200])
def test_pages_cost_the_same_whatever_was_agreed(
    how_many, cast, client, sign_in, django_assert_max_num_queries
):
    made = followed(cast, how_many)
    for town in made.towns:
        PublishedFigure.objects.create(
            definition=made.definition,
            period=made.period,
            municipality=town,
            value=42,
            reported_count=1,
            expected_count=1,
            inputs_hash="0" * 64,
            published_at=timezone.now(),
            published_by=cast.rita,
        )
    with_all_there_is(made.texts[0].agreement, how_many)
    town = made.towns[0].get_absolute_url()
    for who in [None, "ines", "rita"]:
        caches["pages"].clear()  # what one reader asked for is kept for the next
        if who:
            sign_in(getattr(cast, who))
        addresses = town, f"{town}texte/", f"{town}resultats/"
        for here in (*addresses, made.mission.get_absolute_url()):
            with django_assert_max_num_queries(12, info=here):
                page = client.get(here)
            assert page.status_code == 200
            assert len(page.content) <= 40_000, here


def test_the_first_thing_told_is_whether_the_promises_are_kept(client, published):
    """40 of the 40 promised for the period: kept, drawn and said."""
    page = client.get(TOWN)
    told = page.context["page"].promises
    [line] = told.lines
    assert (told.kept, len(told.counted), told.counts) == (1, 1, [(Mark.KEPT, 1)])
    assert (line.result, line.mark) == ("40\xa0logements", Mark.KEPT)
    assert line.target == "40\xa0logements"
    assert page.text.index('id="promises"') < page.text.index('id="steps"')
    assert "<svg" in line.bar


def test_a_target_of_which_nothing_was_published_is_not_called_missed(
    client, cast, published
):
    Result.objects.update(state="submitted")
    caches["pages"].clear()
    told = client.get(TOWN).context["page"].promises
    assert told.counts == [(Mark.NONE, 1)]
    assert told.kept == 0
    assert told.lines[0].result == ""


def test_a_result_that_waits_for_its_publication_is_told_by_no_verdict(
    client, cast, published
):
    """Corrected since: the one in public is not shown as if it still stood."""
    PublishedFigure.objects.update(published_at=F("published_at") - timedelta(days=1))
    caches["pages"].clear()
    told = client.get(TOWN).context["page"].promises
    assert told.lines[0].mark == Mark.NONE


def test_without_published_figures_nothing_is_said_of_promises(client, made):
    assert client.get(TOWN).context["page"].promises is None
    assert 'id="promises"' not in client.get(TOWN).text
