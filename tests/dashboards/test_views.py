"""How agreements stand, and what is not known of them."""

import pytest
from django.urls import reverse

from tests import make
from tests.monitoring import region

pytestmark = pytest.mark.django_db
POSITION = "dashboards:position"
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
    page = sign_in(cast.lea).get(reverse(POSITION))

    position = page.context["position"]
    assert (position.concluded, position.eligible) == (2, 1)
    assert (position.ceiling, position.sure_ceiling) == (120000, 60000)
    cells = {
        row.municipality.code: [cell.chosen for cell in row.cells]
        for row in page.context["matrix"].rows
    }
    assert cells == {"ixelles": ["chosen"], "schaerbeek": ["unknown"]}


def test_a_municipality_finds_its_own_agreement(sign_in, cast, register):
    page = sign_in(cast.ines).get(reverse(POSITION))

    assert [item["agreement"] for item in page.context["own"]] == [register[0]]


@pytest.mark.parametrize("who", ["sam", "zoe", "ada"])
def test_the_others_have_no_agreement_to_look_at(who, sign_in, cast, register):
    page = sign_in(getattr(cast, who)).get(reverse(POSITION))

    assert page.status_code == 403
    assert "Schaerbeek" not in page.text


def test_what_is_not_known_leads_to_where_it_is_recorded(sign_in, cast, register):
    page = sign_in(cast.remy).get(reverse(UNKNOWN), {"kind": "missions"})

    [file] = page.context["files"]
    assert file.agreement == register[1]
    assert [gap.kind for gap in file.gaps] == ["conclusion", "end", "missions"]


@pytest.mark.parametrize("how_many", [1, 200])
@pytest.mark.parametrize("name", [POSITION, UNKNOWN])
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
    for who in ["rita", "remy", "lea", "ines"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8 if name == UNKNOWN else 12):
            page = client.get(reverse(name))
        assert len(page.content) <= 40_000
