"""``check_register`` finds what no page, action or constraint would let happen."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accord.accounts.models import User
from accord.agreements.models import Agreement, MissionChoice, Step
from accord.agreements.querysets import AgreementQuerySet
from accord.directory.models import Body, Organisation
from accord.framework.models import ConditionMission
from accord.journal.models import trace
from accord.sources.models import Source
from config.env import BASE_DIR
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody")]


@pytest.fixture
def agreement():
    """Announced in 2020, adopted in October 2021, signed in November, one mission."""
    step = make.step("announced", "2020")
    make.step("council", "2021-10", agreement=step.agreement)
    make.step("signature", "2021-11", agreement=step.agreement)
    make.choice(agreement=step.agreement)
    step.agreement.refresh_from_db()
    return step.agreement


def check():
    out = StringIO()
    call_command("check_register", stdout=out)
    return out.getvalue()


def faults():
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("check_register", stdout=StringIO(), stderr=err)
    found = [line.strip() for line in err.getvalue().splitlines()]
    assert str(refusal.value) == f"{len(found)} things are wrong in the register."
    return found


def test_the_real_register_is_sound(settings):
    call_command("load_register", BASE_DIR / "data/brussels", stdout=StringIO())
    assert Agreement.objects.count() == 16
    assert check() == "The register is sound.\n"


def test_a_sound_register_says_so_and_costs_the_same_for_more(
    agreement, django_assert_max_num_queries
):
    for _ in range(5):
        make.step(agreement=make.agreement())
    with django_assert_max_num_queries(70):
        assert check() == "The register is sound.\n"


def test_a_derived_column_that_does_not_follow(agreement):
    Agreement.objects.update(concluded_from="2020-01-01")
    told = faults()
    assert told == [
        f"agreements.Agreement {agreement.pk} ({agreement}): concluded is stored as "
        "2021-11-01 / 2020-01-01, its steps give 2021-11-01 / 2021-11-30"
    ]


def test_a_step_that_was_published_behind_the_back_of_its_agreement(agreement):
    Step.objects.bulk_create(
        [
            Step(
                **{"agreement": agreement, "source": make.source()},
                **{"kind": "in_force", "state": "published"},
                **{"when": "2022", "earliest_on": "2022-01-01"},
                latest_on="2022-12-31",
            )
        ]
    )
    (fault,) = faults()
    assert (
        "in_force is stored as – / –, its steps give 2022-01-01 / 2022-12-31" in fault
    )


def test_a_list_that_would_read_another_state_than_the_rules(agreement, monkeypatch):
    monkeypatch.setattr(
        "accord.agreements.soundness.state_on", lambda day, known: "ended"
    )
    assert any("on 2021-11-30 the list says concluded" in one for one in faults())


def test_bounds_that_are_not_those_of_the_date(agreement):
    Step.objects.filter(kind="announced").update(earliest_on="2019-06-01")
    assert any(
        "“2020” is stored as 2019-06-01 to 2020-12-31" in one for one in faults()
    )


def test_a_date_that_cannot_be_read(agreement):
    Source.objects.filter(pk=agreement.source_id).update(when="some day")
    assert any(f"sources.Source {agreement.source_id} " in one for one in faults())


def test_a_published_fact_on_an_invented_source(agreement, settings):
    Source.objects.filter(pk=agreement.source_id).update(kind="demonstration")
    (fault,) = faults()
    assert fault.endswith("is published and its source is not public")
    settings.DEMO = True
    assert check() == "The register is sound.\n"


def test_a_source_that_does_not_exist(agreement):
    MissionChoice.objects.update(source=999_999)
    said, by_the_database = faults()
    assert said.endswith("is published and its source is not public")
    assert by_the_database.startswith("The database itself: ")
    MissionChoice.objects.update(source=agreement.source_id)
    assert check() == "The register is sound.\n"


def test_a_municipality_of_which_nothing_is_said(agreement):
    silent = make.organisation()
    (fault,) = faults()
    assert fault == (
        f"directory.Organisation {silent.pk} ({silent}) has neither an agreement nor a "
        "source that says so"
    )
    make.absence(municipality=silent)
    assert check() == "The register is sound.\n"


def test_a_fact_that_is_public_under_an_agreement_that_is_not(agreement):
    make.absence(municipality=agreement.municipality)
    Agreement.objects.update(state="draft")
    told = faults()
    assert len(told) == 4
    assert all("is published under an agreement that is not" in one for one in told)


def test_a_mission_of_another_model(agreement):
    MissionChoice.objects.update(mission=make.mission())
    (fault,) = faults()
    assert fault.endswith("is of another model than its agreement")


def test_an_agreement_of_what_is_no_municipality(agreement):
    Organisation.objects.filter(pk=agreement.municipality_id).update(kind=Body.CPAS)
    assert any(
        "is of an organisation that is no municipality" in one for one in faults()
    )


def test_a_journal_that_speaks_of_nothing(agreement):
    step = Step(pk=999_999, agreement=agreement)
    trace(step, by=User.objects.system("register"), verb="register.load", changes={})
    (fault,) = faults()
    assert fault.endswith("is about agreements.Step, which does not exist")


def test_a_right_to_the_subsidy_that_is_counted_otherwise(agreement, monkeypatch):
    make.mission(model=agreement.model, conditions_subsidy=True)
    every = Agreement.objects.all()
    monkeypatch.setattr(AgreementQuerySet, "with_all_conditions", lambda self: every)
    assert faults() == [
        f"agreements.Agreement {agreement.pk} ({agreement}): the missions of the "
        "subsidy are counted as enough, the rules say not_known"
    ]


def test_a_condition_that_names_a_mission_of_another_model():
    condition = make.condition(make.mission())
    link = ConditionMission.objects.create(condition=condition, mission=make.mission())
    (fault,) = [one for one in faults() if "municipality" not in one]
    assert fault == (
        f"framework.ConditionMission {link.pk} ({link}) is of another model than its "
        "condition"
    )
