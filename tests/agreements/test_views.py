"""The files of agreements, on the screen."""

import pytest
from django.urls import reverse

from accord.agreements.models import Agreement, MissionChoice, Note, Step
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast):
    return make.agreement(municipality=cast.ixelles)


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def step_data(**fields):
    defaults = {
        "kind": "council",
        "precision": "at",
        "day": "19/12/2022",
        "source": make.source().pk,
    }
    return defaults | fields


def test_a_step_is_recorded_published_and_struck(sign_in, cast, agreement):
    client = sign_in(cast.remy)

    client.post(url("step_record", agreement.pk), step_data())
    step = Step.objects.get()
    assert (step.state, step.when) == ("draft", "2022-12-19")
    assert "draft" in client.get(agreement.get_absolute_url()).text

    preview = client.get(url("fact_publish", "steps", step.pk))
    assert preview.status_code == 200
    client.post(url("fact_publish", "steps", step.pk))
    agreement.refresh_from_db()
    assert str(agreement.adopted_from) == "2022-12-19"

    client.post(url("fact_strike", "steps", step.pk), {"reason": "Autre commune"})
    step.refresh_from_db()
    assert (step.state, step.struck_reason) == ("struck", "Autre commune")
    assert "Autre commune" in client.get(agreement.get_absolute_url()).text


def test_the_right_to_the_subsidy_is_told_with_its_reasons(sign_in, cast, agreement):
    taken = make.mission(model=agreement.model, conditions_subsidy=True)
    other = make.mission(model=agreement.model, conditions_subsidy=True)
    make.step("signature", "2022", agreement=agreement)
    make.choice(agreement=agreement, mission=taken)
    page = sign_in(cast.ines).get(agreement.get_absolute_url())
    reasons = page.context["file"]["subsidy"].reasons
    assert len(reasons) == 4
    assert str(taken) in reasons[2]
    assert str(other) in reasons[3]
    assert all(sentence in page.text for sentence in reasons)


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"day": "12/2022"}, "2022-12"),
        ({"day": "2022"}, "2022"),
        ({"day": "2022-12-19"}, "2022-12-19"),
        ({"precision": "by", "day": "12/2022"}, "[..2022-12]"),
        (
            {"precision": "between", "day": "1/2023", "until": "8/9/2023"},
            "[2023-01..2023-09-08]",
        ),
        ({"precision": "since", "day": "2023"}, "[2023..]"),
        ({"precision": "unknown", "day": ""}, ""),
    ],
)
def test_dates_are_typed_as_people_write_them(fields, when, sign_in, cast, agreement):
    sign_in(cast.remy).post(url("step_record", agreement.pk), step_data(**fields))

    assert Step.objects.get().when == when


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": "31/02/2022"}, "day"),
        ({"day": ""}, "day"),
        ({"day": "soon"}, "day"),
        ({"precision": "between", "day": "2023", "until": "2022"}, "until"),
        ({"precision": "between", "day": "2023"}, "until"),
        ({"source": ""}, "source"),
        ({"note_fr": "Une note"}, "note_nl"),
        ({"kind": "dream"}, "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    fields, field, sign_in, cast, agreement
):
    answer = sign_in(cast.remy).post(
        url("step_record", agreement.pk), step_data(**fields)
    )

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Step.objects.exists()


def test_recording_twice_says_so_and_keeps_one(sign_in, cast, agreement):
    client, data = sign_in(cast.remy), step_data()
    client.post(url("step_record", agreement.pk), data)

    answer = client.post(url("step_record", agreement.pk), data)

    assert answer.status_code == 409
    assert answer.context["form"].non_field_errors()
    assert "19/12/2022" in answer.text
    assert Step.objects.count() == 1


def test_the_second_of_two_editors_sees_what_changed_and_keeps_their_text(
    sign_in, cast, agreement
):
    step = make.step("council", "2022-12", agreement=agreement, state="draft")
    client = sign_in(cast.remy)
    page = client.get(url("step_edit", step.pk))
    seen = page.context["form"].version
    first = step_data(day="1/2023", source=step.source_id, seen=seen)
    client.post(url("step_edit", step.pk), first)

    second = step_data(day="2/2023", source=step.source_id, seen=seen)
    answer = sign_in(cast.rita).post(url("step_edit", step.pk), second)

    assert answer.status_code == 409
    assert "2/2023" in answer.text
    assert answer.context["form"].meanwhile[0].who == "Remy"
    step.refresh_from_db()
    assert step.when == "2023-01"


def test_a_mission_of_another_model_is_no_choice(sign_in, cast, agreement):
    foreign = make.mission()
    answer = sign_in(cast.remy).post(
        url("choice_record", agreement.pk),
        {"mission": foreign.pk, "answer": "chosen", "source": make.source().pk},
    )

    assert "mission" in answer.context["form"].errors
    assert not MissionChoice.objects.exists()


def test_a_mission_that_two_models_share_is_one_filter(sign_in, cast, client):
    old, new = make.model_agreement(), make.model_agreement()
    make.mission(model=old, code="vacant", title_fr="Inoccupés, 2015")
    shared = make.mission(model=new, code="vacant", title_fr="Inoccupés, 2027")
    taken = make.agreement(municipality=cast.ixelles, model=new)
    make.choice(agreement=taken, mission=shared)
    make.agreement(municipality=cast.schaerbeek, model=new)

    for page in (
        client.get(reverse("publicsite:agreement_list"), {"mission": "vacant"}),
        sign_in(cast.remy).get(url("agreement_list"), {"mission": "vacant"}),
    ):
        assert list(page.context["page"]) == [taken]
        assert "2027" in page.text
        assert "2015" not in page.text


def test_notes_stay_with_the_region(sign_in, cast, agreement):
    data = {"text": "Appeler le cabinet", "language": "fr"}
    sign_in(cast.remy).post(url("note_add", agreement.pk), data)

    assert Note.objects.get().text == "Appeler le cabinet"
    assert "Appeler" in sign_in(cast.lea).get(agreement.get_absolute_url()).text
    assert "Appeler" not in sign_in(cast.ines).get(agreement.get_absolute_url()).text


def test_a_municipality_sees_its_own_published_file_and_no_other(
    sign_in, cast, agreement
):
    make.step("council", "2022-12", agreement=agreement, state="draft")
    other = make.agreement(municipality=cast.schaerbeek)
    client = sign_in(cast.ines)

    page = client.get(agreement.get_absolute_url())
    assert (page.status_code, page.context["file"]["steps"]) == (200, [])
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(url("step_record", agreement.pk)).status_code == 403
    assert client.get(url("step_record", other.pk)).status_code == 404


def test_a_file_is_opened_as_a_draft(sign_in, cast):
    model = make.model_agreement()
    data = {
        "municipality": cast.ixelles.pk,
        "model": model.pk,
        "source": make.source().pk,
    }
    client = sign_in(cast.remy)
    client.post(url("agreement_open"), data)

    made = Agreement.objects.get()
    assert made.state == "draft"
    assert not Agreement.objects.public().exists()
    assert client.post(url("agreement_open"), data).status_code == 409


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    model = make.model_agreement()
    for _ in range(how_many):
        one = make.agreement(model=model)
        make.step(agreement=one)
    for who in ["remy", "ines"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("agreement_list"))
        assert len(page.content) <= 40_000


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_file_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, agreement, django_assert_max_num_queries
):
    for number in range(how_many):
        make.step("council", f"20{number % 90 + 10}-01", agreement=agreement)
        make.choice(agreement=agreement)
    for who in ["remy", "ines"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            client.get(agreement.get_absolute_url())


def test_an_absence_is_recorded_as_a_draft_and_published_apart(sign_in, cast):
    model, source = make.model_agreement(), make.source()
    client = sign_in(cast.remy)
    typed = {
        "municipality": cast.schaerbeek.pk,
        "model": model.pk,
        "precision": "at",
        "day": "8/9/2023",
        "source": source.pk,
    }
    answer = client.post(reverse("agreements:absence_record"), typed)

    assert answer.status_code == 302
    [draft] = client.get(reverse("agreements:agreement_list")).context["absences"]
    assert draft.state == "draft"
    client.post(answer.url)
    draft.refresh_from_db()
    assert draft.state == "published"
