"""Setting up a second factor and signing in with it, as people do it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.directory.links import hashed
from accord.directory.models import Invitation
from tests.accounts.test_signing_in import PASSWORD, code_of
from tests.browser.conftest import address
from tests.browser.test_accessible import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def rita(register):
    register.rita.set_password(PASSWORD)
    register.rita.save()
    return register.rita


def sign_in(page, person) -> None:
    page.goto(address("account_login", language="fr"))
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form.form [type=submit]").click()


def confirm(page) -> None:
    """The pages about the second factor ask for the password again."""
    assert faults_of(page) == []
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form.form [type=submit]").first.click()


def test_an_approver_is_led_to_an_application_and_then_in(open_page, rita):
    page = open_page("account_login")
    sign_in(page, rita)
    page.wait_for_url("**" + reverse("mfa_index"))
    assert faults_of(page) == []

    page.locator(f"a[href='{reverse('mfa_activate_totp')}']").click()
    confirm(page)
    page.wait_for_url("**" + reverse("mfa_activate_totp"))
    assert page.locator("main img").evaluate("(it) => it.naturalWidth") > 0
    secret = page.locator("#authenticator_secret").input_value()
    assert faults_of(page) == []
    page.locator("[name=code]").fill(code_of(secret))
    page.locator("main form.form [type=submit]").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"\b[0-9a-f]{8}\b", page.locator("main").inner_html())) >= 10
    assert faults_of(page) == []

    page.goto(address("dashboards:overview", language="fr"))
    assert page.url.endswith(reverse("dashboards:overview"))


def test_a_passkey_opens_the_account_without_a_password(open_page, rita):
    page = open_page("account_login")
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    sign_in(page, rita)
    page.goto(address("mfa_add_webauthn", language="fr"))
    confirm(page)
    page.locator("[name=name]").fill("Téléphone")
    page.locator("[name=passwordless]").check()
    assert faults_of(page) == []
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))

    page.goto(address("mfa_list_webauthn", language="fr"))
    assert page.get_by_text("Téléphone").first.is_visible()
    assert faults_of(page) == []
    page.goto(address("dashboards:overview", language="fr"))
    page.locator("header form [type=submit]").click()
    page.goto(address("account_login", language="fr"))
    page.locator("#passkey_login").click()
    page.wait_for_url("**" + reverse("dashboards:overview"))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_invitation_is_readable_by_all(language, open_page, register, complaints):
    Invitation.objects.create(
        email="invited@example.org",
        name="Invited",
        organisation=register.ixelles,
        role="reader",
        token_hash=hashed("token"),
        expires_at=timezone.now() + timedelta(days=1),
    )
    page = open_page("directory_account:accept", "token", language=language)

    assert faults_of(page) == []
    page.locator("main form.form [type=submit]").click()
    page.locator("[data-accord-errors]").wait_for()
    assert faults_of(page) == []
    page.goto(address("directory_account:accept", "other", language=language))
    assert faults_of(page) == []
    assert "404" in complaints.pop()
