"""Inviting someone: the link, the account that it opens, what it refuses."""

import io
import re
import stat
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accord.accounts.models import User
from accord.directory.actions import invitations
from accord.directory.models import Invitation, Role
from accord.directory.standing import standing_of
from accord.journal.models import Entry
from accord.lib.errors import Refused
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


@pytest.fixture
def first_link(settings, tmp_path, capsys):
    """Start once more; where the link leads, which is in a file for its owner."""
    settings.ACCORD_DATA = tmp_path
    file = tmp_path / "first_administrator.txt"

    def start():
        call_command("invite_first_administrator")
        said = capsys.readouterr().out
        if not file.exists():
            assert said == ""
            return None
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert str(file) in said
        assert "invitation" not in said
        return re.findall(r"http://testserver(\S+)", file.read_text())[0]

    return start


def test_the_first_administrator_has_one_link_until_there_is_one(
    client, nobody, first_link
):
    path = first_link()
    assert first_link() == path
    typed = {"email": "boss@example.org", "name": "Boss", "again": PASSWORD}
    answer = client.post(path, typed | {"password": PASSWORD})

    assert answer.status_code == 302
    boss = User.objects.get(email="boss@example.org")
    assert boss.is_administrator
    assert first_link() is None


def test_a_link_that_is_too_old_gives_way_to_a_new_one(client, nobody, first_link):
    path = first_link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(path).status_code == 404
    assert client.get(first_link()).status_code == 200


def test_a_link_of_another_secret_key_gives_way_to_a_new_one(
    client, nobody, first_link, settings
):
    path = first_link()
    settings.SECRET_KEY = "another, which is as long as it has to be here"
    again = first_link()

    assert client.get(path).status_code == 404
    assert client.get(again).status_code == 200


def test_on_a_terminal_the_link_is_printed_and_nowhere_kept(nobody, settings, tmp_path):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    settings.ACCORD_DATA = tmp_path
    call_command("invite_first_administrator", stdout=(out := Terminal()))

    assert "/invitation/" in out.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_the_first_administrator_has_an_address_that_mail_reaches(
    nobody, settings, tmp_path
):
    settings.ACCORD_DATA = tmp_path
    with pytest.raises(CommandError, match="--email"):
        call_command("invite_first_administrator", email="boſs@example.org")
    call_command("invite_first_administrator", email="Bo\u200bss@Example.org\ufeff")

    assert Invitation.objects.get().email == "boss@example.org"
