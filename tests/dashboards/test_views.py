"""The first page after signing in, for everyone."""

import pytest
from django.urls import reverse

from accord.monitoring import actions
from tests import make
from tests.monitoring import region, story

pytestmark = pytest.mark.django_db
OVERVIEW = "dashboards:overview"
UNKNOWN = "dashboards:unknown_list"


@pytest.fixture
def register(cast):
    """One agreement that may claim the subsidy, one of which nobody knows."""
    model = make.model_agreement()
    mission = make.mission(model=model, conditions_subsidy=True)
    make.subsidy_terms(model=model)
    sure = make.agreement(municipality=cast.ixelles, model=model)
    open_ = make.agreement(municipality=cast.schaerbeek, model=model)
    for one in (sure, open_):
        make.step("signature", "2021-11", agreement=one)
    make.choice(agreement=sure, mission=mission)
    return sure, open_


def test_the_region_sees_the_matrix_and_its_position(sign_in, cast, register):
    page = sign_in(cast.lea).get(reverse(OVERVIEW))

    position = page.context["position"]
    assert (position.concluded, position.eligible) == (2, 1)
    assert (position.ceiling, position.sure_ceiling) == (120000, 60000)
    cells = {
        row.municipality.code: [cell.chosen for cell in row.cells]
        for row in page.context["matrix"].rows
    }
    assert cells == {"ixelles": ["chosen"], "schaerbeek": ["unknown"]}


def test_a_municipality_finds_its_own_agreement(sign_in, cast, register):
    page = sign_in(cast.ines).get(reverse(OVERVIEW))

    assert [item["agreement"] for item in page.context["own"]] == [register[0]]


def test_what_is_due_next_stands_on_the_first_page(sign_in, cast):
    made = story.in_force(cast)
    result = story.reported(cast, made, 36, period=0)
    actions.submit_result(result, by=cast.ines)

    own = sign_in(cast.ines).get(reverse(OVERVIEW)).context["due"]
    assert ([one.kind for one in own.first], own.how_many) == (["report"], 1)
    asked = f"{reverse('monitoring:duty_list')}?briefly=1"
    assert asked in sign_in(cast.lea).get(reverse(OVERVIEW)).text
    brief = sign_in(cast.lea).get(asked)
    assert [one.kind for one in brief.context["page"].object_list] == ["verify"]
    assert brief.context["late"] == 1


@pytest.mark.parametrize("who", ["sam", "zoe", "ada"])
def test_the_others_are_told_what_there_is_for_them(who, sign_in, cast, register):
    page = sign_in(getattr(cast, who)).get(reverse(OVERVIEW))

    assert page.status_code == 200
    assert "Schaerbeek" not in page.text


def test_what_is_not_known_leads_to_where_it_is_recorded(sign_in, cast, register):
    page = sign_in(cast.remy).get(reverse(UNKNOWN), {"kind": "missions"})

    [file] = page.context["files"]
    assert file.agreement == register[1]
    assert [gap.kind for gap in file.gaps] == ["conclusion", "end", "missions"]


@pytest.mark.parametrize("how_many", [1, 200])
@pytest.mark.parametrize("name", [OVERVIEW, UNKNOWN])
def test_overviews_cost_the_same_whatever_they_count(
    how_many, name, sign_in, cast, django_assert_max_num_queries
):
    model = make.model_agreement()
    short = {"short_fr": "Logement social", "short_nl": "Sociale woningen"}
    mission, *_others = [make.mission(model=model, **short) for _ in range(9)]
    calendar, definition = make.calendar(), make.definition()
    last = region.period(calendar)
    for _ in range(how_many):
        one = make.agreement(model=model)
        make.step(agreement=one)
        make.choice(agreement=one, mission=mission)
        text = region.signed(one.municipality, calendar, agreement=one)
        under = region.commitment(text, mission)
        region.indicator(under, definition, last)
    for who in ["rita", "remy", "lea", "ines", "sam", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8 if name == UNKNOWN else 12):
            page = client.get(reverse(name))
        assert len(page.content) <= 40_000
