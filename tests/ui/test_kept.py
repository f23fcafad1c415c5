"""A form that could not be taken keeps what was typed in it, and leads on."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse, translate_url
from django.utils.translation import override

from accord.agreements.models import Note
from accord.ui.refusals import page_above
from tests import make
from tests.house.access import POSTED
from tests.house.markup import faults

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}
NOTE = "Vu l’échevine :\r\nelle attend <b>notre</b> réponse & un délai."


@pytest.fixture
def page(cast):
    agreement = make.agreement(municipality=cast.ixelles)
    return reverse("agreements:note_add", args=[agreement.pk])


def signed_in(person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    return browser


def fields(text):
    """What the form of the page would send."""
    [form] = re.findall(r'<form class="form".*?</form>', text, re.DOTALL)
    given = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in given}


def sign_in_by_password(browser, person):
    person.set_password("a bridge over the Senne")
    person.save()
    address = reverse("account_login")
    typed = {"login": person.email, "password": "a bridge over the Senne"}
    token = browser.get(address).context["csrf_token"]
    browser.post(address, typed | {"csrfmiddlewaretoken": str(token)})


def sent(browser, page, **typed):
    """With all that the form says of itself, such as its own token."""
    own = fields(browser.get(page).text)
    assert {"csrfmiddlewaretoken", "token"} <= set(own)
    return browser, own | {"text": NOTE, "language": "fr"} | typed


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_ended_session_keeps_the_text_until_one_has_signed_in_again(
    language, cast, page
):
    page = translate_url(page, language)
    browser, typed = sent(signed_in(cast.remy), page)
    del browser.cookies["sessionid"]

    kept = browser.post(page, typed, headers=HERE)

    assert kept.status_code == 403
    assert kept.context["is_signed_out"]
    assert html.escape(NOTE, quote=False).replace("'", "&#x27;") in kept.text
    assert reverse("account_login") in kept.text
    assert "no-store" in kept["Cache-Control"]
    assert faults(kept.text) == []
    assert not Note.objects.exists()

    sign_in_by_password(browser, cast.remy)  # in another window: another token
    once_more = browser.post(page, fields(kept.text), headers=HERE)
    assert once_more.status_code == 403
    assert not once_more.context["is_signed_out"]
    done = browser.post(page, fields(once_more.text), headers=HERE)
    assert done.status_code == 302
    assert Note.objects.get().text == NOTE.replace("\r\n", "\n")


def test_a_token_that_grew_old_keeps_the_text_and_gets_another(cast, page):
    browser, typed = sent(signed_in(cast.remy), page)
    again = browser.post(page, typed | {"csrfmiddlewaretoken": "a" * 64}, headers=HERE)

    assert again.status_code == 403
    assert fields(again.text)["text"] == NOTE
    assert browser.post(page, fields(again.text), headers=HERE).status_code == 302
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_words_that_another_site_sends_are_in_no_form_of_ours(
    headers, is_signed_in, cast, page
):
    browser, typed = sent(signed_in(cast.remy), page)
    if not is_signed_in:
        del browser.cookies["sessionid"]
    stale = typed | {"csrfmiddlewaretoken": "a" * 64}

    refused = browser.post(page, stale, headers=headers)

    assert refused.status_code == 403
    assert NOTE[:12] not in refused.text
    assert "kept" not in refused.context


def test_passwords_are_not_in_it_and_files_are_to_be_chosen_again(cast):
    browser = signed_in(cast.ines)
    page = reverse("account_change_password")
    typed = {"oldpassword": "a bridge over", "password1": "the Senne", "note": "A b"}
    again = browser.post(page, typed, headers=HERE)
    assert "over" not in again.text
    assert "Senne" not in again.text
    assert again.context["kept"].has_secrets

    coded = {"code": "123456", "note": "A b"}
    again = browser.post(reverse("mfa_reauthenticate"), coded, headers=HERE)
    assert "A b" in again.text
    assert "123456" not in again.text
    again = browser.post(reverse("directory:profile"), coded, headers=HERE)
    assert fields(again.text)["code"] == "123456"

    file = SimpleUploadedFile("plan.pdf", b"%PDF-")
    typed = {"title": "Le plan", "file": file}
    again = browser.post(reverse("directory:profile"), typed, headers=HERE)
    assert "plan.pdf" in again.text
    assert 'enctype="multipart/form-data"' in again.text


def test_a_button_pressed_too_late_leads_to_its_page_after_signing_in(cast):
    browser = Client()
    page = reverse("directory:invitation_again", args=[1])
    sent_away = browser.post(page, {}, headers=HERE)
    above = reverse("directory:invitation_list")
    assert sent_away.url == f"{reverse('account_login')}?next={above}"


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("name", sorted(POSTED))
def test_above_every_button_is_a_page(name, language):
    with override(language):
        numbered = name not in ("account_logout", "directory:support_end")
        numbered = numbered and name != "notifications:message_try"
        try:
            address = reverse(name, args=[1] if numbered else [])
        except Exception:
            address = reverse(name, args=[1, 1])
        match = resolve(page_above(address))
    assert match.view_name not in POSTED


def test_an_address_of_a_button_is_a_page_that_leads_on(sign_in, cast):
    client = sign_in(cast.rita)
    address = reverse("notifications:notification_read", args=[1])

    answer = client.get(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert f'href="{reverse("notifications:notification_list")}"' in answer.text
    assert '<nav class="rail"' in answer.text
    assert faults(answer.text) == []
    assert client.get("/data/agreements.csv").status_code == 200


@pytest.mark.parametrize("status", [403, 404])
def test_refusals_are_pages_of_the_workspace_for_who_is_in_it(status, sign_in, cast):
    address = {403: reverse("directory:person_list"), 404: "/fr/espace/nowhere/"}
    client = sign_in(cast.ines)
    inside = client.get(address[status])
    assert inside.status_code == status
    assert '<nav class="rail"' in inside.text
    assert reverse("dashboards:overview") in inside.text
    outside = client.get("/fr/nowhere/")
    assert outside.status_code == 404
    assert '<nav class="rail"' not in outside.text
