"""Two people make two bodies responsible at the same moment: one of them does."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from accord.lib.errors import Refused
from accord.network.actions.stakes import add_stake
from accord.network.models import Stake
from tests.network.rows import node, text_with


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_is_made_responsible(cast):
    # A database in memory belongs to one thread: there, one after the other.
    together = connection.vendor != "sqlite"
    made = text_with(cast)
    about = node(made.action)
    start = Barrier(2 if together else 1)
    outcomes: list[str] = []

    def press(body, by):
        start.wait(timeout=20)
        try:
            add_stake(
                made.agreement, node=about, part="responsible", organisation=body, by=by
            )
            outcomes.append("given")
        except Refused:
            outcomes.append("refused")
        finally:
            if together:
                connection.close()

    pairs = ((cast.service, cast.ines), (cast.region, cast.remy))
    if together:
        threads = [Thread(target=press, args=pair) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for pair in pairs:
            press(*pair)

    assert sorted(outcomes) == ["given", "refused"]
    assert Stake.objects.count() == 1
