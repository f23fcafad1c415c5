"""Every mail that leaves, whatever it is about: queued, retried, and of one shape."""

import os
import re
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from html import unescape
from pathlib import Path

import allauth
import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accord.accounts.letters import KNOWN
from accord.accounts.mails import SECURITY
from accord.directory.models import Invitation
from accord.journal.models import Entry
from accord.notifications import digests
from accord.notifications.models import Message
from accord.notifications.workflow import State
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
PASSWORD = "a bridge over the Senne"
NEW = {"password1": "another bridge, higher", "password2": "another bridge, higher"}
INVITED = {"email": "noor@example.org", "name": "Noor", "role": "editor"}
LIBRARY = Path(allauth.__file__).parent / "templates"
# What the sign-in library tells of an account that is open.
SECURITY_MAILS = sorted(
    str(path.relative_to(LIBRARY)).removesuffix("_message.txt")
    for path in [
        *LIBRARY.glob("mfa/email/*_message.txt"),
        *LIBRARY.glob("socialaccount/email/*_message.txt"),
        *LIBRARY.glob("account/email/password_*ed_message.txt"),
        *LIBRARY.glob("account/email/password_set_message.txt"),
        *LIBRARY.glob("account/email/password_reset_message.txt"),
    ]
)


def invite(client, sign_in, cast):
    typed = INVITED | {"language": cast.ines.language}
    typed |= {"organisation": cast.schaerbeek.pk}
    return sign_in(cast.rita).post(reverse("directory:invitation_add"), typed)


def invite_again(client, sign_in, cast):
    invite(client, sign_in, cast)
    Message.objects.all().delete()
    row = Invitation.objects.get(email=INVITED["email"])
    again = reverse("directory:invitation_again", args=[row.pk])
    return sign_in(cast.rita).post(again)


def forget(client, sign_in, cast):
    return client.post(reverse("account_reset_password"), {"email": cast.ines.email})


def change_password(client, sign_in, cast):
    cast.ines.set_password(PASSWORD)
    cast.ines.save()
    typed = {"oldpassword": PASSWORD, **NEW}
    return sign_in(cast.ines).post(reverse("account_change_password"), typed)


def remove_second_factor(client, sign_in, cast):
    TOTP.activate(cast.ines, generate_totp_secret())
    removed = reverse("directory:second_factor_remove", args=[cast.ines.pk])
    return sign_in(cast.rita).post(removed)


def support(client, sign_in, cast):
    start = reverse("directory:support_start", args=[cast.ines.pk])
    return sign_in(cast.ada).post(start)


def try_the_mail(client, sign_in, cast):
    return sign_in(cast.ada).post(reverse("notifications:message_try"))


LETTERS = {
    "directory.invitation": invite,
    "directory.second_factor": remove_second_factor,
    "directory.support": support,
    "accounts.new_password": forget,
    "accounts.security": change_password,
    "notifications.trial": try_the_mail,
}
MORE = {"sent again": invite_again}


def test_every_kind_of_letter_is_tried_here_and_known_to_a_worker():
    assert set(LETTERS) == set(KNOWN)
    bare = "import django; django.setup(); from accord.accounts.letters import KNOWN; "
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"}
    alone = subprocess.run(
        [sys.executable, "-c", f"{bare}print(*sorted(KNOWN))"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert alone.stdout.split() == sorted(LETTERS)
    assert len(SECURITY_MAILS) >= 9


@pytest.fixture
def server(monkeypatch):
    """A mail server that is away until ``server.clear()``."""
    away = [ConnectionRefusedError("no mail server")]
    accept = EmailBackend.send_messages

    def send(self, messages):
        if away:
            raise away[0]
        return accept(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return away


@pytest.mark.parametrize("kind", [*LETTERS, *MORE])
def test_with_the_mail_server_away_it_waits_and_leaves_once(
    kind, client, sign_in, cast, server
):
    answer = (LETTERS | MORE)[kind](client, sign_in, cast)

    assert answer.status_code == 302
    [waiting] = Message.objects.all()
    work_off()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (State.FAILED, 1)
    client.logout()
    shown = sign_in(cast.ada).get(reverse("notifications:message_list"))
    assert list(shown.context["page"]) == [waiting]
    assert waiting.address in shown.text
    assert str(waiting.what) in shown.text

    server.clear()
    with time_machine.travel(waiting.next_attempt_at):
        work_off()
        work_off()
    [sent] = mail.outbox
    assert sent.to == [waiting.address]
    waiting.refresh_from_db()
    assert waiting.state == State.SENT


@pytest.mark.parametrize("kind", ["directory.invitation", "accounts.new_password"])
def test_what_opens_an_account_stands_in_the_mail_alone(
    kind, client, sign_in, cast, server
):
    LETTERS[kind](client, sign_in, cast)
    work_off()
    failed = sign_in(cast.ada).get(reverse("notifications:message_list")).text
    kept = [
        *map(repr, Message.objects.values()),
        *map(repr, Entry.objects.values()),
        *map(repr, DBTaskResult.objects.values()),
        *map(repr, Invitation.objects.values()),
    ]
    server.clear()
    with time_machine.travel(Message.objects.get().next_attempt_at):
        work_off()

    link = re.search(r"http://testserver/\S+/([^/\s]{20,})/\s", mail.outbox[0].body)
    assert client.get(link[0].strip()).status_code in (200, 302)
    later = repr(list(Message.objects.values()))
    assert not any(link[1] in text for text in [failed, *kept, later])


@pytest.mark.parametrize("who", ["ines@example.org", "nobody@example.org"])
def test_known_or_not_an_address_gets_the_same_answer_at_the_same_price(
    who, client, cast, django_assert_num_queries
):
    client.post(reverse("account_reset_password"), {"email": "first@example.org"})
    with django_assert_num_queries(4):
        answer = client.post(reverse("account_reset_password"), {"email": who})

    assert answer.url == reverse("account_reset_password_done")
    said = client.get(answer.url).text
    assert who not in said
    last = Message.objects.last()
    assert (last.email, last.person, last.state) == (who, None, State.QUEUED)
    work_off()
    assert [one.to for one in mail.outbox] == ([[who]] if "ines" in who else [])
    assert not Message.objects.filter(email__contains="@").exists()


def test_an_invitation_that_was_withdrawn_meanwhile_does_not_leave(
    client, sign_in, cast
):
    invite(client, sign_in, cast)
    Invitation.objects.update(withdrawn_at=timezone.now())
    work_off()
    assert mail.outbox == []
    assert not Message.objects.exists()


def notify(cast, happen, kinds):
    happen(cast.ines, kind=kinds.required)


def digest(cast, happen, kinds):
    happen(cast.ines)
    digests.daily()


@pytest.fixture(params=[*LETTERS, *SECURITY_MAILS, "notification", "digest"])
def written(request, client, sign_in, cast, happen, kinds, language):
    """One mail as it goes over the line, of each kind in each language."""
    cast.ines.language = language
    cast.ines.save()
    kind = request.param
    if kind in LETTERS:
        cast.ada.language = language
        cast.ada.save()
        LETTERS[kind](client, sign_in, cast)
    elif "/" in kind:
        said = {"timestamp": timezone.now().isoformat(), "ip": "::1"}
        said |= {"user_agent": "Browser", "provider": "OpenID"}
        SECURITY.send(cast.ines, person=cast.ines.pk, template=kind, said=said)
    else:
        {"notification": notify, "digest": digest}[kind](cast, happen, kinds)
    work_off()
    [sent] = mail.outbox
    return message_from_bytes(sent.message().as_bytes(), policy=default)


def words(page):
    return unescape(re.sub(r"<[^>]*>", " ", page))


def plainly(text):
    """Without addresses, marks and the kinds of space."""
    text = re.sub(r"https?://\S+|^-- $", "", unescape(text))
    return re.sub(r"[\s*]+", " ", text).strip().lower()


CLOSING = {
    "fr": ("Cordialement,", "Accord – Bruxelles Logement"),
    "nl": ("Met vriendelijke groeten,", "Accord – Brussel Huisvesting"),
}
HEAD = {"fr": "Accord\N{NO-BREAK SPACE}: ", "nl": "Accord: "}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_mail_has_one_shape(written, language, settings):
    settings.CONTACT_EMAIL = "contact@example.org"
    assert written["From"] == "Accord <accord@localhost>"
    subject = written["Subject"].strip()
    assert subject.startswith(HEAD[language])
    assert "[" not in subject
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["Message-ID"].endswith("@testserver>")
    text, page = (
        written.get_body((kind,)).get_content().replace("\r\n", "\n")
        for kind in ("plain", "html")
    )
    assert f'<html lang="{language}">' in page
    greeting, sender = CLOSING[language]
    assert f"\n{greeting}\n\n-- \n{sender}\n" in text
    assert not re.search(r"^--$", text, re.MULTILINE)
    assert greeting in page
    # The same words and the same links in both parts.
    addresses = set(re.findall(r"https?://[^\s\"<]+", text))
    assert addresses == set(re.findall(r'href="(https?://[^"]+)"', unescape(page)))
    plain, shown = plainly(text), plainly(words(page))
    assert [line for line in map(plainly, text.splitlines()) if line not in shown] == []
    parts = map(plainly, re.findall(r">([^<>]*\w[^<>]*)<", page))
    assert [part for part in parts if part not in f"{plainly(subject)} {plain}"] == []
