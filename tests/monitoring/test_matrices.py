"""Where every agreement stands, at a glance: counted by hand on a small region."""

from datetime import timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.instruments.models import Instrument
from accord.monitoring.expected import expected_in, text_for, texts_of
from accord.monitoring.models import Result
from accord.monitoring.rules.overall import GroupTally, Overall
from tests import make
from tests.monitoring import region

pytestmark = pytest.mark.django_db
MISSIONS, ACTIONS = "monitoring:mission_matrix", "monitoring:plan_action_matrix"
REGIONAL = ["lea", "remy", "rita"]


@pytest.fixture
def made(cast):
    """Two municipalities, two missions, two actions of the plan, two periods.

    In the last period (target ten, tolerance 20 %):
    Ixelles, vacancy: 12 (reached), 9 (on track), none reported → 2 of 3, 2 of 3
    Ixelles, social: 4 (behind)                                 → 0 of 1, 1 of 1
    Schaerbeek, vacancy: nothing reported, a draft only         → 0 of 1, 0 of 1
    """
    model, calendar = make.model_agreement(), make.calendar()
    vacancy = make.mission(model=model, code="vacancy", rank=1)
    social = make.mission(model=model, code="social", rank=2)
    last = region.period(calendar, ended=10)
    before = region.period(calendar, ended=191)
    plan = make.plan()
    first, second = (make.plan_action(plan=plan, number=one) for one in (27, 28))
    ixelles = region.signed(cast.ixelles, calendar, model=model)
    schaerbeek = region.signed(cast.schaerbeek, calendar, model=model)
    counted, other = make.definition(mission=vacancy), make.definition(mission=vacancy)
    social_count = make.definition(mission=social)
    # Two actions serve the same action of the plan: a target counts once for it.
    owners = region.commitment(ixelles, vacancy, first, first)
    inventory = region.commitment(ixelles, vacancy)
    rent = region.commitment(ixelles, social, first, second)
    elsewhere = region.commitment(schaerbeek, vacancy, second)
    a = region.indicator(owners, counted, before, last)
    b = region.indicator(owners, other, before, last)
    region.indicator(inventory, make.definition(mission=vacancy), before, last)
    d = region.indicator(rent, social_count, before, last)
    e = region.indicator(elsewhere, counted, before, last)
    for series, value in ((a, 12), (b, 9), (d, 4)):
        region.result(series, last, value, cast.ines)
    region.result(e, last, 3, cast.nora, state="draft", submitted_on=None)
    region.result(e, before, 10, cast.nora)
    region.frozen(ixelles, schaerbeek)
    return SimpleNamespace(
        ixelles=ixelles,
        schaerbeek=schaerbeek,
        last=last,
        before=before,
        vacancy=vacancy,
        social=social,
        actions=(first, second),
        counted=counted,
    )


def told(page):
    """What each cell says: by municipality, (state, on track, reported, expected)."""
    return {
        row.municipality.code: [said(cell.standing) for cell in row.cells]
        for row in page.context["matrix"].rows
    }


def said(standing):
    return (
        standing.overall and standing.overall.value,
        standing.fine,
        standing.reported,
        standing.expected,
    )


NOTHING = (None, 0, 0, 0)


def test_each_cell_says_how_its_targets_stand(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(MISSIONS))

    assert told(page) == {
        "ixelles": [("partly", 2, 2, 3), ("behind", 0, 1, 1)],
        "schaerbeek": [("not_reported", 0, 0, 1), NOTHING],
    }
    foot = page.context["matrix"].foot
    assert [said(one.cell.standing) for one in foot] == [
        ("partly", 2, 2, 4),
        ("behind", 0, 1, 1),
    ]
    assert [(one.reported, one.asked) for one in foot] == [(0, 2), (1, 1)]


def test_an_action_of_the_plan_counts_a_target_once(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(ACTIONS))

    columns = page.context["matrix"].columns.object_list
    assert [one.short for one in columns] == ["PUL 27", "PUL 28"]
    assert told(page) == {
        # 27 is served by the owners' two targets and the rent's one.
        "ixelles": [("behind", 2, 3, 3), ("behind", 0, 1, 1)],
        "schaerbeek": [NOTHING, ("not_reported", 0, 0, 1)],
    }


def test_a_cell_leads_to_the_mission_of_that_agreement(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(MISSIONS))

    follow_up = reverse("monitoring:follow_up", args=[made.ixelles.agreement_id])
    cells = page.context["matrix"].rows[0].cells
    assert [cell.url for cell in cells] == [
        f"{follow_up}#m-vacancy",
        f"{follow_up}#m-social",
    ]
    landed = sign_in(cast.lea).get(follow_up)
    assert 'id="m-social"' in landed.text
    assert said(landed.context["followed"].missions[0].standing) == ("partly", 2, 2, 3)


def test_an_earlier_period_is_one_filter_away_and_its_links_keep_it(
    sign_in, cast, made
):
    page = sign_in(cast.lea).get(reverse(MISSIONS), {"period": made.before.pk})

    assert told(page)["schaerbeek"][0] == ("achieved", 1, 1, 1)
    url = page.context["matrix"].rows[1].cells[0].url
    landed = sign_in(cast.lea).get(url)
    assert landed.context["followed"].period == made.before
    assert said(landed.context["followed"].standing) == ("achieved", 1, 1, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            {"mission": "social"},
            {"ixelles": [("behind", 0, 1, 1)], "schaerbeek": [NOTHING]},
        ),
        ({"mission": "social", "state": "behind"}, {"ixelles": [("behind", 0, 1, 1)]}),
        (
            {"state": "not_reported"},
            {"schaerbeek": [("not_reported", 0, 0, 1), NOTHING]},
        ),
        ({"state": "achieved"}, {}),
    ],
)
def test_filters_are_in_the_address(asked, found, sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(MISSIONS), asked)

    assert told(page) == found
    # The Region's total is of all municipalities, whichever are shown.
    total = page.context["matrix"].foot[-1].cell.standing
    assert said(total) == ("behind", 0, 1, 1)


@pytest.mark.parametrize(
    "asked", ["period=x", "state=x", "mission=x", "page=x&columns=-1"]
)
@pytest.mark.parametrize("name", [MISSIONS, ACTIONS])
def test_a_filter_that_nobody_offered_breaks_nothing(name, asked, sign_in, cast, made):
    assert sign_in(cast.lea).get(f"{reverse(name)}?{asked}").status_code == 200


def test_a_mission_filters_the_actions_of_the_plan(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(ACTIONS), {"mission": "vacancy"})

    assert told(page)["ixelles"] == [
        ("on_track", 2, 2, 2),
        NOTHING,
    ]


def test_the_regions_total_is_the_one_counted_result_by_result(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(MISSIONS))

    series = {one.series_id: one for one in expected_in(made.last)}
    verdicts = {
        one.series_id: one.verdict
        for one in Result.objects.handed_in().filter(period=made.last)
    }
    for foot, mission in zip(
        page.context["matrix"].foot, (made.vacancy, made.social), strict=True
    ):
        asked = [pk for pk, one in series.items() if one.definition.mission == mission]
        again = GroupTally.sum(GroupTally.of(verdicts.get(pk)) for pk in asked)
        assert foot.cell.standing == again


def test_the_text_of_a_period_is_the_same_in_memory_and_in_the_database(cast):
    calendar, other = make.calendar(), make.calendar()
    today = timezone.localdate()
    first = region.signed(cast.ixelles, calendar)
    changed = region.signed(
        cast.ixelles,
        calendar,
        agreement=first.agreement,
        number=1,
        kind="amendment",
        amends=first,
        in_force_on=today - timedelta(days=300),
    )
    terminated = region.signed(
        cast.schaerbeek,
        calendar,
        state="terminated",
        terminated_on=today - timedelta(days=300),
    )
    ended = region.signed(
        make.organisation(), calendar, ends_on=today - timedelta(days=300)
    )
    elsewhere = region.signed(make.organisation(), other)
    read = Instrument.objects.with_next().in_bulk()
    found = []
    for days in (10, 191, 372, 4000):
        period = region.period(calendar, ended=days)
        in_memory = [
            text_for([read[one.pk] for one in versions], period)
            for versions in ([first, changed], [terminated], [ended], [elsewhere])
        ]
        known = {text for text in in_memory if text}
        assert known == set(texts_of(period))
        found.append(known)
    assert found == [{changed}, {changed}, {first, terminated, ended}, set()]


def test_without_a_period_the_page_says_what_will_be_there(sign_in, cast):
    page = sign_in(cast.lea).get(reverse(MISSIONS))
    assert page.context["matrix"].period is None


def test_both_languages_say_the_state_in_words(sign_in, cast, made):
    client = sign_in(cast.lea)
    for language in ("fr", "nl"):
        with override(language):
            text = client.get(reverse(MISSIONS)).text
            assert str(Overall.BEHIND.label) in text
            assert getattr(cast.schaerbeek, f"name_{language}") in text


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_matrix_costs_the_same_whatever_it_counts(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    model, calendar = make.model_agreement(), make.calendar()
    short = {"short_fr": "Logement social", "short_nl": "Sociale woningen"}
    missions = [make.mission(model=model, **short) for _ in range(9)]
    plan = make.plan()
    actions = [make.plan_action(plan=plan) for _ in range(9)]
    last = region.period(calendar)
    towns = min(how_many, 19)
    texts = []
    for _ in range(towns):
        text = region.signed(make.organisation(), calendar, model=model)
        texts.append(text)
        for mission, action in zip(missions, actions, strict=True):
            under = region.commitment(text, mission, action)
            for _each in range(1 + how_many // 190):
                series = region.indicator(under, make.definition(mission=mission), last)
                region.result(series, last, 9, cast.ines)
    region.frozen(*texts)

    for who, name in product(REGIONAL, (MISSIONS, ACTIONS)):
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8):
            page = client.get(reverse(name))
        assert len(page.content) <= 40_000
