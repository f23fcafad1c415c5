"""Two people press the same button at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from accord.agreements import actions
from accord.agreements.models import Step
from accord.journal.models import Entry
from accord.lib.errors import Refused
from tests import make


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_simultaneous_publications_succeeds(cast):
    if connection.vendor == "sqlite":
        # An in-memory database belongs to one thread: press one after the other.
        press_in_turn = True
    else:
        press_in_turn = False
    step = make.step(state="draft")
    outcomes: list[str] = []
    start = Barrier(1 if press_in_turn else 2)

    def press():
        mine = Step.objects.get(pk=step.pk)
        start.wait(timeout=20)
        try:
            actions.publish_fact(mine, by=cast.remy)
            outcomes.append("published")
        except Refused:
            outcomes.append("refused")
        finally:
            if not press_in_turn:
                connection.close()

    if press_in_turn:
        press()
        press()
    else:
        threads = [Thread(target=press), Thread(target=press)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(outcomes) == ["published", "refused"]
    assert Entry.objects.about(step).count() == 1
