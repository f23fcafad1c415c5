"""The secret key is replaced: nobody is signed out, nothing sealed is lost."""

import re
from io import StringIO

import pytest
from allauth.account.forms import default_token_generator
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail, signing
from django.core.management import CommandError, call_command
from django.urls import reverse

from accord.accounts.sealing import opened
from accord.directory.links import found_by
from accord.notifications import links
from accord.submitting import SALT, token_for
from config.env import BASE_DIR
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def replaced(settings):
    """``replaced()`` gives the site a new key that remembers the one before."""

    def replace():
        settings.SECRET_KEY, before = "a new and long secret key", settings.SECRET_KEY
        settings.SECRET_KEY_FALLBACKS = [before]

    return replace


def test_who_is_signed_in_stays_and_what_was_sent_still_opens(
    replaced, settings, sign_in, cast
):
    client = sign_in(cast.ines)
    form = token_for(cast.ines)
    link = links.Link(links.Act.SEEN, cast.ines.pk, "1")
    mailed = links.address_of(link).rstrip("/").rpartition("/")[2]
    password = default_token_generator.make_token(cast.ines)
    page = reverse("dashboards:overview")
    assert client.get(page).status_code == 200

    replaced()

    assert client.get(page).status_code == 200
    assert links.opened(mailed) == link
    assert default_token_generator.check_token(cast.ines, password)
    assert signing.loads(form, salt=SALT)[0] == cast.ines.pk

    settings.SECRET_KEY_FALLBACKS = []  # months later: the session moved to the new key
    assert client.get(page).status_code == 200
    assert links.opened(mailed) is None


def test_an_invitation_that_waited_leaves_with_the_link_that_opens(
    replaced, sign_in, cast
):
    invited = {"name": "Noor", "email": "noor@example.org", "language": "nl"}
    sign_in(cast.rita).post(
        reverse("directory:invitation_add"),
        invited | {"role": "editor", "organisation": cast.schaerbeek.pk},
    )
    replaced()
    work_off()

    [message] = mail.outbox
    token = re.findall(r"https?://\S+", message.body)[0].rstrip("/").rpartition("/")[2]
    assert found_by(token).email == "noor@example.org"


def test_second_factors_are_sealed_anew_and_the_old_key_can_go(
    replaced, settings, cast
):
    secret = generate_totp_secret()
    totp = TOTP.activate(cast.rita, secret)
    codes = RecoveryCodes.activate(cast.rita).generate_codes()
    replaced()

    told = StringIO()
    call_command("rotate_secrets", stdout=told)
    call_command("rotate_secrets", stdout=told)  # once more does no harm

    assert told.getvalue().startswith("2 secrets of second factors")
    settings.SECRET_KEY_FALLBACKS = []
    totp.instance.refresh_from_db()
    assert opened(totp.instance.data["secret"]) == secret
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert RecoveryCodes(kept).generate_codes() == codes


def test_what_no_named_key_opens_is_told_and_left_as_it_is(settings, cast):
    totp = TOTP.activate(cast.rita, generate_totp_secret())
    before = dict(totp.instance.data)
    settings.SECRET_KEY = "another, and the one before is forgotten"

    with pytest.raises(CommandError, match="1 more open with no key that is named"):
        call_command("rotate_secrets", stdout=StringIO())

    totp.instance.refresh_from_db()
    assert totp.instance.data == before


def test_whoever_uses_the_key_itself_knows_those_it_replaced():
    using = {
        file: text
        for room in ("accord", "config")
        for file in (BASE_DIR / room).rglob("*.py")
        if re.search(r"settings\.SECRET_KEY\b", text := file.read_text())
    }
    assert {file.name for file in using} >= {"sealing.py", "links.py"}
    for file, text in using.items():
        assert "settings.SECRET_KEY_FALLBACKS" in text, file
