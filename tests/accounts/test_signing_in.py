"""Signing in with a password and a second factor, and what happens when it fails."""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from accord.accounts.models import User
from accord.accounts.sealing import opened
from accord.journal.models import Entry
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
PASSWORD = "a bridge over the Senne"
OVERVIEW = "dashboards:overview"
ACCORD = {"fr": "Accord\N{NO-BREAK SPACE}: ", "nl": "Accord: "}  # begins a subject


@pytest.fixture
def people(cast):
    for person in vars(cast).values():
        if isinstance(person, User):
            person.set_password(PASSWORD)
            person.save()
    return cast


def sign_in(client, email, password=PASSWORD):
    typed = {"login": email, "password": password}
    return client.post(reverse("account_login"), typed)


def confirm(client):
    """Type the password again, as the pages about the second factor ask."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_of(secret):
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"


def test_a_reader_signs_in_with_a_password(client, people):
    answer = sign_in(client, "lea@example.org")

    assert answer.status_code == 302
    assert answer.url == reverse(OVERVIEW)
    assert client.get(reverse(OVERVIEW)).status_code == 200


def test_a_wrong_password_is_said_without_saying_who_exists(client, people):
    wrong = sign_in(client, "lea@example.org", "guess")
    nobody = sign_in(client, "nobody@example.org", "guess")

    assert wrong.status_code == nobody.status_code == 200
    said = [page.context["form"].non_field_errors() for page in (wrong, nobody)]
    assert said[0] == said[1]
    assert said[0]


def test_a_closed_account_does_not_open(client, people):
    people.lea.is_active = False
    people.lea.save()

    sign_in(client, "lea@example.org")

    assert client.get(reverse(OVERVIEW)).status_code == 302


@pytest.mark.parametrize("who", ["rita", "ada"])
def test_approvers_and_administrators_must_have_a_second_factor(who, client, people):
    sign_in(client, getattr(people, who).email)

    answer = client.get(reverse(OVERVIEW))
    assert answer.status_code == 302
    assert answer.url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("publicsite:home")).status_code == 200


@pytest.mark.parametrize("who", ["remy", "lea", "ines"])
def test_the_others_may_do_without(who, client, people):
    sign_in(client, getattr(people, who).email)

    assert client.get(reverse(OVERVIEW)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_approver_sets_up_a_second_factor_and_uses_it(client, people):
    sign_in(client, "rita@example.org")
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    # Sent as it stands: each time that the page is opened it has another secret.
    answer = client.send(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302
    assert client.get(reverse(OVERVIEW)).status_code == 200
    assert [entry.verb for entry in Entry.objects.about(people.rita)] == [
        "accounts.second_factor_added",
        "accounts.second_factor_added",
    ]

    client.post(reverse("account_logout"))
    with time_machine.travel("2030-01-01 10:00", tick=False):
        answer = sign_in(client, "rita@example.org")
        assert answer.url == reverse("mfa_authenticate")
        assert client.get(reverse(OVERVIEW)).status_code == 302
        wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert wrong.context["form"].errors
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert client.get(reverse(OVERVIEW)).status_code == 200


def test_another_session_is_not_done_because_this_one_is(client, people):
    """A thief who waits with the password gains nothing from its owner's factor."""
    thief = type(client)()
    sign_in(thief, "rita@example.org")
    TOTP.activate(people.rita, generate_totp_secret())

    assert thief.get(reverse(OVERVIEW)).url == reverse("mfa_index")


def test_the_last_factor_cannot_be_removed_by_who_must_have_one(
    client, people, sign_in_as
):
    TOTP.activate(people.rita, generate_totp_secret())
    client = sign_in_as("rita@example.org")
    confirm(client)

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.fixture
def sign_in_as(client, people, monkeypatch):
    """Signed in with the factor just now, as for the pages that ask again."""

    def as_(email):
        from allauth.mfa.models import Authenticator

        sign_in(client, email)
        totp = Authenticator.objects.get(user__email=email, type="totp").wrap()
        secret = opened(totp.instance.data["secret"])
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        return client

    return as_


@pytest.mark.parametrize(
    ("language", "subject"),
    [("fr", "Choisir un nouveau mot de passe"), ("nl", "Een nieuw wachtwoord kiezen")],
)
def test_a_forgotten_password_is_chosen_again_by_mail(
    language, subject, client, people, settings
):
    people.lea.language = language
    people.lea.save()
    asked = client.post(reverse("account_reset_password"), {"email": "lea@example.org"})
    assert asked.status_code == 302

    work_off()
    [message] = mail.outbox
    assert message.subject == f"{ACCORD[language]}{subject}"
    address, home = re.findall(r"https?://\S+", message.body)
    assert home == settings.BASE_URL
    with override(language):
        start = reverse("account_login").split("/")[1:3]
    assert address.startswith(f"{settings.BASE_URL}/{'/'.join(start)}/")

    page = client.get(address.removeprefix(settings.BASE_URL), follow=True)
    typed = {
        "password1": "another bridge, higher",
        "password2": "another bridge, higher",
    }
    done = client.post(page.request["PATH_INFO"], typed)
    assert done.status_code == 302
    assert (
        sign_in(client, "lea@example.org", "another bridge, higher").status_code == 302
    )
    verbs = [entry.verb for entry in Entry.objects.about(people.lea)]
    assert "accounts.password_reset" in verbs


@pytest.mark.parametrize(
    ("language", "greeting", "subject"),
    [
        ("fr", "Bonjour", "Mot de passe modifié"),
        ("nl", "Beste", "Wachtwoord gewijzigd"),
    ],
)
def test_a_changed_password_is_told_by_mail_in_the_persons_language(
    language, greeting, subject, client, people
):
    people.lea.language = language
    people.lea.save()
    sign_in(client, "lea@example.org")
    new = "another bridge, higher"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), typed).status_code == 302

    work_off()
    [message] = mail.outbox
    assert message.subject == f"{ACCORD[language]}{subject}"
    assert message.body.startswith(f"{greeting} {people.lea.name},\n")


def test_nobody_learns_from_a_forgotten_password_who_exists(client, people):
    asked = client.post(reverse("account_reset_password"), {"email": "no@example.org"})

    assert asked.status_code == 302
    work_off()
    assert mail.outbox == []


def test_sessions_are_listed_and_the_others_ended(client, people):
    elsewhere = type(client)()
    sign_in(elsewhere, "lea@example.org")
    sign_in(client, "lea@example.org")
    client.get(reverse(OVERVIEW))
    page = client.get(reverse("usersessions_list"))
    assert len(page.context["sessions"]) == 2

    client.post(reverse("usersessions_list"))

    assert elsewhere.get(reverse(OVERVIEW)).status_code == 302
    assert client.get(reverse(OVERVIEW)).status_code == 200


def test_what_the_platform_does_not_have_is_not_there(client, people):
    for name in ("account_signup", "account_email", "socialaccount_connections"):
        assert client.get(reverse(name)).status_code == 404


def test_who_chose_a_new_password_can_still_set_up_a_second_factor(client, people):
    """Their address needs no other proof: it is where the invitation came."""
    client.post(reverse("account_reset_password"), {"email": "rita@example.org"})
    work_off()
    link = re.findall(r"http://testserver(\S+)", mail.outbox[-1].body)[0]
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(client.get(link).url, chosen)
    sign_in(client, "rita@example.org")
    confirm(client)

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client, people):
    elsewhere = type(client)()
    sign_in(elsewhere, "lea@example.org")
    sign_in(client, "lea@example.org")
    typed = {"oldpassword": PASSWORD, "password1": "another bridge, higher"}
    typed["password2"] = typed["password1"]

    client.post(reverse("account_change_password"), typed)

    assert client.get(reverse(OVERVIEW)).status_code == 200
    assert elsewhere.get(reverse(OVERVIEW)).status_code == 302
    verbs = [entry.verb for entry in Entry.objects.about(people.lea)]
    assert "accounts.password_changed" in verbs
