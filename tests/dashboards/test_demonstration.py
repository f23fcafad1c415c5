"""The demonstration: marked everywhere, and nowhere else."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from accord.accounts.demonstration import CAST, PASSWORD
from accord.accounts.models import User
from accord.agreements.models import Note, Step
from accord.journal.models import Entry

pytestmark = pytest.mark.django_db
REGISTER = Path(__file__).parents[2] / "data/brussels"


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    call_command("load_register", REGISTER, verbosity=0)
    call_command("seed_demo")


def sign_in(client, email):
    typed = {"login": email, "password": PASSWORD}
    return client.post(reverse("account_login"), typed)


@pytest.mark.parametrize("played", CAST, ids=lambda one: one.name)
def test_everyone_of_the_cast_can_be_played(played, client, demonstration):
    sign_in(client, played.email)

    page = client.get(reverse("dashboards:overview"))
    assert page.status_code == 200
    assert "demonstration" in page.text.lower()


def test_their_password_opens_nothing_elsewhere(client, demonstration, settings):
    sign_in(client, "rita@demonstration.invalid")
    settings.DEMO = False

    assert client.get(reverse("dashboards:overview")).status_code == 302
    refused = sign_in(client, "rita@demonstration.invalid")
    assert refused.url == reverse("account_inactive")
    assert client.get(reverse("dashboards:overview")).status_code == 302
    assert PASSWORD not in client.get(reverse("account_login")).text


def test_it_is_refused_where_the_data_is_real(db):
    with pytest.raises(CommandError, match="demonstration"):
        call_command("seed_demo")
    assert not User.objects.exists()


def test_twice_changes_nothing(demonstration):
    before = (User.objects.count(), Step.objects.count(), Entry.objects.count())
    call_command("seed_demo")

    assert (User.objects.count(), Step.objects.count(), Entry.objects.count()) == before


def test_all_invented_facts_say_so(demonstration):
    invented = Step.objects.filter(source__code="demonstration")
    assert invented.count() == 2
    assert all("inventée" in step.note_fr for step in invented)
    assert all("Démonstration" in note.text for note in Note.objects.all())
    assert all(message.to[0].endswith(".invalid") for message in mail.outbox)


def test_every_page_and_file_is_marked(client, demonstration):
    for name in ("publicsite:home", "publicsite:agreement_list", "account_login"):
        page = client.get(reverse(name))
        assert 'class="demonstration"' in page.text
    file = client.get("/data/agreements.csv")
    assert "demonstration" in file["Content-Disposition"]
    assert b"demonstration" in b"".join(file.streaming_content).splitlines()[0]
