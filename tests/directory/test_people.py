"""People, invitations, parts with a beginning and an end, and support."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from accord.accounts.models import User
from accord.directory.actions import invitations
from accord.directory.actions import people as actions
from accord.directory.models import Invitation, Membership, Role
from accord.directory.standing import standing_of
from accord.journal.models import Entry, Reading
from accord.lib.errors import Refused
from tests import make
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
PASSWORD = "a bridge over the Senne"
INVITED = {
    "name": "Noor",
    "email": "Noor@Example.org",
    "language": "nl",
    "role": "editor",
}


def follow(client, message, **typed):
    address = re.findall(r"https?://\S+", message.body)[0]
    path = address.removeprefix("http://testserver")
    if not typed:
        return client.get(path)
    return client.post(path, {"name": "Noor", "again": typed["password"]} | typed)


@pytest.fixture
def invited(client, sign_in, cast):
    """Rita invites Noor for Schaerbeek; returns the message."""
    answer = sign_in(cast.rita).post(
        reverse("directory:invitation_add"),
        INVITED | {"organisation": cast.schaerbeek.pk},
    )
    work_off()
    assert answer.status_code == 302
    client.logout()
    [message] = mail.outbox
    return message


def test_an_invited_person_opens_an_account_once(client, cast, invited):
    assert invited.to == ["noor@example.org"]
    assert "/nl/account/" in invited.body
    assert follow(client, invited).status_code == 200

    answer = follow(client, invited, password=PASSWORD)

    assert answer.url == reverse("dashboards:overview")
    noor = User.objects.get(email="noor@example.org")
    assert noor.check_password(PASSWORD)
    assert standing_of(noor).holds(Role.EDITOR, cast.schaerbeek)
    assert client.get(reverse("dashboards:overview")).status_code == 200
    assert follow(client, invited).status_code == 404
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"directory.invite", "directory.accept_invitation"} <= verbs


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e"])
def test_an_address_with_a_sign_that_nobody_sees_opens_the_account_it_looks_like(
    unseen, client, sign_in, cast
):
    typed = INVITED | {"organisation": cast.schaerbeek.pk}
    answer = sign_in(cast.rita).post(
        reverse("directory:invitation_add"),
        typed | {"email": f"no{unseen}or@exam{unseen}ple.org"},
    )
    work_off()
    assert answer.status_code == 302
    client.logout()
    follow(client, mail.outbox[0], password=PASSWORD)
    client.logout()

    answer = client.post(
        reverse("account_login"),
        {"login": f"noor{unseen}@example.org", "password": PASSWORD},
    )

    assert answer.status_code == 302
    noor = User.objects.get(pk=client.session["_auth_user_id"])
    assert mail.outbox[0].to == [noor.email] == ["noor@example.org"]


@pytest.mark.parametrize("address", ["neoſ@example.org", f"noor@{'é' * 62}.org"])
def test_an_address_that_no_mail_reaches_is_refused_at_its_field(
    address, sign_in, cast
):
    typed = INVITED | {"organisation": cast.schaerbeek.pk, "email": address}
    page = sign_in(cast.rita).post(reverse("directory:invitation_add"), typed)

    assert page.status_code == 200
    assert "email" in page.context["form"].errors
    assert not Invitation.objects.exists()


def test_letters_that_look_like_ours_are_told_and_not_refused(
    sign_in, cast, untranslated
):
    typed = INVITED | {"organisation": cast.schaerbeek.pk}
    answer = sign_in(cast.rita).post(
        reverse("directory:invitation_add"),
        typed | {"email": "noor@ex\u0430mple.org"},
        follow=True,
    )

    [told] = [one for one in answer.context["messages"] if one.level_tag == "warning"]
    assert "letters of another alphabet" in str(told)
    assert "\u0430" in str(told)
    assert Invitation.objects.exists()


def test_nobody_is_invited_to_a_part_that_could_never_be_given(sign_in, cast):
    typed = INVITED | {"organisation": cast.schaerbeek.pk}
    typed |= {"starts_on": "01/02/2027", "ends_on": "31/01/2027"}
    page = sign_in(cast.rita).post(reverse("directory:invitation_add"), typed)
    assert page.status_code == 409
    assert not Invitation.objects.exists()


def test_the_link_is_not_kept_only_what_recognises_it(cast, invited):
    [token] = re.findall(r"invitation/(\S+)/", invited.body)
    kept = Invitation.objects.get()

    assert token not in str(vars(kept))
    journal = Entry.objects.values_list("changes", flat=True)
    assert token not in str(list(journal))
    assert kept.token_hash not in str(list(journal))


def test_a_link_expires_after_two_weeks_and_is_sent_again(
    client, sign_in, cast, invited
):
    invitation = Invitation.objects.get()
    later = invitation.expires_at + timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        assert follow(client, invited).status_code == 404
        again = reverse("directory:invitation_again", args=[invitation.pk])
        sign_in(cast.rita).post(again)
        work_off()
        client.logout()

        assert follow(client, invited).status_code == 404
        assert follow(client, mail.outbox[1]).status_code == 200


def test_a_withdrawn_link_opens_nothing(client, sign_in, cast, invited):
    invitation = Invitation.objects.get()
    client = sign_in(cast.rita)
    client.post(reverse("directory:invitation_withdraw", args=[invitation.pk]))
    again = client.post(reverse("directory:invitation_again", args=[invitation.pk]))
    client.logout()

    assert again.status_code == 409
    assert follow(client, invited).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"password": "noor@example.org"}, "password"),
        ({"password": PASSWORD, "again": "another one entirely"}, "again"),
        ({"password": PASSWORD, "name": ""}, "name"),
    ],
)
def test_a_password_that_will_not_do_is_said(typed, field, client, cast, invited):
    page = follow(client, invited, **typed)

    assert list(page.context["form"].errors) == [field]
    assert not User.objects.filter(email="noor@example.org").exists()
    assert PASSWORD not in page.text


def test_nobody_is_invited_twice_or_when_they_have_an_account(cast, invited):
    ask = {"name": "x", "language": "fr", "organisation": cast.region, "role": "reader"}
    for email in ("noor@example.org", "LEA@example.org"):
        with pytest.raises(Refused):
            invitations.invite(None, email=email, by=cast.rita, **ask)


def test_only_who_manages_people_invites(cast):
    ask = {"name": "x", "language": "fr", "organisation": cast.region, "role": "reader"}
    for who in ("remy", "lea", "ines", "sam", "zoe"):
        with pytest.raises(PermissionDenied):
            invitations.invite(None, email="x@x.be", by=getattr(cast, who), **ask)
    with pytest.raises(Refused):
        invitations.invite(
            None, email="x@x.be", by=cast.rita, **ask, is_administrator=True
        )


def test_the_first_administrator_gets_a_link_until_there_is_one(client, nobody, capsys):
    call_command("invite_first_administrator")
    first = capsys.readouterr().out
    call_command("invite_first_administrator")
    second = capsys.readouterr().out
    paths = [re.findall(r"http://testserver(\S+)", text)[0] for text in (first, second)]
    assert client.get(paths[0]).status_code == 404

    typed = {"email": "boss@example.org", "name": "Boss", "again": PASSWORD}
    answer = client.post(paths[1], typed | {"password": PASSWORD})

    assert answer.status_code == 302
    boss = User.objects.get(email="boss@example.org")
    assert boss.is_administrator
    call_command("invite_first_administrator")
    assert capsys.readouterr().out == ""


def test_the_first_administrator_has_an_address_that_mail_reaches(nobody):
    with pytest.raises(CommandError, match="--email"):
        call_command("invite_first_administrator", email="boſs@example.org")
    call_command("invite_first_administrator", email="Bo\u200bss@Example.org\ufeff")

    assert Invitation.objects.get().email == "boss@example.org"


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
