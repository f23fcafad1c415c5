"""The public site: what everyone may read, in both languages."""

import gzip
import re
from datetime import date

import pytest
from django.core.cache import caches
from django.urls import resolve
from django.utils.translation import override

from accord.agreements import actions
from accord.agreements.models import Step
from accord.directory.models import PostalCode
from accord.framework.models import Figure, Measure
from accord.journal.models import snapshot, trace_many
from accord.publicsite.reading import municipalities, overviews
from tests import make
from tests.publicsite.conftest import DETAILS, EVERY, LANGUAGES, LISTS, address


def attribute(html, pattern):
    """The one attribute that the pattern finds in the page."""
    (found,) = re.findall(pattern, html)
    return found


def on_that_day(path):
    """Said after ``?``, of a page that shows what it shows on a day."""
    with override(path[1:3]):
        asks = "on" in getattr(resolve(path).func, "takes", ())
    return "?on=2022-12-31" if asks else ""


# Every page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_every_page_says_what_it_is_and_where(name, language, client, register):
    here = address(name, language, register)
    html = client.get(here).content.decode()

    assert attribute(html, r'<html lang="(\w+)"') == language
    assert attribute(html, r"<title>(.*?) – Accord</title>").strip()
    assert attribute(html, r'<meta name="description" content="(.*?)">').strip()
    assert attribute(html, r'<meta property="og:title" content="(.*?)">').strip()
    assert attribute(html, r'<link rel="canonical" href="(.*?)">') == (
        f"http://testserver{here}"
    )
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert "noindex" not in html

    alternates = dict(
        re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="(.*?)">', html)
    )
    in_each = {
        code: f"http://testserver{address(name, code, register)}" for code in LANGUAGES
    }
    front_door = {"x-default": "http://testserver/"}  # the same page, for the home page
    assert alternates == in_each | (front_door if name == "publicsite:home" else {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_the_language_switch_keeps_the_page_and_its_filters(
    name, language, client, register
):
    here = address(name, language, register)
    html = client.get(here + "?on=2022-12-31").text
    other = next(code for code in LANGUAGES if code != language)
    there = address(name, other, register) + on_that_day(here)

    assert f'href="{there}"' in html
    assert client.get(there).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["publicsite:plan_list", *LISTS])
def test_an_empty_register_has_pages_too(name, language, client, db):
    assert client.get(address(name, language, None)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plans_lead_to_the_only_one_and_list_several(language, client, register):
    here = address("publicsite:plan_list", language, register)
    with override(language):
        assert client.get(here)["Location"] == register.plan.get_absolute_url()
        second = make.plan(title_fr="Autre", title_nl="Ander").get_absolute_url()
    assert second in client.get(here).text


@pytest.mark.parametrize(
    "there",
    [
        "/fr/communes/nulle-part/",
        "/nl/gemeenten/nergens/",
        "/fr/missions/danser/",
        "/nl/opdrachten/dansen/",
        "/fr/plans/aucun/",
        "/nl/plannen/geen/",
        "/fr/plans/aucun/11/",
        "/fr/sources/rumeur/",
        "/nl/bronnen/gerucht/",
        "/fr/donnees/rien/",
        "/fr/gemeenten/",
        "/en/",
    ],
)
def test_what_is_not_there_is_not_found(there, client, register):
    assert client.get(there).status_code == 404


def test_an_action_the_plan_does_not_have_is_not_found(client, register):
    here = register.plan.get_absolute_url()
    assert client.get(f"{here}11/").status_code == 200
    assert client.get(f"{here}12/").status_code == 404


def test_an_address_of_the_other_language_leads_to_the_right_one(client, register):
    answer = client.get("/fr/communes/elsene/")
    assert (answer.status_code, answer["Location"]) == (301, "/fr/communes/ixelles/")
    answer = client.get("/nl/gemeenten/ixelles/")
    assert (answer.status_code, answer["Location"]) == (301, "/nl/gemeenten/elsene/")


@pytest.mark.parametrize("name", ["ixelles", "mission", "plan", "action"])
def test_the_day_asked_for_is_kept_on_the_way_to_the_right_address(
    name, client, register
):
    french = address(name, "fr", register)
    moved = register.plan if name == "action" else getattr(register, name)
    mistaken = french.replace(moved.slug_fr, moved.slug_nl)
    answer = client.get(mistaken, {"on": "2022-12-31"})
    assert answer["Location"] == french + on_that_day(french)


@pytest.mark.parametrize("first", ["slug_fr", "slug_nl"])
def test_an_address_that_two_records_share_is_the_one_of_the_readers_language(
    first, client, register
):
    second = {"slug_fr": "slug_nl", "slug_nl": "slug_fr"}[first]
    for build in (make.organisation, make.mission, make.plan):
        for slug in (first, second):
            titled = "name_fr" if build is make.organisation else "title_fr"
            build(**{slug: "partage", titled: f"Par {slug}"})
    for segment in ("communes", "missions", "plans"):
        answer = client.get(f"/fr/{segment}/partage/")
        assert answer.status_code == 200
        assert "<h1>Par slug_fr" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_visit_is_in_the_language_of_the_browser(language, client, db):
    answer = client.get("/", headers={"accept-language": f"{language}-BE,en;q=0.5"})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")


@pytest.mark.parametrize("name", EVERY)
def test_pages_are_read_and_never_written(name, client, register):
    here = address(name, "fr", register)
    assert client.post(here).status_code == 405
    assert client.head(here).status_code == 200


# What is asked in the address


@pytest.mark.parametrize(
    "typed", ["2022-13-01", "20221231", "hier", "2022-12", "<b>", "٢٠٢٢-٠١-٠١"]
)
@pytest.mark.parametrize("name", ["publicsite:agreement_list", "ixelles", "mission"])
def test_a_day_that_is_none_is_said_at_its_field(typed, name, client, register):
    answer = client.get(address(name, "fr", register), {"on": typed})

    assert answer.status_code == 200
    assert answer.context["as_of"].error
    said = attribute(answer.text, r'<p class="error" id="on_error">(.*?)</p>')
    assert "12/12/2022" in said
    assert 'aria-describedby="on_helptext on_error"' in answer.text
    assert "<b>" not in said


@pytest.mark.parametrize("name", ["publicsite:home", "publicsite:referent_list"])
def test_a_day_that_is_none_is_said_where_there_is_no_field(name, client, register):
    answer = client.get(address(name, "fr", register), {"on": "hier"})
    assert answer.status_code == 200
    assert str(answer.context["as_of"].error) in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "2022-12-31", "9999-12-31"])
@pytest.mark.parametrize("name", EVERY)
def test_any_day_can_be_asked_for(day, name, client, register):
    answer = client.get(address(name, "nl", register), {"on": day})
    assert answer.status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "asked",
    [
        {"state": "dreamt"},
        {"mission": "dancing"},
        {"state": "\x00"},
        {"mission": "\x00"},
        {"mission": "x" * 3000},
        {"state": "'; drop table"},
    ],
)
def test_a_filter_that_matches_nothing_says_so(asked, language, client, register):
    answer = client.get(address("publicsite:agreement_list", language, register), asked)

    assert answer.status_code == 200
    assert list(answer.context["page"].object_list) == []
    assert 'class="empty' in answer.text
    assert answer.text.count("data-accord-said") == 1  # no match, rather than 0 of them
    assert not re.search(r">\s*0 \w", answer.text)


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "\x00"])
def test_a_page_number_that_is_none_shows_a_page(number, client, register):
    for name in ("publicsite:agreement_list", "publicsite:source_list", "mission"):
        answer = client.get(address(name, "fr", register), {"page": number})
        assert answer.status_code == 200
        assert answer.context["page"].object_list


def test_the_list_is_filtered_by_state_and_mission(client, register):
    here = address("publicsite:agreement_list", "fr", register)

    def shown(**asked):
        rows = client.get(here, asked).context["page"].object_list
        return [row.municipality.name_fr for row in rows]

    assert shown() == ["Ixelles", "Schaerbeek"]
    assert shown(on="2022-10-01", state="unknown") == ["Schaerbeek"]
    assert shown(state="concluded") == ["Ixelles", "Schaerbeek"]
    assert shown(mission=register.mission.code) == ["Ixelles"]
    assert shown(state="none", mission=register.mission.code) == []


@pytest.mark.parametrize(("language", "said"), [("fr", "Visiter"), ("nl", "Bezoeken")])
def test_a_mission_tells_what_it_obliges_to_and_who_says_so(
    language, said, client, register
):
    mission = register.mission
    mission.obligation_fr, mission.obligation_nl = "Visiter", "Bezoeken"
    mission.save()
    text = client.get(address("mission", language, register)).text
    section = text.split('id="obligation"')[1].split("</section>")[0]
    assert said in section
    assert mission.source.title_fr in section or mission.source.title_nl in section


def test_what_a_mission_obliges_to_is_left_out_when_it_is_not_known(client, register):
    text = client.get(address("mission", "fr", register)).text
    assert 'id="obligation"' not in text


def test_the_list_follows_the_readers_alphabet(client, register):
    rows = client.get("/nl/gemeenten/").context["page"].object_list
    assert [row.municipality.name_nl for row in rows] == ["Elsene", "Schaarbeek"]
    make.agreement(
        municipality=make.organisation(name_fr="Forest", name_nl="Vorst"),
        model=register.model,
    )
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    rows = client.get("/fr/communes/").context["page"].object_list
    names = [row.municipality.name_fr for row in rows]
    assert names == ["Forest", "Ixelles", "Schaerbeek"]


def test_a_filter_changes_the_rows_alone(client, register):
    headers = {"hx-request": "true"}
    part = client.get("/fr/communes/", {"state": "concluded"}, headers=headers)

    assert "<html" not in part.text
    assert 'id="rows"' in part.text
    assert "HX-Request" in part["Vary"]
    assert "<html" in client.get("/fr/communes/", {"state": "concluded"}).text


# Kept by the visitor


@pytest.mark.parametrize("name", [*EVERY, "publicsite:step_feed"])
def test_a_visitor_who_has_the_page_gets_304(name, client, register):
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    here = address(name, "nl", register)
    first = client.get(here)
    assert "public" in first["Cache-Control"]

    for header in ("ETag", "Last-Modified"):
        asked = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[header]
        again = client.get(here, headers={asked: first[header]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    other = client.get(here, headers={"if-none-match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize("asked", ["if-match", "if-unmodified-since"])
def test_nobody_makes_a_refusal_of_what_all_may_keep(asked, client, register):
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    said = {asked: '"x"' if asked == "if-match" else "Thu, 01 Jan 1970 00:00:01 GMT"}
    for here in (address("publicsite:home", "nl", register), "/data/agreements.csv"):
        for _kept_or_not in range(2):
            assert client.get(here, headers=said).status_code == 200


def test_a_change_of_the_register_makes_another_page(client, register):
    before = client.get("/fr/communes/")
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    after = client.get("/fr/communes/", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


def test_a_page_that_is_kept_asks_one_thing_of_the_database(
    client, register, django_assert_num_queries
):
    client.get("/fr/communes/ixelles/")
    with django_assert_num_queries(1):  # the revision of the register
        client.get("/fr/communes/ixelles/")


def test_whoever_is_signed_in_gets_pages_of_their_own(sign_in, client, register):
    kept = client.get("/fr/communes/")
    own = sign_in(register.rita).get("/fr/communes/")

    assert "private" in own["Cache-Control"]
    assert "ETag" not in own
    assert "Cookie" in kept["Vary"]


# Budgets


@pytest.mark.parametrize("name", ["publicsite:home", "publicsite:step_feed"])
@pytest.mark.parametrize(
    ("when", "is_told"),
    [
        ("2022-03-01", True),
        ("[2022-01..]", True),
        ("[..2022-12]", True),
        ("2133-01-01", False),
        ("[2133-01..]", False),
        ("[..2133-01]", False),
    ],
)
def test_what_is_still_to_come_is_not_news(when, is_told, name, client, register):
    town = make.organisation(name_fr="Planville")
    make.step("end", when, agreement=make.agreement(municipality=town))
    page = client.get(address(name, "fr", register)).text
    news = page.partition('<h2 id="news">')[2] or page
    assert ("Planville" in news) == is_told


def test_a_step_on_a_day_that_is_not_known_is_told_to_feed_readers(client, register):
    town = make.organisation(name_fr="Planville")
    make.step("signature", "", agreement=make.agreement(municipality=town))
    assert "Planville" in client.get("/fr/etapes.atom").text


@pytest.mark.parametrize("date", ["2022-10", "2021-05", "2020-10"])
def test_missions_are_counted_in_the_model_that_a_figure_is_of(date, client, register):
    measure = Measure.objects.create(
        code="missions-in-model", label_fr="Missions", label_nl="Opdrachten"
    )
    Figure.objects.create(
        measure=measure, value=9, source=register.source, date="2021-03"
    )
    later = make.model_agreement(date=date, title_fr="Autre contrat-type")
    for _number in range(2):
        make.mission(model=later)

    told = {one.model: one for one in overviews.missions()}
    assert told[register.model].missions == [register.mission]
    assert [one.value for one in told[register.model].counted] == [9]
    assert (len(told[later].missions), told[later].counted) == (2, [])
    assert "Autre contrat-type" in client.get("/fr/missions/").text


@pytest.fixture(params=[1, 200])
def long_register(request, register):
    """As many rows of every kind as a page could be asked to show."""
    for number in range(request.param):
        town = make.organisation(map_column=None)
        agreement = make.agreement(municipality=town, model=register.model)
        make.step(agreement=agreement, source=register.source)
        make.choice(
            agreement=agreement, mission=register.mission, source=register.source
        )
        make.absence(model=register.model)
        make.step("council", f"20{number % 60 + 20}-01", agreement=register.agreement)
        make.choice(agreement=register.agreement, mission=register.mission)
    return register


def test_pages_cost_the_same_whatever_their_length(
    long_register, client, sign_in, django_assert_max_num_queries
):
    for who in [None, "ines", "remy", "rita", "ada"]:
        caches["pages"].clear()  # what one reader asked for is kept for the next
        if who:
            sign_in(getattr(long_register, who))
        for name in LISTS:
            here = address(name, "fr", long_register)
            # The home page puts the map, the figures and the news together.
            budget = 12 if name == "publicsite:home" else 8
            with django_assert_max_num_queries(budget, info=name):
                page = client.get(here)
            assert len(page.content) <= 40_000, name
        for name in DETAILS:
            here = address(name, "fr", long_register)
            with django_assert_max_num_queries(12, info=name):
                client.get(here)
        with django_assert_max_num_queries(4):
            client.get("/fr/etapes.atom")
        with django_assert_max_num_queries(8):
            client.get("/sitemap.xml")


def test_no_two_pages_have_one_title(client, register):
    titles = {}
    for name in [*EVERY, "opendata:dataset_detail"]:
        html = client.get(address(name, "fr", register)).text
        titles.setdefault(attribute(html, r"<title>(.*?)</title>"), set()).add(name)
    assert [names for names in titles.values() if len(names) > 1] == []


def test_a_page_leaves_compressed_where_that_is_taken(client, register):
    here = address("publicsite:home", "fr", register)
    plain = client.get(here)
    small = client.get(here, headers={"accept-encoding": "br, gzip;q=0.8"})

    assert gzip.decompress(small.content) == plain.content
    assert small["Content-Encoding"] == "gzip"
    for one in (plain, small):
        assert one["Content-Length"] == str(len(one.content))
        assert "Accept-Encoding" in one["Vary"]
        assert one["ETag"].startswith('W/"')  # the same in other bytes
    for refused in ("gzip;q=0", "identity", "br, gzip;q=0.0"):
        answer = client.get(here, headers={"accept-encoding": refused})
        assert "Content-Encoding" not in answer, refused


def test_a_page_with_a_token_is_never_compressed(cast, sign_in):
    client = sign_in(cast.remy)
    for here in ("/fr/espace/", "/fr/"):
        answer = client.get(here, headers={"accept-encoding": "gzip"})
        assert "Content-Encoding" not in answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_link_of_the_map_is_called_what_is_read_on_it(language, client, cast):
    cast.ixelles.map_label_fr, cast.ixelles.map_label_nl = "Ix.|elles", "Els.|ene"
    cast.ixelles.map_column, cast.ixelles.map_row = 1, 1
    cast.ixelles.save()
    PostalCode.objects.create(
        municipality=cast.ixelles, postal_code="1050", source=make.source()
    )
    html = client.get(f"/{language}/").text.replace("\u00a0", " ")
    label = {"fr": "Ix.elles Ixelles : ", "nl": "Els.ene Elsene: "}[language]
    assert f'aria-label="1050 {label}' in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["ixelles", "mission", "plan", "action"])
def test_a_link_survives_a_corrected_title(name, language, client, register):
    """Whoever corrects it: the trace of the change keeps where the page was."""
    former = address(name, language, register)
    one = register.plan if name == "action" else getattr(register, name)
    before = snapshot(one)
    one.slug_fr, one.slug_nl = "corrige", "verbeterd"
    one.save()
    trace_many([(one, before)], by=register.remy, verb="register.load")
    assert client.get(former).headers["Location"] == address(name, language, register)

    before = snapshot(one)
    one.slug_fr, one.slug_nl = "encore", "nogmaals"
    one.save()
    trace_many([(one, before)], by=register.remy, verb="register.load")
    here = address(name, language, register)
    assert client.get(former).headers["Location"] == here
    assert client.get(here).status_code == 200


def test_an_address_of_today_goes_before_a_former_one(client, register):
    first, second = register.mission, make.mission(model=register.model)
    before = snapshot(first)
    taken = first.slug_fr
    first.slug_fr = "autre"
    first.save()
    trace_many([(first, before)], by=register.remy, verb="register.load")
    second.slug_fr = taken
    second.save()
    assert client.get(f"/fr/missions/{taken}/").context["mission"] == second


def test_the_news_are_the_last_ones_however_many_there_were_before(db):
    """Only the last steps are looked at: the same are told as of all of them."""
    for number in range(40):
        day = f"2022-{number % 12 + 1:02}"
        agreement = make.agreement()
        make.step("announced", day if number % 3 else f"[..{day}]", agreement=agreement)
        make.step("announced", f"{day}-17", agreement=agreement)
    today = date(2026, 11, 30)

    steps = Step.objects.public().come_by(today)
    assert steps.among_latest(32).count() < steps.count()
    for how_many in (1, 2):
        told = [one.step for one in municipalities.latest_news(how_many, today)]
        assert told == list(steps.tightest().latest_first()[:how_many])
