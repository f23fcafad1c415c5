"""People, parts with a beginning and an end, and support."""

from datetime import date

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from accord.accounts.models import User
from accord.directory.actions import people as actions
from accord.directory.models import Invitation, Membership, Role
from accord.directory.standing import standing_of
from accord.journal.models import Entry, Reading
from accord.lib.errors import Refused
from tests import make
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db


def test_a_part_is_given_for_a_time_and_ended(sign_in, cast):
    client = sign_in(cast.rita)
    today = date(2026, 11, 23)
    with time_machine.travel(today, tick=False):
        give = reverse("directory:part_give", args=[cast.zoe.pk])
        typed = {"organisation": cast.ixelles.pk, "role": "reader"}
        client.post(give, typed | {"starts_on": "2026-12-01"})
        part = Membership.objects.get(user=cast.zoe)
        assert not standing_of(User.objects.get(pk=cast.zoe.pk)).is_municipal
    with time_machine.travel(date(2026, 12, 1), tick=False):
        assert standing_of(User.objects.get(pk=cast.zoe.pk)).is_municipal
        again = sign_in(cast.rita).post(give, typed)
        assert again.status_code == 409
        end = reverse("directory:part_end", args=[part.pk])
        sign_in(cast.rita).post(end, {"ends_on": "2026-12-24"})
    with time_machine.travel(date(2026, 12, 25), tick=False):
        assert not standing_of(User.objects.get(pk=cast.zoe.pk)).is_municipal


def test_nobody_changes_their_own_rights(cast):
    with pytest.raises(Refused):
        actions.give_part(
            cast.ada, organisation=cast.region, role="approver", by=cast.ada
        )
    part = Membership.objects.get(user=cast.rita)
    with pytest.raises(Refused):
        actions.end_part(part, ends_on=date(2026, 1, 1), by=cast.rita)
    with pytest.raises(Refused):
        actions.edit_person(
            cast.rita,
            name="Rita",
            language="fr",
            is_active=False,
            by=cast.rita,
        )


def test_a_closed_account_leaves_at_once(client, sign_in, cast):
    elsewhere = type(client)()
    elsewhere.force_login(cast.ines)
    edit = reverse("directory:person_edit", args=[cast.ines.pk])
    sign_in(cast.rita).post(edit, {"name": "Ines", "language": "fr", "seen": 0})

    assert elsewhere.get(reverse("dashboards:overview")).status_code == 302


def test_one_changes_ones_own_name_and_language_only(sign_in, cast):
    client = sign_in(cast.sam)
    client.post(
        reverse("directory:profile"),
        {"name": "Sam S.", "language": "nl", "is_administrator": "on"},
    )

    sam = User.objects.get(pk=cast.sam.pk)
    assert (sam.name, sam.language, sam.is_administrator) == ("Sam S.", "nl", False)
    with pytest.raises(PermissionDenied):
        actions.edit_profile(cast.lea, name="x", language="fr", by=cast.sam)


def test_others_cannot_be_looked_up(sign_in, cast):
    client = sign_in(cast.ines)
    other = reverse("directory:person_detail", args=[cast.nora.pk])
    own = reverse("directory:person_detail", args=[cast.ines.pk])

    assert client.get(other).status_code == 404
    assert client.get(own).status_code == 200
    assert client.get(reverse("directory:person_list")).status_code == 403


def test_a_lost_second_factor_is_removed_by_a_colleague_and_told(sign_in, cast):
    TOTP.activate(cast.remy, generate_totp_secret())
    url = reverse("directory:second_factor_remove", args=[cast.remy.pk])
    client = sign_in(cast.rita)
    assert client.get(url).status_code == 200

    answer = client.post(url)
    work_off()

    assert answer.url == cast.remy.get_absolute_url()
    assert not Authenticator.objects.exists()
    [message] = mail.outbox
    assert message.to == ["remy@example.org"]
    assert "Rita" in message.body
    told = Entry.objects.about(cast.remy).values_list("verb", flat=True)
    assert list(told) == ["directory.remove_second_factor"]
    assert client.post(url).status_code == 409


def test_nobody_removes_their_own_nor_an_approver_an_administrators(cast):
    for person in (cast.rita, cast.ada):
        TOTP.activate(person, generate_totp_secret())
        with pytest.raises(Refused):
            actions.remove_second_factor(person, by=cast.rita)
    with pytest.raises(PermissionDenied):
        actions.remove_second_factor(cast.rita, by=cast.remy)
    assert Authenticator.objects.filter(type="totp").count() == 2


def test_the_only_administrator_is_helped_from_the_machine(cast, capsys):
    TOTP.activate(cast.ada, generate_totp_secret())
    call_command("remove_second_factor", "ADA@example.org")

    assert not Authenticator.objects.exists()
    assert "ADA@example.org" in capsys.readouterr().out
    for email in ("ada@example.org", "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("remove_second_factor", email)


def test_support_is_announced_limited_and_kept(client, sign_in, cast):
    client = sign_in(cast.ada)
    overview = reverse("dashboards:overview")
    start = time_machine.travel("2026-11-23 10:00", tick=False)
    with start:
        client.post(reverse("directory:support_start", args=[cast.ines.pk]))
        work_off()
        assert [message.to for message in mail.outbox] == [["ines@example.org"]]
        page = client.get(overview)
        assert page.context["user"] == cast.ines
        assert "Ada" in page.text

        typed = {"name": "Changed", "language": "fr"}
        refused = client.send(reverse("directory:profile"), typed)
        assert refused.status_code == 403
        assert client.get(reverse("usersessions_list")).status_code == 403
        cast.ines.refresh_from_db()
        assert cast.ines.name == "Ines"

    looked = Reading.objects.values_list("actor__name", "seen_as__name", "path")
    assert list(looked) == [("Ada", "Ines", overview)]
    with time_machine.travel("2026-11-23 10:31", tick=False):
        assert client.get(overview).context["user"] == cast.ada
    told = Entry.objects.about(cast.ines).values_list("verb", flat=True)
    assert list(told) == ["directory.start_support"]


def test_support_ends_when_asked(sign_in, cast):
    client = sign_in(cast.ada)
    client.post(reverse("directory:support_start", args=[cast.ines.pk]))
    client.post(reverse("directory:support_end"))

    assert client.get(reverse("dashboards:overview")).context["user"] == cast.ada


@pytest.mark.parametrize("who", ["rita", "remy", "ines"])
def test_only_administrators_give_support_and_never_as_one_another(who, sign_in, cast):
    with pytest.raises(PermissionDenied):
        actions.start_support(cast.sam, by=getattr(cast, who))
    other = make.person(is_administrator=True)
    with pytest.raises(Refused):
        actions.start_support(other, by=cast.ada)


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_lists_cost_the_same_whatever_they_hold(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    for number in range(how_many):
        make.person(Role.READER, cast.ixelles)
        Invitation.objects.create(
            email=f"p{number}@example.org",
            name="P",
            organisation=cast.ixelles,
            role="reader",
            token_hash=str(number),
            expires_at="2026-12-01T00:00Z",
        )
    for who in ["rita", "ada"]:
        client = sign_in(getattr(cast, who))
        for name in ("directory:person_list", "directory:invitation_list"):
            with django_assert_max_num_queries(8, info=who):
                page = client.get(reverse(name))
            assert page.status_code == 200
            assert len(page.content) <= 40_000
        with django_assert_max_num_queries(12, info=who):
            client.get(reverse("directory:person_detail", args=[cast.ines.pk]))
        with django_assert_max_num_queries(12, info=who):
            client.get(reverse("directory:profile"))
