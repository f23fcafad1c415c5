"""Parts are given, made more exact, ended and handed over; nothing is lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.directory.models import Service
from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.network.actions.contacts import add_contact, contact_left
from accord.network.actions.services import (
    close_service,
    merge_services,
    reopen_service,
)
from accord.network.actions.stakes import add_stake, edit_stake, end_stake
from accord.network.models import Contact, Stake
from accord.network.rules import Part
from accord.workflow import version_of
from tests.network.rows import contact, node, service, stake, text_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return text_with(cast)


def given(made, cast, part="responsible", **fields):
    fields = {"organisation": cast.service, "by": cast.ines} | fields
    return add_stake(made.agreement, node=node(made.action), part=part, **fields)


def test_a_municipality_gives_parts_in_its_own_agreement(made, cast):
    one = given(made, cast)

    assert (one.lineage, one.kind) == (made.action.lineage, "actions")
    assert list(Stake.objects.visible_to(cast.ines)) == [one]
    assert not Stake.objects.visible_to(cast.nora).exists()
    assert not Stake.objects.public().exists()


def test_a_service_sees_the_parts_of_its_own_organisation(made, cast):
    own = given(made, cast)
    given(made, cast, "approves", organisation=cast.region)

    assert list(Stake.objects.visible_to(cast.sam)) == [own]


@pytest.mark.parametrize("who", ["marc", "nora", "lea", "sam", "zoe"])
def test_nobody_else_gives_parts(made, cast, who):
    with pytest.raises(PermissionDenied):
        given(made, cast, by=getattr(cast, who))


@pytest.mark.parametrize("part", ["responsible", "approves"])
def test_one_is_responsible_and_one_at_most_approves(made, cast, part):
    given(made, cast, part)

    with pytest.raises(Refused):
        given(made, cast, part, organisation=cast.region)
    given(made, cast, "contributes")
    given(made, cast, "contributes", organisation=cast.region)


def test_the_database_knows_it_too(made, cast):
    stake(made, "responsible", organisation=cast.region)

    with pytest.raises(IntegrityError), transaction.atomic():
        stake(made, "responsible", organisation=cast.service)


def test_whom_the_text_names_is_made_more_exact_not_replaced(cast):
    made = text_with(cast, organisation=cast.ixelles)
    housing = service(cast.ixelles)

    with pytest.raises(Refused):
        given(made, cast)
    one = given(made, cast, organisation=cast.ixelles, service=housing)
    assert one.service == housing


def test_a_service_and_a_contact_are_of_that_organisation_and_still_there(made, cast):
    foreign, gone = service(cast.schaerbeek), contact(cast.service)
    contact_left(gone, on=timezone.localdate(), by=cast.remy)

    with pytest.raises(Refused):
        given(made, cast, service=foreign)
    with pytest.raises(Refused):
        given(made, cast, contact=gone)


def test_a_part_ends_and_may_be_given_again_the_same_day(made, cast):
    first = given(made, cast)
    end_stake(first, on=timezone.localdate(), by=cast.ines)
    again = given(made, cast, organisation=cast.region)

    today = Stake.objects.visible_to(cast.ines).valid_on(timezone.localdate())
    assert list(today) == [again]
    with pytest.raises(Refused):
        end_stake(first, on=timezone.localdate(), by=cast.ines)


def test_no_part_ends_before_it_begins_or_in_the_future(made, cast):
    one, day = given(made, cast), timezone.localdate()

    for wrong in (day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(Refused):
            end_stake(one, on=wrong, by=cast.ines)


def test_two_people_who_change_one_part_are_told_of_each_other(made, cast):
    one, who = given(made, cast), contact(cast.service)
    seen = version_of(one)
    edit_stake(one, contact=who, seen=seen, by=cast.ines)

    with pytest.raises(Refused):
        edit_stake(one, seen=seen, by=cast.remy)
    one.refresh_from_db()
    assert one.contact == who


def test_a_contact_that_leaves_takes_its_address_along(cast):
    who = contact(cast.service, email="d@example.org", telephone="02 000 00 00")
    contact_left(who, on=date(2026, 1, 5), by=cast.remy)

    assert (who.email, who.telephone) == ("", "")
    assert not Contact.objects.visible_to(cast.remy).standing().exists()


def test_contacts_are_kept_by_their_own_organisation_and_seen_by_those_who_need(cast):
    ours = add_contact(cast.ixelles, name="A (test)", by=cast.ines)
    theirs = contact(cast.service, "B (test)")

    with pytest.raises(PermissionDenied):
        add_contact(cast.service, name="C (test)", by=cast.ines)
    for who, seen in (
        (cast.marc, {ours, theirs}),
        (cast.nora, {theirs}),
        (cast.sam, {theirs}),
        (cast.lea, {ours, theirs}),
        (cast.zoe, set()),
    ):
        assert set(Contact.objects.visible_to(who)) == seen
    assert not Contact.objects.public().exists()


def test_a_service_that_closes_hands_its_parts_over(made, cast):
    old, new = service(cast.service), service(cast.service, "Habitat")
    before = stake(made, service=old, contact=contact(cast.service))
    day = timezone.localdate()
    close_service(old, on=day, successor=new, by=cast.remy)

    [now] = Stake.objects.visible_to(cast.remy).standing()
    assert (now.service, now.part, now.contact) == (new, Part.CONTRIBUTES, None)
    before.refresh_from_db()
    assert before.ended_on == day
    assert {entry.verb for entry in Entry.objects.about(before, now)} == {
        "network.end_stake",
        "network.add_stake",
    }


def test_without_a_successor_its_parts_stay(made, cast):
    old = service(cast.service)
    one = stake(made, service=old)
    close_service(old, on=timezone.localdate(), by=cast.remy)

    assert list(Stake.objects.visible_to(cast.remy).standing()) == [one]
    assert list(Service.objects.public().standing().filter(pk=old.pk)) == []
    reopen_service(old, by=cast.remy)
    assert list(Service.objects.public().standing().filter(pk=old.pk)) == [old]


def test_a_successor_that_closes_passes_on_what_came_to_it(cast):
    a, b, c = (service(cast.service, name) for name in "ABC")
    day = timezone.localdate()
    close_service(a, on=day, successor=b, by=cast.remy)
    close_service(b, on=day, successor=c, by=cast.remy)

    a.refresh_from_db()
    assert a.successor == c
    with pytest.raises(Refused):
        close_service(c, on=day, successor=a, by=cast.remy)


def test_merging_moves_everything_and_deletes_nothing(made, cast):
    double = service(
        cast.service, "Service logement", mailbox="l@example.org", promised_days=10
    )
    kept = service(cast.service, mailbox="logement@example.org")
    who = contact(cast.service, service=double)
    stake(made, service=double, contact=who, note_fr="a", note_nl="b")
    stake(made, "informed", service=double)
    stake(made, "informed", service=kept)
    merge_services(double, into=kept, by=cast.remy)

    for one in (double, kept, who):
        one.refresh_from_db()
    assert (kept.mailbox, kept.promised_days) == ("logement@example.org", 10)
    assert (double.is_active, double.successor, who.service) == (False, kept, kept)
    standing = Stake.objects.visible_to(cast.remy).standing().of_service(kept)
    assert sorted(standing.values_list("part", "contact", "note_fr")) == [
        ("contributes", who.pk, "a"),
        ("informed", None, ""),
    ]
    assert Stake.objects.visible_to(cast.remy).count() == 4
    assert Entry.objects.about(kept).filter(verb="network.merge_services").exists()


@pytest.mark.parametrize("who", ["ines", "lea", "sam"])
def test_only_editors_of_the_region_merge(cast, who):
    a, b = service(cast.service, "A"), service(cast.service, "B")

    with pytest.raises(PermissionDenied):
        merge_services(a, into=b, by=getattr(cast, who))


def test_a_service_is_not_merged_into_itself_or_twice(cast):
    a, b = service(cast.service, "A"), service(cast.service, "B")

    with pytest.raises(Refused):
        merge_services(a, into=a, by=cast.remy)
    merge_services(a, into=b, by=cast.remy)
    with pytest.raises(Refused):
        merge_services(a, into=b, by=cast.remy)
