"""What everyone reads of posts and referents: what is published, and no more."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.agreements.models import ReferentName
from accord.publicsite.reading.posts import Beside
from accord.referents.actions.posts import end_occupancy
from accord.referents.actions.profiles import publish_profile, withdraw_profile
from accord.referents.models import Occupancy, Post, Profile, Publication, Referent
from tests import make
from tests.referents import story

pytestmark = pytest.mark.django_db
LIST = "/fr/referents/"
TOWN = "/fr/communes/ixelles/"
SECRET = {"email": "ines.privee@example.org", "telephone": "0470 00 00 00"}


def row_of(client, town, **asked):
    caches["pages"].clear()  # a kept page has no context
    page = client.get(LIST, asked)
    return next(one for one in page.context["page"] if one.municipality == town)


@pytest.fixture
def served(cast):
    """Ines holds the post of Ixelles, and her profile is public."""
    cast.post = story.post(cast, agreement=agreed(cast.ixelles))
    cast.person = story.referent(cast, account=cast.ines, **SECRET)
    cast.held = story.held(cast, cast.post, referent=cast.person)
    cast.profile = story.published(cast, story.profile_of(cast.person))
    return cast


def agreed(town):
    made = make.agreement(municipality=town)
    make.step("signature", "2024-12", agreement=made)
    return made


def named(agreement, name="Ines"):
    told = {"source": make.source(), "state": "published"}
    return ReferentName.objects.create(agreement=agreement, name=name, **told)


def test_a_draft_post_and_an_unpublished_profile_are_nobodys(cast, client):
    post = story.post(cast, is_draft=True)
    person = story.referent(cast, account=cast.ines, **SECRET)
    story.held(cast, post, referent=person)
    story.offered(cast, story.profile_of(person))

    for page in (LIST, TOWN, "/data/referents.csv", "/sitemap.xml"):
        answer = client.get(page)
        text = b"".join(answer) if answer.streaming else answer.content
        assert b"Ines" not in text, page
        assert b"example.org" not in text.replace(b"https://example.org", b""), page
    assert client.get(f"/fr/referents/{person.slug}/").status_code == 404
    assert row_of(client, cast.ixelles).town == "no_post"


def test_a_vacancy_is_public_without_any_name(cast, client):
    post = story.post(cast, agreement=agreed(cast.ixelles))
    one = story.held(cast, post, **SECRET)
    last = timezone.localdate() - timedelta(days=10)
    end_occupancy(one, ends_on=last, reason="retirement", by=cast.remy)

    row = row_of(client, cast.ixelles)
    assert (row.town, row.vacant_since) == ("vacant", last + timedelta(days=1))
    for page in (LIST, TOWN):
        text = client.get(page).text
        assert "Ines" not in text
        assert "etirement" not in text
        assert all(one not in text for one in SECRET.values())


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_page_of_a_referent_is_read_in_both_languages(language, served, client):
    here = {"fr": "/fr/referents/ines/", "nl": "/nl/referenten/ines/"}
    page = client.get(here[language])

    assert story.TEXTS[f"presentation_{language}"] in page.text
    assert story.TEXTS["email"] in page.text
    assert all(one not in page.text for one in SECRET.values())
    assert here["nl" if language == "fr" else "fr"] in page.text


def test_the_portrait_goes_with_the_profile(served, client):
    portrait = "/fr/referents/ines/portrait/"
    assert client.get(portrait)["Content-Type"].startswith("image/")
    assert client.get("/fr/referents/ines/video/").status_code == 404
    assert client.get("/fr/referents/ines/__class__/").status_code == 404

    withdraw_profile(served.profile, by=served.ines)
    assert client.get(portrait).status_code == 404


def test_what_is_withdrawn_is_gone_from_everywhere_at_once(served, client):
    pages = (LIST, TOWN, "/fr/referents/ines/", "/data/referents.csv", "/sitemap.xml")
    for page in pages:
        assert "nes" in read(client, page)
    withdraw_profile(served.profile, by=served.ines)

    for page in pages:
        assert "Ines" not in read(client, page)
        if "ines" not in page:  # a page that is gone still names itself
            assert "referents/ines" not in read(client, page)
    assert row_of(client, served.ixelles).town == "filled"


def read(client, page):
    answer = client.get(page)
    text = b"".join(answer) if answer.streaming else answer.content
    return text.decode("utf-8-sig")


def test_who_left_is_no_longer_shown_even_as_it_stood(served, client):
    yesterday = timezone.localdate() - timedelta(days=1)
    end_occupancy(served.held, ends_on=yesterday, reason="other", by=served.remy)

    assert client.get("/fr/referents/ines/").status_code == 404
    for page in (LIST, f"{LIST}?on=2025-02-01", "/data/referents.csv?on=2025-02-01"):
        assert "Ines" not in read(client, page)
    assert row_of(client, served.ixelles, on="2025-02-01").town == "filled"


def test_the_next_version_is_read_only_once_it_is_published(served, client):
    profile = served.profile
    story.offered(served, profile, presentation_fr="Tout nouveau")
    here = "/fr/referents/ines/"
    assert "Tout nouveau" not in client.get(here).text

    publish_profile(profile, by=served.rita)
    assert "Tout nouveau" in client.get(here).text


@pytest.mark.parametrize(
    ("name", "beside"),
    [("Ines", Beside.SAME), ("Romain", Beside.ANOTHER)],
)
def test_a_source_does_not_contradict_a_post_in_silence(name, beside, served, client):
    named(served.post.agreement, name)

    for page, key in ((LIST, "named"), (TOWN, "page")):
        found = client.get(page).context[key]
        [one] = found if key == "named" else found.referents
        assert one.beside == beside

    withdraw_profile(served.profile, by=served.ines)
    [one] = client.get(LIST).context["named"]
    assert one.beside == Beside.FILLED
    yesterday = timezone.localdate() - timedelta(days=1)
    said = {"ends_on": yesterday, "reason": "other", "by": served.remy}
    end_occupancy(served.held, **said)
    page = client.get(LIST)
    [one] = page.context["named"]
    assert one.beside == Beside.VACANT
    assert one.fact.name in page.text


def test_a_municipality_without_a_post_is_not_known_where_a_source_names_someone(
    cast, client
):
    named(agreed(cast.ixelles))
    agreed(cast.schaerbeek)

    assert row_of(client, cast.ixelles).town == "not_known"
    assert row_of(client, cast.schaerbeek).town == "no_post"


def test_the_map_and_the_list_say_the_same(served, client):
    served.ixelles.map_column = served.ixelles.map_row = 1
    served.ixelles.save()
    page = client.get(LIST)

    [place] = page.context["places"]
    assert str(place.state) == "concluded"
    assert [(look.shape, n) for look, n in page.context["states"]] == [
        ("concluded", 1),
        ("none", 1),
    ]
    assert f'aria-label="Ixelles\u00a0: {place.state.label}"' in page.text


def test_one_person_in_two_municipalities_is_one_card(cast, client):
    half = Decimal("0.5")
    here = story.post(cast, fte=half)
    there = story.post(cast, municipality=cast.schaerbeek, fte=half)
    person = story.held(cast, here).referent
    story.held(cast, there, referent=person)
    story.published(cast, story.profile_of(person))

    [card] = client.get(LIST).context["cards"]
    assert card.municipalities == [cast.ixelles, cast.schaerbeek]
    page = client.get("/fr/referents/ines/").text
    assert "Ixelles" in page
    assert "Schaerbeek" in page


def lots(cast, how_many):
    for number in range(how_many):
        place = {"map_column": number % 5, "map_row": number // 5}
        town = make.organisation(**place if number < 19 else {})
        post = Post.objects.create(
            agreement=agreed(town),
            source=make.source(),
            state="published",
            fte=1,
            funded_from=date(2025, 1, 1),
        )
        person = Referent.objects.create(name=f"Person {number}", slug=f"p-{number}")
        profile = person_profile(person)
        Publication.objects.create(
            profile=profile, name=person.name, content=dict(story.TEXTS)
        )
        Occupancy.objects.create(
            post=post, referent=person, fte=1, starts_on=date(2025, 1, 1)
        )
        if number < 20:
            named(post.agreement, f"Named {number}")
    return town


def person_profile(person):
    return Profile.objects.create(referent=person, state="published")


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_public_pages_cost_the_same_for_one_as_for_many(
    how_many, cast, client, sign_in
):
    town = lots(cast, how_many)
    pages = {LIST: 8, town.get_absolute_url(): 12, "/fr/referents/p-0/": 8}
    for who in (None, "ines", "rita"):
        caches["pages"].clear()
        if who:
            sign_in(getattr(cast, who))
        for page, most in pages.items():
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page)
            assert answer.status_code == 200
            assert len(queries) <= most, page
            assert len(answer.content) <= 40_960, page


def test_the_file_says_what_the_pages_say(served, client):
    story.post(served, municipality=served.schaerbeek, funded_from=date(2026, 1, 1))
    rows = client.get("/data/referents.json", {"on": "2026-01-31"})
    found = {one["municipality_fr"]: one for one in answer_of(rows)}

    assert found["Ixelles"]["situation"] == "filled"
    assert found["Ixelles"]["filled_since"] == "2025-01-01"
    assert found["Ixelles"]["referent"] == "Ines"
    assert found["Ixelles"]["email"] == story.TEXTS["email"]
    assert found["Schaerbeek"]["days_vacant"] == 31
    assert found["Schaerbeek"]["vacant_since"] == "2026-01-01"
    assert found["Schaerbeek"]["referent"] is None


def test_the_file_has_a_row_where_nothing_is_known_of_the_post(cast, client):
    """Not an empty file: the agreement is concluded, its post is not known."""
    source = make.source(code="said")
    told = agreed(cast.ixelles)
    ReferentName.objects.create(
        agreement=told, name="Ines", source=source, state="published"
    )
    make.step(
        "college", "2024-12", agreement=make.agreement(municipality=cast.schaerbeek)
    )
    story.post(cast, agreement=told, is_draft=True)
    asked = {"on": "2026-01-31"}

    row, *others = answer_of(client.get("/data/referents.json", asked))

    assert others == []  # that of Schaerbeek is not concluded
    assert (row["municipality_fr"], row["situation"]) == ("Ixelles", "not_known")
    assert (row["named_by_source"], row["source_code"]) == (True, "said")
    assert {row[name] for name in ("post", "fte", "vacant_since", "referent")} == {None}
    before = answer_of(client.get("/data/referents.json", {"on": "2020-01-31"}))
    assert before == []


def answer_of(response):
    return json.loads(b"".join(response))["rows"]


def test_the_data_is_offered_from_the_page(served, client):
    page = client.get(LIST).text
    assert reverse("opendata:dataset_detail", args=["referents"]) in page
    assert _("Download the data") in page
