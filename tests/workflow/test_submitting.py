"""The same form sent twice is one act; two forms are two."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.agreements.models import Note
from accord.attachments.models import Filed
from accord.journal.models import Submission
from accord.submitting import KEPT, forget_old, token_for
from accord.workflow import GONE, version_of
from tests import make
from tests.attachments.files import sent

pytestmark = pytest.mark.django_db
NOTE = {"text": "Appelé le service.", "language": "fr"}


@pytest.fixture
def address(cast):
    agreement = make.agreement(municipality=cast.ixelles)
    return reverse("agreements:note_add", args=[agreement.pk])


def test_the_same_form_sent_twice_is_one_record_and_leads_to_one_place(
    sign_in, cast, address
):
    client = sign_in(cast.remy)
    form = NOTE | client.token()
    first, second = client.post(address, form), client.post(address, form)
    assert (first.status_code, second.url) == (302, first.url)
    assert Note.objects.count() == 1
    assert "déjà" in client.get(second.url).text
    client.post(address, NOTE)  # the same words, from another form
    assert Note.objects.count() == 2


def test_a_form_that_was_sent_and_says_something_else_is_asked_about(
    sign_in, cast, address
):
    client = sign_in(cast.remy)
    token = client.token()
    client.post(address, NOTE | token)
    other = {"text": "Rappelé.", "language": "fr"}
    asked = client.post(address, other | token)
    assert asked.status_code == 409
    assert "Rappelé." in asked.text
    assert client.post(address, other).status_code == 302
    assert Note.objects.count() == 2


def test_a_token_is_for_its_person_and_for_a_while(
    sign_in, cast, address, time_machine_of_signing
):
    client = sign_in(cast.remy)
    mine = client.token()["token"]
    for token in ("", "x", token_for(cast.rita), mine + "x"):
        refused = client.send(address, NOTE | {"token": token})
        assert refused.status_code == 409
        assert NOTE["text"] in refused.text
    time_machine_of_signing(KEPT + timedelta(minutes=1))
    assert client.send(address, NOTE | {"token": mine}).status_code == 409
    assert not Note.objects.exists()


@pytest.fixture
def time_machine_of_signing(monkeypatch):
    def later(span):
        import time

        now = time.time() + span.total_seconds()
        monkeypatch.setattr("django.core.signing.time.time", lambda: now)

    return later


def test_what_was_refused_was_not_sent(sign_in, cast, address):
    client = sign_in(cast.remy)
    form = {"text": "", "language": "fr"} | client.token()
    assert client.post(address, form).status_code == 200
    assert client.post(address, form | NOTE).status_code == 302
    assert Note.objects.count() == 1


def test_an_act_sent_twice_is_told_as_done_rather_than_as_stale(sign_in, cast):
    agreement = make.agreement(municipality=cast.ixelles)
    step = make.step(agreement=agreement, state="draft")
    address = reverse("agreements:fact_publish", args=["steps", step.pk])
    client = sign_in(cast.remy)
    form = {"seen": version_of(step)} | client.token()
    first, second = client.post(address, form), client.post(address, form)
    assert (second.status_code, second.url) == (302, first.url)


def test_a_file_sent_twice_is_one(sign_in, cast):
    address = reverse("attachments:filed_add", args=["organisation", cast.ixelles.pk])
    client = sign_in(cast.ines)
    token = client.token()

    def send():
        return client.post(address, {"title": "Charte", "file": sent()} | token)

    assert [send().status_code, send().status_code] == [302, 302]
    assert Filed.objects.count() == 1


def test_old_forms_are_forgotten(sign_in, cast, address):
    sign_in(cast.remy).post(address, NOTE)
    assert forget_old() == 0
    Submission.objects.update(at=timezone.now() - KEPT - timedelta(seconds=1))
    assert forget_old() == 1


def test_what_is_gone_meanwhile_is_said_to_be_gone(sign_in, cast):
    address = reverse("referents:post_edit", args=[10**6])
    client = sign_in(cast.remy)
    late = client.send(address, {"seen": "1"} | client.token())
    assert (late.status_code, late.context["reason"]) == (409, GONE)
    assert client.get(address).status_code == 404
    assert client.send(address, {"seen": "1"}).status_code == 404
