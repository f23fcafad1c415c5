"""One's notifications and choices, links in mails, and messages that failed."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accord.directory.needs import read
from accord.notifications import needs
from accord.notifications.links import Act, Link, address_of
from accord.notifications.models import Message, Notification, Pause, Preference
from tests import make
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
LIST = "notifications:notification_list"
FAILED = "notifications:message_list"
ROLES = ["ines", "marc", "rita", "remy", "lea", "sam", "zoe", "ada"]


def path_of(link):
    return address_of(link).removeprefix("http://testserver")


def failed(person, **fields):
    fields = {"state": "given_up", "last_error": "552 full"} | fields
    made = {"kind": "single", "language": "fr", "message_id": f"<{make.source().pk}@a>"}
    return Message.objects.create(person=person, **made, **fields)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_its_length(
    how_many, role, sign_in, cast, happen, django_assert_max_num_queries
):
    person = getattr(cast, role)
    [row] = happen(person)
    columns = [column.attname for column in row._meta.concrete_fields]
    same = {name: getattr(row, name) for name in columns if name != "id"}
    Notification.objects.bulk_create(
        Notification(**same | {"record_id": 10_000 + number})
        for number in range(how_many - 1)
    )
    client = sign_in(person)
    with django_assert_max_num_queries(8):
        page = client.get(reverse(LIST))
    assert len(page.content) < 40_000


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_of_failed_messages_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    person = make.person()
    Message.objects.bulk_create(
        Message(
            person=person,
            kind="single",
            language="fr",
            state="given_up",
            message_id=f"<{number}@example>",
        )
        for number in range(how_many)
    )
    client = sign_in(cast.ada)
    with django_assert_max_num_queries(8):
        page = client.get(reverse(FAILED))
    assert len(page.content) < 40_000


def test_what_is_read_leaves_the_list_and_can_be_found_again(sign_in, cast, happen):
    [row] = happen(cast.ines)
    client = sign_in(cast.ines)
    assert "fr: it" in client.get(reverse(LIST)).text
    client.post(reverse("notifications:notification_read", args=[row.pk]))
    assert "fr: it" not in client.get(reverse(LIST)).text
    assert "fr: it" in client.get(reverse(LIST), {"all": 1}).text


def test_all_is_what_the_page_showed(sign_in, cast, happen):
    [first] = happen(cast.ines)
    [later] = happen(cast.ines, about=make.agreement())
    address = reverse("notifications:notification_read_all", args=[first.pk])
    sign_in(cast.ines).post(address)
    assert list(Notification.objects.unread()) == [later]


def test_another_person_s_notification_is_not_found(sign_in, cast, happen):
    [row] = happen(cast.ines)
    for name in ("notification_read", "notification_read_all"):
        address = reverse(f"notifications:{name}", args=[row.pk])
        assert sign_in(cast.marc).post(address).status_code == 404
    assert Notification.objects.get().read_at is None


def test_one_chooses_a_rhythm_for_each_topic(sign_in, cast):
    client = sign_in(cast.ines)
    address = reverse("notifications:preference_edit")
    assert address in client.get(reverse("directory:profile")).text
    shown = client.get(address).context["form"].initial
    assert set(shown.values()) == {"daily"}
    client.post(address, shown | {"texts": "at_once", "stakes": "none"})
    chosen = Preference.objects.visible_to(cast.ines).order_by("topic")
    assert [(one.topic, one.rhythm) for one in chosen] == [
        ("stakes", "none"),
        ("texts", "at_once"),
    ]


@pytest.fixture
def mailed(cast, happen, choose):
    """A mail that Ines got: its addresses, by what they do."""
    choose(cast.ines, "at_once")
    [row] = happen(cast.ines)
    work_off()
    sent = mail.outbox[0]
    addresses = re.findall(r"http://testserver(\S+/compte/courriel/\S+)", sent.body)
    return dict(zip(("seen", "pause", "stop"), addresses, strict=True)), row, sent


def test_opening_a_link_only_shows_what_it_does(client, mailed):
    addresses, _row, _sent = mailed
    for address in addresses.values():
        page = client.get(address)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
    assert Notification.objects.unread().count() == 1
    assert not Pause.objects.exists()
    assert Preference.objects.filter(rhythm="none").count() == 0


def test_its_button_does_it_without_signing_in(client, cast, mailed):
    addresses, row, _sent = mailed
    for address in addresses.values():
        assert client.post(address).status_code == 200
    row.refresh_from_db()
    assert row.read_at
    pause = Pause.objects.get()
    assert pause.record_id == row.record_id
    assert 6 < (pause.until - timezone.now()).days + 1 < 8
    assert Preference.objects.get(topic="texts").rhythm == "none"


def test_a_mail_program_unsubscribes_with_one_click(client, cast, mailed):
    client.handler.enforce_csrf_checks = True
    header = mailed[2].extra_headers["List-Unsubscribe"]
    answer = client.post(
        header.strip("<>").removeprefix("http://testserver"),
        {"List-Unsubscribe": "One-Click"},
    )
    assert answer.status_code == 200  # RFC 8058: no redirect
    assert Preference.objects.get(person=cast.ines, topic="texts").rhythm == "none"


def test_the_link_of_a_digest_stops_all_topics(client, cast):
    client.post(path_of(Link(Act.STOP_ALL, cast.ines.pk)))
    assert Preference.objects.filter(person=cast.ines, rhythm="none").count() == 5


def test_a_link_that_was_never_given_or_has_ended_does_nothing(
    client, cast, happen, settings
):
    [row] = happen(cast.ines)
    good = path_of(Link(Act.SEEN, cast.ines.pk, str(row.pk)))
    strangers = path_of(Link(Act.SEEN, cast.marc.pk, str(row.pk)))
    nobodys = path_of(Link(Act.STOP, 0, "texts"))
    unknown = path_of(Link(Act.STOP, cast.ines.pk, "nothing"))
    settings.MAIL_LINK_DAYS = 0
    bad = f"{good[:-2]}{'a' if good[-2] != 'a' else 'b'}/"
    for address in (good, bad, strangers, nobodys, unknown):
        assert client.post(address).status_code == 404
    settings.MAIL_LINK_DAYS = 1
    for address in (bad, strangers, nobodys, unknown):
        assert client.post(address).status_code == 404
    assert client.post(good).status_code == 200


def test_links_cannot_be_guessed_at_leisure(client, monkeypatch):
    monkeypatch.setattr("accord.notifications.views.RATES", {"link_follow": "2/m/ip"})
    address = reverse("notifications_account:link_follow", args=["guess"])
    statuses = [client.get(address).status_code for _each in range(3)]
    assert statuses == [404, 404, 429]


def test_an_administrator_sees_what_failed_and_has_it_sent_again(sign_in, cast):
    message = failed(cast.ines)
    client = sign_in(cast.ada)
    page = client.get(reverse(FAILED)).text
    assert cast.ines.email in page
    assert "552 full" in page
    client.post(reverse("notifications:message_send_again", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == "queued"


def test_what_was_given_up_needs_an_administrator(cast):
    failed(cast.ines)
    today = timezone.localdate()
    [rows] = needs.rows(cast.ada, today)
    [need] = read(rows)
    assert (need.kind, need.person, need.what) == (
        "notifications.given_up",
        cast.ada.pk,
        "Ines",
    )
    [theirs] = needs.rows(cast.rita, today)
    assert read(theirs) == []


def test_it_is_on_the_desk_of_an_administrator_and_gone_when_done(sign_in, cast):
    message = failed(cast.ines)
    desk = reverse("dashboards:overview")
    client = sign_in(cast.ada)
    row = f'href="{reverse(FAILED)}"'
    before = client.get(desk).text.count(row)  # with the menu
    client.post(reverse("notifications:message_send_again", args=[message.pk]))
    assert client.get(desk).text.count(row) == before - 1 == 1


def test_what_is_not_given_up_is_not_sent_again(sign_in, cast):
    message = failed(cast.ines, state="sent", sent_at=timezone.now())
    address = reverse("notifications:message_send_again", args=[message.pk])
    assert sign_in(cast.ada).post(address).status_code == 409
