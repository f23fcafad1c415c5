"""Remarks on records: who says them, who reads them, whom they wait for."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accord.accounts.models import User
from accord.directory.models import Membership
from accord.directory.needs import read
from accord.history import lines
from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.threads import needs
from accord.threads.actions import add_remark, settle_remark
from accord.threads.models import Remark
from accord.threads.reading import threads_of
from tests.instruments import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(cast):
    return story.draft(cast)


def waiting(person):
    return [
        one.kind
        for rows in needs.rows(person, timezone.localdate())
        for one in read(rows)
    ]


def test_a_remark_is_said_for_an_organisation_and_an_answer_joins_its_thread(
    cast, text
):
    asked = add_remark(text, text="Combien ?", place="a", by=cast.rita)
    said = add_remark(text, text="Quarante.", answers=asked, by=cast.ines)

    assert (asked.organisation, said.organisation) == (cast.region, cast.ixelles)
    [thread] = threads_of(text, cast.marc)["a"]
    assert (thread.remark, thread.answers) == (asked, [said])


def test_who_does_not_read_the_record_reads_nothing_said_on_it(cast, text):
    add_remark(text, text="Combien ?", by=cast.rita)
    assert Remark.objects.visible_to(cast.marc).exists()
    assert not Remark.objects.visible_to(cast.nora).exists()
    assert not Remark.objects.public().exists()


def test_who_only_reads_says_nothing(cast, text):
    with pytest.raises(PermissionDenied):
        add_remark(text, text="Et moi ?", by=cast.marc)


def test_a_thread_waits_for_the_side_that_did_not_speak_last(cast, text):
    asked = add_remark(text, text="Combien ?", by=cast.rita)
    assert waiting(cast.ines) == ["threads.address"]
    add_remark(text, text="Quarante.", answers=asked, by=cast.ines)
    assert waiting(cast.rita) == ["threads.settle"]
    settle_remark(asked, by=cast.rita)
    assert waiting(cast.rita) == waiting(cast.ines) == []
    with pytest.raises(Refused):
        settle_remark(asked, by=cast.rita)


SIDES = {"rita": "region", "remy": "region", "ines": "municipality"}


@pytest.mark.parametrize("asker", SIDES)
@pytest.mark.parametrize("other", ["rita", "remy", "ines", "marc", "lea", "nora"])
def test_the_side_that_asked_settles_and_the_other_answers(asker, other, cast, text):
    asked = add_remark(text, text="Combien ?", by=getattr(cast, asker))
    person = getattr(cast, other)
    is_theirs = SIDES.get(other) == SIDES[asker]

    assert settle_remark.open_to(person, asked) is is_theirs
    found = [one for rows in threads_of(text, person).values() for one in rows]
    assert [one.may_settle for one in found] == ([] if other == "nora" else [is_theirs])
    if is_theirs:
        settle_remark(asked, by=person)
        return
    with pytest.raises(PermissionDenied):
        settle_remark(asked, by=person)
    if other in SIDES:
        add_remark(text, text="Quarante.", answers=asked, by=person)
    assert Remark.objects.on(text).still_open().get() == asked


def test_the_approver_settles_what_asked_someone_who_left(cast, text):
    asked = add_remark(text, text="Combien ?", by=cast.remy)
    Membership.objects.filter(user=cast.remy).delete()
    assert not settle_remark.open_to(User.objects.get(pk=cast.remy.pk), asked)
    settle_remark(asked, by=cast.rita)
    assert asked.settled_at


@pytest.mark.parametrize(("who", "buttons"), [("rita", 1), ("ines", 0), ("marc", 0)])
def test_the_page_offers_to_settle_to_the_side_that_asked(
    who, buttons, cast, sign_in, text
):
    asked = add_remark(text, text="Combien ?", by=cast.remy)
    address = reverse("threads:remark_settle", args=[asked.pk])
    client = sign_in(getattr(cast, who))
    assert client.get(text.get_absolute_url()).text.count(address) == buttons
    assert client.post(address).status_code == (302 if buttons else 403)


def test_what_is_said_is_in_the_history_of_its_record(cast, text):
    add_remark(text, text="Combien ?", by=cast.rita)
    entries = Entry.objects.within(type(text), text.pk).for_history()
    assert any("a commenté" in str(one.told) for one in lines(entries))


def test_a_record_that_holds_no_thread_has_no_page_to_speak_on(cast, sign_in, text):
    for kind, pk in (("source", 1), ("instrument", 0)):
        address = reverse("threads:remark_add", args=[kind, pk])
        assert sign_in(cast.rita).get(address).status_code == 404
