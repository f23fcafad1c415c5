"""Versions of the model agreement, and the conditions they put on a right."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accord.framework.actions.keeping import (
    add_condition,
    add_model,
    edit_condition,
    edit_model,
)
from accord.framework.models import (
    Condition,
    ConditionMission,
    IndicatorDefinition,
    Mission,
    ModelAgreement,
)
from accord.framework.querysets import SUBSIDY
from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    return make.source()


@pytest.fixture
def typed(source):
    return {
        "title_fr": "Contrat-type 2027",
        "title_nl": "Modelovereenkomst 2027",
        "precision": "at",
        "day": "12/03/2027",
        "valid_from": "01/04/2027",
        "valid_to": "2031-03-31",
        "expiry_notice_days": "180",
        "source": source.pk,
    }


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


def named_by(code):
    """The missions that a condition of this code names."""
    links = ConditionMission.objects.public().filter(condition__code=code)
    return Mission.objects.filter(pk__in=links.values("mission"))


# A version of the model


def test_a_model_is_shown_first_and_kept_then(sign_in, cast, typed):
    client = sign_in(cast.rita)
    shown = client.post(url("model_add"), typed | {"preview": "1"})
    assert "1er avril 2027" in dict(shown.context["form"].preview).values()
    assert not ModelAgreement.objects.exists()

    assert client.post(url("model_add"), typed).status_code == 302
    model = ModelAgreement.objects.get()
    assert (model.code, model.when) == ("model-2027", "2027-03-12")
    assert f"{model.valid_from} {model.valid_to}" == "2027-04-01 2031-03-31"
    assert (model.expiry_notice_days, model.plan) == (180, None)
    assert client.post(url("model_add"), typed).status_code == 409
    assert ModelAgreement.objects.count() == 1


def test_two_models_of_a_year_have_each_their_code(sign_in, cast, typed):
    client = sign_in(cast.rita)
    client.post(url("model_add"), typed)
    client.post(url("model_add"), typed | {"title_fr": "Un autre"})
    codes = ModelAgreement.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["model-2027", "model-2027-2"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"valid_to": "31/03/2020"}, "valid_to"),
        ({"valid_from": "the spring"}, "valid_from"),
        ({"expiry_notice_days": "0"}, "expiry_notice_days"),
        ({"title_nl": ""}, "title_nl"),
    ],
)
def test_what_is_wrong_with_a_model_is_said(wrong, field, sign_in, cast, typed):
    page = sign_in(cast.rita).post(url("model_add"), typed | wrong)
    assert list(page.context["form"].errors) == [field]
    assert not ModelAgreement.objects.exists()


def test_a_model_starts_from_an_earlier_one(sign_in, cast, typed):
    action = make.plan_action()
    earlier = make.model_agreement()
    land, rents = (make.mission(model=earlier, rank=rank) for rank in (1, 2))
    condition = make.condition(land, rents, at_least=1)
    ConditionMission.objects.filter(mission=rents).update(is_removed=True)
    old = make.definition(mission=land, code="homes")
    current = make.definition(
        mission=land,
        code="homes",
        version=2,
        supersedes=old,
        frozen_at="2026-01-01T00:00Z",
    )

    sign_in(cast.rita).post(
        url("model_add"), typed | {"copied": earlier.pk, "plan_action": action.pk}
    )

    model = ModelAgreement.objects.get(code="model-2027")
    assert (model.plan_action, model.plan) == (action, action.plan)
    copies = Mission.objects.filter(model=model).order_by("rank")
    assert [one.code for one in copies] == [land.code, rents.code]
    assert copies[0].slug_fr == f"{land.slug_fr}-2"
    again = Condition.objects.get(model=model)
    assert (again.code, again.at_least) == (condition.code, 1)
    assert named_by(SUBSIDY).get(model=model) == copies[0]
    one = IndicatorDefinition.objects.get(mission=copies[0])
    assert (one.code, one.version, one.supersedes) == ("homes", 1, None)
    assert (one.name_fr, one.is_frozen) == (current.name_fr, False)
    for record in (model, *copies, again, one):
        assert Entry.objects.about(record).count() == 1
    assert Mission.objects.filter(model=earlier).count() == 2


def test_a_model_is_changed_and_the_second_of_two_is_told(sign_in, cast, typed):
    model = make.model_agreement()
    client, seen = sign_in(cast.rita), version_of(model)
    form = client.get(url("model_edit", model.pk)).context["form"]
    assert form.initial["day"] == "03/2021"

    client.post(url("model_edit", model.pk), typed | {"seen": seen})
    model.refresh_from_db()
    assert (model.title_fr, model.expiry_notice_days) == ("Contrat-type 2027", 180)
    second = client.post(url("model_edit", model.pk), typed | {"seen": seen})
    assert second.status_code == 409
    assert second.context["form"].meanwhile


# A mission


def test_a_mission_says_what_it_obliges_to_and_when(sign_in, cast, source):
    mission = make.mission()
    client = sign_in(cast.rita)
    typed = {
        "rank": "1",
        **{name: getattr(mission, name) for name in ("title_fr", "title_nl")},
        "obligation_fr": "Tenir un inventaire",
        "obligation_nl": "Een inventaris bijhouden",
        "valid_from": "01/01/2027",
        "source": source.pk,
        "seen": version_of(mission),
    }
    half = client.post(url("mission_edit", mission.pk), typed | {"obligation_nl": ""})
    assert list(half.context["form"].errors) == ["obligation_nl"]

    client.post(url("mission_edit", mission.pk), typed)
    mission.refresh_from_db()
    assert mission.obligation_nl == "Een inventaris bijhouden"
    assert f"{mission.valid_from} {mission.valid_to}" == "2027-01-01 None"
    shown = client.get(url("mission_edit", mission.pk)).content.decode()
    assert 'value="01/01/2027"' in shown


# A condition


@pytest.fixture
def wanted(source):
    return {
        "code": SUBSIDY,
        "title_fr": "Subside",
        "title_nl": "Subsidie",
        "source": source.pk,
    }


def test_a_condition_names_missions_and_makes_the_right(sign_in, cast, wanted):
    model = make.model_agreement()
    land, rents, empty = (make.mission(model=model) for _ in range(3))
    client = sign_in(cast.rita)
    typed = wanted | {"missions": [land.pk, rents.pk], "at_least": "1"}

    page = client.get(url("condition_add", model.pk)).content.decode()
    assert page.count(str(land.title)) == 1
    shown = client.post(url("condition_add", model.pk), typed | {"preview": "1"})
    told = dict(shown.context["form"].preview)
    assert f"{land.title}\u202f; {rents.title}" in told.values()
    assert not Condition.objects.exists()

    client.post(url("condition_add", model.pk), typed)
    condition = Condition.objects.get()
    assert (condition.code, condition.at_least) == (SUBSIDY, 1)
    assert set(named_by(SUBSIDY)) == {land, rents}
    rows = {one.pk: one for one in Mission.objects.for_table()}
    assert rows[land.pk].conditions_subsidy
    assert rows[land.pk].subsidy_at_least == 1
    assert not rows[empty.pk].conditions_subsidy
    twice = client.post(url("condition_add", model.pk), typed)
    assert twice.status_code == 409
    assert Condition.objects.count() == 1


def test_another_right_has_a_code_of_its_own(sign_in, cast, wanted):
    mission = make.mission()
    typed = wanted | {
        "code": "other",
        "title_fr": "Prime verte",
        "missions": [mission.pk],
    }
    sign_in(cast.rita).post(url("condition_add", mission.model_id), typed)
    assert Condition.objects.get().code == "prime-verte"
    assert named_by("prime-verte").get() == mission
    assert not named_by(SUBSIDY)


def test_a_mission_taken_out_leaves_its_trace(sign_in, cast, wanted):
    land, rents = make.mission(), None
    rents = make.mission(model=land.model)
    condition = make.condition(land)
    client = sign_in(cast.rita)

    def send(*missions, seen):
        typed = wanted | {"missions": [one.pk for one in missions], "seen": seen}
        return client.post(url("condition_edit", condition.pk), typed)

    first = client.get(url("condition_edit", condition.pk)).context["form"]
    assert first.initial["missions"] == [land.pk]
    send(rents, seen=0)
    assert named_by(SUBSIDY).get() == rents
    link = ConditionMission.objects.get(mission=land)
    assert link.is_removed
    assert Entry.objects.about(link).first().changes == {"is_removed": [False, True]}

    assert send(land, seen=0).status_code == 409  # someone changed it meanwhile
    send(land, rents, seen=version_of(condition))
    assert set(named_by(SUBSIDY)) == {land, rents}
    assert ConditionMission.objects.count() == 2
    page = client.get(url("condition_edit", condition.pk))
    assert len(page.context["history"]) >= 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"at_least": "2"}, "at_least"),
        ({"at_least": "0"}, "at_least"),
        ({"missions": []}, "missions"),
        ({"missions": ["999999"]}, "missions"),
        ({"code": "anything"}, "code"),
        ({"code": ""}, "code"),
    ],
)
def test_what_is_wrong_with_a_condition_is_said(wrong, field, sign_in, cast, wanted):
    mission = make.mission()
    typed = wanted | {"missions": [mission.pk]} | wrong
    page = sign_in(cast.rita).post(url("condition_add", mission.model_id), typed)
    assert list(page.context["form"].errors) == [field]
    assert not Condition.objects.exists()


def test_a_condition_takes_no_mission_of_another_model(cast, source):
    fields = {"code": SUBSIDY, "title_fr": "A", "title_nl": "A", "source": source}
    model, stranger = make.model_agreement(), make.mission()
    with pytest.raises(Refused):
        add_condition(model, missions=[stranger], at_least=None, by=cast.rita, **fields)
    with pytest.raises(Refused):
        add_condition(
            stranger.model, missions=[stranger], at_least=2, by=cast.rita, **fields
        )
    assert not Condition.objects.exists()


@pytest.mark.parametrize("who", ["remy", "lea", "ines", "sam", "zoe", "ada"])
def test_only_approvers_keep_models_and_conditions(who, cast):
    by, condition = getattr(cast, who), make.condition(make.mission())
    with pytest.raises(PermissionDenied):
        add_model(None, date=None, by=by)
    with pytest.raises(PermissionDenied):
        edit_model(condition.model, date=None, by=by)
    with pytest.raises(PermissionDenied):
        add_condition(condition.model, missions=[], by=by)
    with pytest.raises(PermissionDenied):
        edit_condition(condition, missions=[], by=by)


def test_the_overview_names_the_missions_of_a_condition(sign_in, cast):
    land = make.mission(title_fr="Foncier")
    rents = make.mission(model=land.model, title_fr="Loyers")
    make.condition(land, rents, at_least=1)
    page = sign_in(cast.ines).get(url("framework_overview")).content.decode()
    assert "<li>Foncier</li><li>Loyers</li>" in page
    assert url("condition_edit", Condition.objects.get().pk) not in page
