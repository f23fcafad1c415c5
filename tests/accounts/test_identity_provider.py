"""Signing in through an administration's own identity provider, a real one."""

import re
import subprocess
import sys
from urllib.parse import urljoin

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils.translation import override

from accord.accounts.adapters import ProviderAdapter
from accord.accounts.models import User
from tests.accounts import identity_provider as official
from tests.accounts.test_signing_in import OVERVIEW

pytestmark = pytest.mark.django_db
CALLBACK = "/fr/compte/oidc/official/callback/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    folder = tmp_path_factory.mktemp("provider")
    command = (sys.executable, "-m", "tests.accounts.identity_provider")
    process = subprocess.Popen(
        [*command, str(folder), f"http://testserver{CALLBACK}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), "the provider did not start"
    yield address
    process.communicate("", timeout=10)


@pytest.fixture
def trusted(provider, settings):
    """The settings that OIDC_ISSUER and its companions give."""
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "official",
                    "name": "Officiel",
                    "client_id": official.CLIENT_ID,
                    "secret": official.CLIENT_SECRET,
                    "settings": {"server_url": provider},
                }
            ],
        }
    }
    return provider


def sign_in_there(client, email, there=""):
    """Follow the button, sign in at the provider, come back with its answer."""
    if not there:
        page = client.get(reverse("account_login"))
        [there] = re.findall(r'href="([^"]*/oidc/official/[^"]*)"', page.text)
    leaving = client.get(there.replace("&amp;", "&"))
    assert leaving.status_code == 302
    with requests.Session() as browser:
        asked = browser.get(leaving.url, timeout=10)
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', asked.text)[0]
        typed = {
            "login": email,
            "password": official.PASSWORD,
            "csrfmiddlewaretoken": token,
            "next": leaving.url.removeprefix(asked.url.split("/accounts/")[0]),
        }
        answer = browser.post(asked.url, typed, timeout=10, allow_redirects=False)
        for _ in range(5):
            address = urljoin(answer.url, answer.headers["location"])
            if address.startswith("http://testserver"):
                return client.get(address.removeprefix("http://testserver"))
            answer = browser.get(address, timeout=10, allow_redirects=False)
    raise AssertionError("the provider did not send us back")


def test_an_official_signs_in_through_their_administration(client, cast, trusted):
    answer = sign_in_there(client, "lea@example.org")

    assert answer.status_code == 302
    page = client.get(reverse(OVERVIEW))
    assert page.context["user"] == cast.lea
    client.post(reverse("account_logout"))
    assert sign_in_there(client, "lea@example.org").status_code == 302
    assert client.get(reverse(OVERVIEW)).context["user"] == cast.lea


def test_a_first_sign_in_there_takes_no_password_away(client, cast, trusted):
    cast.lea.set_password("a long one of her own")
    cast.lea.save()
    sign_in_there(client, "lea@example.org")
    client.post(reverse("account_logout"))

    cast.lea.refresh_from_db()
    assert cast.lea.check_password("a long one of her own")


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("name", ["openid_connect_login"])
def test_with_the_provider_away_there_is_a_sentence_and_another_way(
    client, cast, trusted, settings, language, name
):
    [app] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"] = {"server_url": "http://127.0.0.1:9/nobody"}
    with override(language):
        answer = client.get(reverse(name, args=["official"]))
        other_ways = reverse("account_login"), reverse("account_reset_password")

    assert answer.status_code == 503
    assert all(f'href="{way}"' in answer.text for way in other_ways)


def test_an_address_with_a_sign_that_nobody_sees_is_the_one_it_looks_like(
    client, cast, trusted, monkeypatch
):
    seen = ProviderAdapter.authenticate_by_email

    def spoilt(self, sociallogin):
        for one in sociallogin.email_addresses:
            one.email = one.email.replace("@", "\u200b@")
        return seen(self, sociallogin)

    monkeypatch.setattr(ProviderAdapter, "authenticate_by_email", spoilt)
    sign_in_there(client, "lea@example.org")

    assert client.get(reverse(OVERVIEW)).context["user"] == cast.lea


def test_a_provider_that_was_made_anew_may_write_the_address_otherwise(
    client, cast, trusted, monkeypatch
):
    sign_in_there(client, "lea@example.org")
    client.post(reverse("account_logout"))
    SocialAccount.objects.all().delete()  # by its new number nobody is known
    seen = ProviderAdapter.authenticate_by_email

    def otherwise(self, sociallogin):
        for one in sociallogin.email_addresses:
            one.email = one.email.title()
        return seen(self, sociallogin)

    monkeypatch.setattr(ProviderAdapter, "authenticate_by_email", otherwise)
    assert sign_in_there(client, "lea@example.org").status_code == 302
    assert client.get(reverse(OVERVIEW)).context["user"] == cast.lea


def test_an_address_the_provider_did_not_verify_opens_nothing(client, cast, trusted):
    sign_in_there(client, "remy@example.org")

    assert client.get(reverse(OVERVIEW)).status_code == 302


def test_who_was_not_invited_is_told_so_and_gets_no_account(client, trusted, nobody):
    page = sign_in_there(client, "lea@example.org")

    assert "account/signup_closed.html" in [one.name for one in page.templates]
    assert not User.objects.exists()


def test_nobody_ties_another_address_to_the_account_on_screen(client, cast, trusted):
    client.force_login(cast.zoe)
    there = reverse("openid_connect_login", args=["official"])

    answer = sign_in_there(client, "lea@example.org", f"{there}?process=connect")

    assert answer.status_code == 401
    assert not SocialAccount.objects.exists()


def test_an_answer_nobody_asked_for_opens_nothing(client, cast, trusted):
    answer = client.get(CALLBACK, {"code": "forged", "state": "forged"})

    assert answer.status_code == 401
    names = [one.name for one in answer.templates]
    assert "socialaccount/authentication_error.html" in names


def test_without_a_provider_there_is_no_button(client, db):
    assert "/oidc/" not in client.get(reverse("account_login")).text
