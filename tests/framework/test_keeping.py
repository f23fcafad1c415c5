"""Reference data: shown before it is public, kept by approvers of the Region."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accord.framework.actions.keeping import add_plan_action, edit_plan_action
from accord.framework.models import Figure, Measure, Mission, PlanAction, SubsidyTerms
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db
OVERVIEW = "framework:framework_overview"


@pytest.fixture
def source(db):
    return make.source()


@pytest.fixture
def typed(source):
    return {
        "number": "12",
        "title_fr": "Inventaire du foncier",
        "title_nl": "Inventaris van de grond",
        "source": source.pk,
    }


def test_an_action_is_shown_first_and_kept_then(sign_in, cast, typed):
    plan = make.plan()
    client, url = (
        sign_in(cast.rita),
        reverse("framework:plan_action_add", args=[plan.pk]),
    )

    shown = client.post(url, typed | {"preview": "1"})
    assert "Inventaris van de grond" in str(shown.context["form"].preview)
    assert not PlanAction.objects.exists()

    kept = client.post(url, typed)
    assert kept.url == reverse(OVERVIEW)
    added = PlanAction.objects.get()
    assert (added.number, added.axis) == (12, None)
    assert client.get(added.get_absolute_url()).status_code == 200


def test_a_number_is_taken_once(sign_in, cast, typed):
    plan = make.plan()
    make.plan_action(plan=plan, number=12)
    url = reverse("framework:plan_action_add", args=[plan.pk])

    refused = sign_in(cast.rita).post(url, typed)

    assert refused.status_code == 409
    assert PlanAction.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_nl": ""}, "title_nl"),
        ({"number": "0"}, "number"),
        ({"note_fr": "x"}, "note_nl"),
        ({"source": ""}, "source"),
    ],
)
def test_what_is_missing_is_said_and_changes_nothing(
    wrong, field, sign_in, cast, typed
):
    url = reverse("framework:plan_action_add", args=[make.plan().pk])
    page = sign_in(cast.rita).post(url, typed | wrong)

    assert list(page.context["form"].errors) == [field]
    assert not PlanAction.objects.exists()


def test_a_mission_is_added_and_changed_without_moving(sign_in, cast, source):
    model = make.model_agreement()
    client = sign_in(cast.rita)
    typed = {
        "rank": "3",
        "title_fr": "Terrains publics",
        "title_nl": "Openbare gronden",
        "source": source.pk,
    }
    client.post(reverse("framework:mission_add", args=[model.pk]), typed)
    mission = Mission.objects.get()
    again = client.post(reverse("framework:mission_add", args=[model.pk]), typed)
    assert again.status_code == 409

    client.post(
        reverse("framework:mission_edit", args=[mission.pk]),
        typed
        | {
            "title_fr": "Foncier public",
            "seen": version_of(mission),
        },
    )
    mission.refresh_from_db()
    assert (mission.title_fr, mission.slug_fr) == ("Foncier public", "terrains-publics")


def test_the_second_of_two_is_told_what_changed(sign_in, cast, typed):
    one = make.plan_action(number=12)
    seen = version_of(one)
    fields = {name: getattr(one, name) for name in ("number", "title_nl", "source")}
    edit_plan_action(one, seen=seen, by=cast.rita, **fields, title_fr="Autre")

    url = reverse("framework:plan_action_edit", args=[one.pk])
    page = sign_in(cast.rita).post(url, typed | {"seen": seen})

    assert page.status_code == 409
    assert "Autre" in page.text
    assert 'value="Inventaire du foncier"' in page.text


def test_amounts_are_dated_and_the_earlier_ones_stay(sign_in, cast, source):
    model = make.model_agreement()
    make.subsidy_terms(model=model)
    typed = {
        "amount_eur": "65000,50",
        "fte": "1",
        "precision": "at",
        "day": "01/2027",
        "source": source.pk,
    }
    url = reverse("framework:terms_add", args=[model.pk])
    sign_in(cast.rita).post(url, typed)

    amounts = SubsidyTerms.objects.order_by("earliest_on")
    assert [str(one.amount_eur) for one in amounts][-1] == "65000.50"
    assert amounts.count() == 2


def test_figures_that_disagree_are_both_kept(sign_in, cast, source):
    measure = Measure.objects.create(code="m", label_fr="Postes", label_nl="Posten")
    typed = {
        "measure": measure.pk,
        "precision": "at",
        "day": "2023",
        "source": source.pk,
    }
    client, url = sign_in(cast.rita), reverse("framework:figure_add")
    client.post(url, typed | {"value": "9"})
    client.post(url, typed | {"value": "10"})
    again = client.post(url, typed | {"value": "10"})

    assert again.status_code == 409
    assert sorted(Figure.objects.values_list("value", flat=True)) == [9, 10]
    figure = Figure.objects.order_by("pk").first()
    edit = reverse("framework:figure_edit", args=[figure.pk])
    client.post(edit, typed | {"value": "8", "seen": version_of(figure)})
    figure.refresh_from_db()
    assert figure.value == 8


@pytest.mark.parametrize("who", ["remy", "lea", "ines", "sam", "zoe", "ada"])
def test_only_approvers_of_the_region_keep_it(who, sign_in, cast, typed):
    plan = make.plan()
    with pytest.raises(PermissionDenied):
        add_plan_action(plan, by=getattr(cast, who), number=1)
    url = reverse("framework:plan_action_add", args=[plan.pk])
    assert sign_in(getattr(cast, who)).post(url, typed).status_code == 403


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_pages_cost_the_same_whatever_they_hold(
    how_many, sign_in, cast, source, django_assert_max_num_queries
):
    plan, model = make.plan(), make.model_agreement()
    measure = Measure.objects.create(code="m", label_fr="Postes", label_nl="Posten")
    for number in range(how_many):
        make.plan_action(plan=plan, number=number + 1)
        make.mission(model=model)
        Figure.objects.create(
            measure=measure, value=number, source=source, date=str(2000 + number)
        )
    for who in ["rita", "remy", "ines", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            assert client.get(reverse(OVERVIEW)).status_code == 200
        with django_assert_max_num_queries(8, info=who):
            page = client.get(reverse("framework:figure_list"))
        assert len(page.content) <= 40_000
