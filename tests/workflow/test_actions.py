"""The five guarantees of ``@action``."""

import pytest
from django.core.exceptions import PermissionDenied

from accord.accounts.models import User
from accord.agreements import actions
from accord.agreements.models import Agreement, Step
from accord.journal.models import Entry, trace
from accord.lib.errors import Refused
from accord.lib.imprecise import ImpreciseDate
from accord.sources.workflow import State
from accord.workflow import Changed, Move, action, require_unchanged, version_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(cast):
    agreement = make.agreement(municipality=cast.ixelles)
    return make.step("council", "2022-12", agreement=agreement, state=State.DRAFT)


def test_refuses_whoever_the_policy_refuses(step, cast):
    for person in (cast.lea, cast.ines, cast.nora, cast.ada, cast.zoe):
        with pytest.raises(PermissionDenied):
            actions.publish_fact(step, by=person)

    step.refresh_from_db()
    assert step.state == State.DRAFT
    assert not Entry.objects.exists()


def test_moves_the_record_and_leaves_one_trace(step, cast):
    actions.publish_fact(step, by=cast.remy)

    step.refresh_from_db()
    assert step.state == State.PUBLISHED
    entry = Entry.objects.about(step).get()
    assert (entry.actor, entry.verb) == (cast.remy, "agreements.publish_fact")
    assert entry.changes == {"state": ["draft", "published"]}
    assert list(Entry.objects.within(Agreement, step.agreement_id)) == [entry]


def test_refuses_when_the_stored_state_moved_on(step, cast):
    stale = Step.objects.get(pk=step.pk)
    actions.publish_fact(step, by=cast.remy)

    with pytest.raises(Refused):
        actions.publish_fact(stale, by=cast.remy)
    assert Entry.objects.about(step).count() == 1


def test_a_failing_consequence_undoes_everything(step, cast):
    @action(
        allowed=lambda user, subject: True,
        label="Break",
        told="broke it",
        moves=Move(frozenset({State.DRAFT}), State.PUBLISHED),
    )
    def break_step(step, *, by):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        break_step(step, by=cast.remy)

    step.refresh_from_db()
    assert step.state == State.DRAFT
    assert not Entry.objects.exists()


def test_the_body_works_on_the_stored_row_not_on_a_stale_copy(step, cast):
    stale = Step.objects.get(pk=step.pk)
    Step.objects.filter(pk=step.pk).update(note_fr="Entre-temps", note_nl="Intussen")

    actions.publish_fact(stale, by=cast.remy)

    assert stale.note_fr == "Entre-temps"
    assert Entry.objects.about(step).get().changes == {"state": ["draft", "published"]}


def test_the_trace_of_a_creation_is_about_what_was_created(step, cast):
    made = actions.record_step(
        step.agreement,
        kind="signature",
        date=ImpreciseDate.parse("2023-01"),
        source=make.source(),
        by=cast.remy,
    )

    assert Entry.objects.about(made).get().verb == "agreements.record_step"


def test_the_second_of_two_editors_is_told_what_changed(step, cast):
    seen = version_of(step)
    actions.edit_step(
        step,
        kind="council",
        date=ImpreciseDate.parse("2022-12-19"),
        source=step.source,
        by=cast.remy,
    )

    with pytest.raises(Changed, match="Remy") as told:
        require_unchanged(step, seen)
    assert told.value.entries[0].changes["when"] == ["2022-12", "2022-12-19"]
    require_unchanged(step, version_of(step))


def test_an_editor_is_told_that_a_file_of_the_register_changed_it(step):
    seen = version_of(step)
    machine = User.objects.system("register")
    trace(step, by=machine, verb="register.load", changes={})

    with pytest.raises(Changed, match=r"^Accord "):
        require_unchanged(step, seen)


def test_what_a_struck_step_said_no_longer_counts(cast):
    agreement = make.agreement(municipality=cast.ixelles)
    step = make.step("signature", "2021-11", agreement=agreement)
    assert agreement.concluded_from

    actions.strike_fact(step, reason="Autre commune", by=cast.remy)

    agreement.refresh_from_db()
    assert agreement.concluded_from is None
    assert Step.objects.get().struck_reason == "Autre commune"
