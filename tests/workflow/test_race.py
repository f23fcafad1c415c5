"""Two people press the same button at the same moment."""

import pytest

from accord.agreements import actions
from accord.agreements.models import Step
from accord.journal.models import Entry
from accord.lib.errors import Refused
from tests import make
from tests.pressing import at_once


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_simultaneous_publications_succeeds(cast):
    step = make.step(state="draft")

    def press():
        try:
            actions.publish_fact(Step.objects.get(pk=step.pk), by=cast.remy)
        except Refused:
            return "refused"
        return "published"

    assert sorted(at_once(press, press)) == ["published", "refused"]
    assert Entry.objects.about(step).count() == 1
