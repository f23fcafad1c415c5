"""Guessing passwords is slowed down, and nobody is locked out by others' guesses."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accord.notifications.models import Message
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
PASSWORD = "a bridge over the Senne"
NEW = "another bridge, higher"
HERE, THERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def people(cast):
    for person in (cast.lea, cast.sam):
        person.set_password(PASSWORD)
        person.save()


def try_(address, password="guess", origin=HERE, browser=None):
    typed = {"login": address, "password": password}
    browser = browser or Client()
    return browser.post(reverse("account_login"), typed, REMOTE_ADDR=origin)


def said(answer):
    return answer.context["form"].non_field_errors().as_data()[0].code


def opens(*tried, **how):
    return try_(*tried, PASSWORD, **how).status_code == 302


def looked_at(address, seconds):
    """When of these a wrong password is looked at."""
    start, found = timezone.now(), []
    with time_machine.travel(start, tick=False) as clock:
        for after in seconds:
            clock.move_to(start + timedelta(seconds=after))
            if said(try_(address)) != "too_many_login_attempts":
                found.append(after)
    return found


def test_who_guesses_waits_longer_and_longer(cast):
    found = looked_at(cast.lea.email, [*range(0, 900, 10), 3590, 3600])
    assert found == [0, 10, 20, 30, 40, 60, 70, 80, 600, 610, 620, 630, 3600]


def test_who_guesses_has_thirty_tries_a_day(cast):
    assert len(looked_at(cast.lea.email, range(0, 24 * 3600, 600))) == 30


def test_a_known_browser_is_let_in_whatever_others_try(cast):
    known = Client()
    assert opens(cast.lea.email, browser=known)
    known.post(reverse("account_logout"))
    for n in range(120):  # from everywhere, and from the same building
        try_(cast.lea.email, origin=f"203.0.113.{n}")
    for _n in range(10):
        try_(cast.lea.email)

    assert not opens(cast.lea.email)
    assert opens(cast.lea.email, browser=known)


def test_one_who_guesses_does_not_lock_colleagues_of_the_same_building(cast):
    for _n in range(20):
        try_(cast.lea.email)

    assert opens(cast.sam.email)
    assert opens(cast.lea.email, origin=THERE)


def test_an_address_is_not_guessed_from_everywhere(cast):
    answers = [try_(cast.lea.email, origin=f"203.0.113.{n}") for n in range(101)]
    assert said(answers[99]) == "email_password_mismatch"
    assert said(answers[100]) == "too_many_login_attempts"


def test_one_password_is_not_tried_on_everyone(cast):
    answers = [try_(f"{n}@example.org") for n in range(61)]
    assert said(answers[59]) == "email_password_mismatch"
    assert said(answers[60]) == "too_many_login_attempts"


@time_machine.travel("2026-11-30", tick=False)
def test_trying_many_addresses_makes_no_count_forgotten(cast):
    for _n in range(5):
        try_(cast.lea.email)
    for n in range(200):
        try_(f"{n}@example.org", origin=f"203.0.113.{n}")
    assert said(try_(cast.lea.email)) == "too_many_login_attempts"


def test_a_known_browser_guesses_no_more_than_another(cast):
    known = Client()
    opens(cast.lea.email, browser=known)
    known.post(reverse("account_logout"))
    answers = [try_(cast.lea.email, browser=known) for _n in range(6)]
    assert said(answers[5]) == "too_many_login_attempts"


def test_the_cookie_of_one_opens_nothing_for_another_and_cannot_be_made(cast):
    known = Client()
    opens(cast.sam.email, browser=known)
    known.post(reverse("account_logout"))
    for _n in range(5):
        try_(cast.lea.email)
    assert not opens(cast.lea.email, browser=known)
    known.cookies["device"] = "made:up"
    assert not opens(cast.lea.email, browser=known)


def test_colleagues_who_share_a_browser_are_all_known(cast):
    shared = Client()
    for person in (cast.lea, cast.sam):
        assert opens(person.email, browser=shared)
        shared.post(reverse("account_logout"))
    for _n in range(10):
        try_(cast.lea.email)
    assert opens(cast.lea.email, browser=shared)


def test_a_right_password_does_not_count(cast):
    for _n in range(20):
        assert opens(cast.lea.email, browser=Client())


def test_a_new_password_by_mail_is_the_way_out(cast):
    browser = Client()
    for n in range(110):
        try_(cast.lea.email, origin=f"203.0.113.{n}")
    for _n in range(6):
        try_(cast.lea.email, browser=browser)
    refused = try_(cast.lea.email, PASSWORD, browser=browser)
    assert reverse("account_reset_password") in refused.text

    browser.post(reverse("account_reset_password"), {"email": cast.lea.email})
    work_off()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    chosen = {"password1": NEW, "password2": NEW}
    browser.post(browser.get(link).url, chosen)
    assert try_(cast.lea.email, NEW, browser=browser).status_code == 302


@pytest.mark.parametrize("address", ["lea@example.org", "nobody@example.org"])
def test_a_mailbox_is_not_filled_with_links_from_many_origins(address, cast):
    ask = reverse("account_reset_password")
    answers = {
        (asked.status_code, asked.url)
        for n in range(8)
        for asked in [
            Client().post(ask, {"email": address}, REMOTE_ADDR=f"203.0.113.{n}")
        ]
    }
    assert len(answers) == 1  # the sixth is answered as the first
    assert Message.objects.count() == 5  # of a stranger's address as well
    work_off()
    links = [re.search(r"http://testserver(\S+)", one.body)[1] for one in mail.outbox]
    assert len(links) == (5 if address == cast.lea.email else 0)
    assert all(Client().get(link).status_code == 302 for link in links)


def test_links_are_sent_again_after_an_hour_and_to_others_at_once(cast):
    ask = reverse("account_reset_password")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _n in range(6):
            Client().post(ask, {"email": cast.lea.email})
        Client().post(ask, {"email": cast.sam.email})
        assert Message.objects.count() == 6
        clock.shift(timedelta(hours=1, seconds=1))
        Client().post(ask, {"email": cast.lea.email.upper()})
    assert Message.objects.count() == 7


@pytest.mark.parametrize("address", ["lea@example.org", "nobody@example.org"])
def test_waiting_tells_nobody_who_has_an_account(address, untranslated):
    answers = [try_(address) for _n in range(6)]
    assert [said(one) for one in answers] == [
        *["email_password_mismatch"] * 5,
        "too_many_login_attempts",
    ]


def test_a_machine_that_never_stops_is_told_to_wait():
    answers = [try_(f"{n}@example.org") for n in range(121)]
    assert answers[-1].status_code == 429
    assert "ui/errors/429.html" in [one.name for one in answers[-1].templates]


def test_signing_out_leaves_no_page_behind(client, sign_in, cast):
    answer = sign_in(cast.lea).post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/fr/")


@pytest.mark.parametrize(
    ("secure", "proxies", "warned"), [(1, 0, 1), (1, 1, 0), (0, 0, 0)]
)
def test_a_proxy_that_nobody_told_of_is_said_at_the_start(
    secure, proxies, warned, settings
):
    settings.SESSION_COOKIE_SECURE = bool(secure)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    found = [one.id for one in run_checks(tags=["security"])]
    assert found.count("config.W001") == warned
