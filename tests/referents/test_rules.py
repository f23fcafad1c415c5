"""The rules of posts on any dates: what is counted day by day is what they say."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.referents.rules import (
    FUNDED,
    Missing,
    Situation,
    Stretch,
    days_vacant,
    filled_since,
    held_on,
    missing,
    most_held,
    standing_on,
    together,
    vacancies,
)

START = date(2025, 1, 1)
DAY = timedelta(days=1)
days = st.integers(0, 60).map(lambda n: START + n * DAY)
parts = st.sampled_from([Decimal("0.2"), Decimal("0.5"), Decimal("0.8"), Decimal(1)])


@st.composite
def stretches(draw, fte=parts):
    first = draw(days)
    last = draw(st.none() | st.integers(0, 30).map(lambda n: first + n * DAY))
    return Stretch(draw(fte), first, last)


posts = stretches()
holdings = st.lists(stretches(), max_size=5)


def span(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


EVERY = span(START - 2 * DAY, START + 100 * DAY)


@given(posts, holdings)
def test_days_vacant_are_the_funded_days_on_which_nobody_held_it(post, held):
    counted = [d for d in EVERY if post.covers(d) and not held_on(held, d)]

    assert days_vacant(post, held, EVERY[0], EVERY[-1]) == len(counted)


@given(posts, holdings, days, days)
def test_a_time_is_the_sum_of_its_two_parts(post, held, first, other):
    first, middle = sorted((first, other))
    end = middle + 20 * DAY
    rest = middle + DAY

    before = days_vacant(post, held, first, middle)
    after = days_vacant(post, held, rest, end)
    assert days_vacant(post, held, first, end) == before + after


@given(posts, holdings, days)
def test_a_post_is_in_one_situation_that_fits_what_is_held(post, held, day):
    standing = standing_on(post, held, day)
    amount = held_on(held, day)

    assert (standing.situation in FUNDED) == post.covers(day)
    if standing.is_funded:
        assert standing.held == amount
        assert (standing.situation == Situation.FILLED) == (amount >= post.fte)
        assert (standing.situation == Situation.VACANT) == (amount == 0)


@given(posts, holdings, days)
def test_a_vacancy_began_the_day_after_the_last_held_or_funded_day(post, held, day):
    standing = standing_on(post, held, day)
    if standing.situation != Situation.VACANT:
        assert standing.vacant_since is None
        return
    since = standing.vacant_since

    assert all(not held_on(held, d) for d in span(since, day))
    before = since - DAY
    assert since == post.starts_on or held_on(held, before)
    assert days_vacant(post, held, since, day) == (day - since).days + 1


@given(posts, holdings, days)
def test_who_holds_it_has_done_so_without_a_gap_since_that_day(post, held, day):
    since = filled_since(post, held, day)
    if since is None:
        assert not post.covers(day) or not held_on(held, day)
        return

    assert all(held_on(held, d) for d in span(since, day))
    assert since == post.starts_on or not held_on(held, since - DAY)


@given(posts, holdings, days)
def test_vacancies_are_apart_and_add_up_to_the_days_vacant(post, held, until):
    found = vacancies(post, held, until)
    lengths = [((last or until) - first).days + 1 for first, last in found]

    assert sum(lengths) == days_vacant(post, held, post.starts_on, until)
    for (_first, last), (following, _last) in pairwise(found):
        assert last is not None
        assert following > last + DAY


@given(holdings, days, st.none() | st.integers(0, 40))
def test_the_most_that_is_held_is_held_on_some_day(held, first, length):
    last = None if length is None else first + length * DAY
    looked = span(first, last or EVERY[-1])

    assert most_held(held, first, last) == max(held_on(held, d) for d in looked)


@given(st.lists(st.sampled_from(Situation), max_size=4))
def test_a_municipality_is_filled_when_all_its_funded_posts_are(situations):
    funded = {one for one in situations if one in FUNDED}
    found = together(situations)

    assert (found is None) == (not funded)
    if funded in ({Situation.FILLED}, {Situation.VACANT}):
        assert found in funded
    elif funded:
        assert found == Situation.PARTLY


COLUMNS = {
    "presentation_fr": "Bonjour",
    "presentation_nl": "Dag",
    "languages": ["fr"],
    "portrait_id": None,
    "portrait_alt_fr": "",
    "portrait_alt_nl": "",
    "video_id": None,
    "video_address": "",
    "captions_fr_id": None,
    "captions_nl_id": None,
    "transcript_fr": "",
    "transcript_nl": "",
}


def test_a_presentation_in_both_languages_and_one_language_spoken_are_enough():
    assert missing(COLUMNS) == []


@settings(max_examples=60)
@given(st.data())
def test_nothing_is_offered_in_one_language_alone(data):
    pair = data.draw(st.sampled_from(["presentation", "portrait_alt", "transcript"]))
    language = data.draw(st.sampled_from(["fr", "nl"]))
    whole = COLUMNS | {name: "…" for name in COLUMNS if name.endswith(("_fr", "_nl"))}
    whole |= {"portrait_id": 1, "video_address": "https://example.org"}
    assert missing(whole) == []

    assert missing(whole | {f"{pair}_{language}": ""}) == [Missing(pair)]


def test_a_film_of_ones_own_needs_its_text_and_its_captions():
    assert missing(COLUMNS | {"video_id": 1}) == [
        Missing.TRANSCRIPT,
        Missing.CAPTIONS,
    ]
