"""What the history tells of people and of machines."""

import pytest

from accord import history
from accord.accounts.models import User
from accord.journal.models import Entry, trace
from accord.sources import actions
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db


def lines():
    return history.lines(Entry.objects.order_by("-pk").for_history())


def test_what_a_machine_did_to_many_records_is_one_line(cast):
    machine = User.objects.system("register")
    for _ in range(5):
        trace(make.source(), by=machine, verb="register.load", changes={})

    [line] = lines()
    assert (line.who, line.times, line.changes) == ("Accord", 5, [])


def test_what_people_did_is_told_one_by_one_with_what_changed(cast):
    source = make.source()
    for title in ("A", "B"):
        actions.edit_source(
            source, seen=version_of(source), by=cast.remy, title_fr=title
        )

    told = lines()
    assert [line.who for line in told] == ["Remy", "Remy"]
    assert told[0].changes[0].after == "B"
    assert told[0].changes[0].before == "A"
