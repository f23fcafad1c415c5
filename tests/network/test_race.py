"""Two people make two bodies responsible at the same moment: one of them does."""

from functools import partial

import pytest

from accord.lib.errors import Refused
from accord.network.actions.stakes import add_stake
from accord.network.models import Stake
from tests.network.rows import node, text_with
from tests.pressing import at_once


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_is_made_responsible(cast):
    made = text_with(cast)
    about = {"node": node(made.action), "part": "responsible"}

    def press(body, by):
        try:
            add_stake(made.agreement, **about, organisation=body, by=by)
        except Refused:
            return "refused"
        return "given"

    outcomes = at_once(
        partial(press, cast.service, cast.ines), partial(press, cast.region, cast.remy)
    )

    assert sorted(outcomes) == ["given", "refused"]
    assert Stake.objects.count() == 1
