"""The life of a result, and what each rule refuses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from accord.instruments.actions.opening import open_amendment
from accord.lib.errors import Refused
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.actions.reporting import (
    correct_result,
    edit_result,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import (
    reopen_period,
    return_result,
    verify_result,
)
from accord.monitoring.figures import Key, recomputed, totals
from accord.monitoring.models import PublishedFigure, Result, Verification
from accord.monitoring.rules.progress import Verdict
from tests.instruments import story as texts
from tests.monitoring import story

pytestmark = pytest.mark.django_db


def test_a_result_is_reported_returned_corrected_and_verified(cast):
    made = story.in_force(cast)
    result = story.reported(cast, made, 30)
    submit_result(result, by=cast.ines)
    assert result.verdict == Verdict.BEHIND

    return_result(result, comment="Which streets?", by=cast.remy)
    edit_result(result, value=Decimal(36), by=cast.ines)
    submit_result(result, by=cast.ines)
    verify_result(result, by=cast.remy)

    assert result.progress == Decimal("0.9")
    assert result.verdict == Verdict.ON_TRACK
    outcomes = Verification.objects.of(result).values_list("outcome", flat=True)
    assert list(outcomes) == ["verified", "returned"]


def test_what_was_handed_in_no_longer_changes(cast):
    made = story.in_force(cast)
    result = story.verified(cast, made, 40)
    with pytest.raises(Refused):
        edit_result(result, value=1, by=cast.ines)


def test_a_correction_is_a_new_revision_that_counts_once_handed_in(cast):
    made = story.in_force(cast)
    first = story.verified(cast, made, 40)
    second = correct_result(
        first, reason="Counted twice.", value=Decimal(20), by=cast.ines
    )
    assert Result.objects.current().get() == first
    submit_result(second, by=cast.ines)
    assert Result.objects.current().get() == second
    first.refresh_from_db()
    assert (first.value, first.state) == (Decimal(40), "verified")


def test_nobody_verifies_what_their_own_side_reported(cast):
    made = story.in_force(cast)
    result = story.reported(cast, made, 40)
    submit_result(result, by=cast.ines)
    for person in (cast.ines, cast.marc, cast.nora, cast.lea, cast.zoe):
        with pytest.raises(PermissionDenied):
            verify_result(result, by=person)


def test_zero_is_a_figure_and_nothing_needs_a_reason(cast):
    made = story.in_force(cast)
    nothing = story.reported(cast, made, None)
    with pytest.raises(Refused):
        submit_result(nothing, by=cast.ines)
    edit_result(nothing, no_data_reason="not_measured", by=cast.ines)
    submit_result(nothing, by=cast.ines)
    zero = story.verified(cast, made, 0, period=1)
    assert nothing.counted is None
    assert zero.counted.value == 0


def test_a_closed_period_opens_again_for_one_municipality(cast):
    made = story.in_force(cast)
    period = made.periods[0]
    period.closes_on = timezone.localdate() - timedelta(days=1)
    period.save()
    with pytest.raises(Refused):
        story.reported(cast, made, 40)
    reopen_period(
        made.text.agreement,
        period=period,
        opened_until=timezone.localdate() + timedelta(days=7),
        reason="Servers were down.",
        by=cast.rita,
    )
    story.verified(cast, made, 40)


def test_a_lower_target_leaves_the_past_as_it_was(cast):
    made = story.in_force(cast)
    first = story.verified(cast, made, 20)
    assert first.verdict == Verdict.BEHIND
    amendment = open_amendment(
        made.text,
        lineages=[str(one.lineage) for one in made.targets],
        reason_fr="Moins de logements vides.",
        reason_nl="Minder leegstand.",
        by=cast.ines,
    )
    reason = {"reason_fr": "Moins.", "reason_nl": "Minder."}
    from accord.instruments.actions.writing import edit_node
    from accord.instruments.models import Target

    for target in Target.objects.of(amendment):
        edit_node(target, value=Decimal(20), by=cast.ines, **reason)
    texts.agreed(cast, amendment)
    today = timezone.localdate()
    texts.adopted(cast, amendment, on=today)
    texts.signed(cast, amendment, on=today)
    again = story.verified(cast, made, 20, period=1)
    first.refresh_from_db()
    assert first.target.value == 40
    assert again.target.value == 40  # that period ended before the amendment
    assert first.target_set_by == made.text


def test_totals_are_the_same_by_two_ways_and_once_published_stay(cast, capsys):
    made = story.in_force(cast)
    story.verified(cast, made, 36)
    period, ixelles = made.periods[0], cast.ixelles.pk
    assert totals(period) == recomputed(period)
    found = totals(period)[Key(made.definition.pk, ixelles)]
    assert (found.amount.value, found.reported, found.expected) == (36, 1, 1)

    publish_period(period, by=cast.rita)
    assert PublishedFigure.objects.public().count() == 2
    call_command("check_rollups")
    assert "totals" in capsys.readouterr().out


def test_check_rollups_sees_a_column_that_was_tampered_with(cast):
    from django.core.management.base import CommandError

    made = story.in_force(cast)
    result = story.verified(cast, made, 36)
    Result.objects.filter(pk=result.pk).update(progress=Decimal("0.1"))
    with pytest.raises(CommandError):
        call_command("check_rollups")


def test_a_period_before_the_agreement_is_not_asked_for(cast):
    made = story.in_force(cast)
    from tests import make

    earlier = make.period(
        date(2024, 1, 1),
        calendar=made.text.calendar,
        closes_on=timezone.localdate() + timedelta(days=1),
    )
    with pytest.raises(Refused):
        start_result(made.series, period=earlier, value=1, by=cast.ines)
