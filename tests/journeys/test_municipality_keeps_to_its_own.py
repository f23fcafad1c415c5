"""A municipality sees its own agreement, and can neither see nor touch the others'."""

import pytest
from django.urls import reverse

from accord.agreements.models import Agreement, Step
from accord.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(cast):
    """A published agreement of Ixelles with a draft, and a draft one of Schaerbeek."""
    model = make.model_agreement()
    own = make.agreement(municipality=cast.ixelles, model=model)
    make.step("signature", "2021-11-15", agreement=own)
    make.step("end", "2024", agreement=own, state="draft", note_fr="x", note_nl="y")
    other = make.agreement(municipality=cast.schaerbeek, model=model, state="draft")
    step = make.step("college", "2022-09", agreement=other, state="draft")
    return own, other, step


def test_it_sees_its_own_agreement_and_public_page(sign_in, cast, files):
    own, _other, _step = files
    client = sign_in(cast.ines)

    assert client.get(reverse("dashboards:overview")).status_code == 200
    page = client.get(own.get_absolute_url())
    assert page.status_code == 200
    kinds = [shown.fact.kind for shown in page.context["file"]["steps"]]
    assert kinds == ["signature"]  # what is not public yet is the Region's
    assert page.context["file"]["may_record"] is False
    assert client.get(cast.ixelles.get_absolute_url()).status_code == 200


def test_it_cannot_see_what_is_not_public_elsewhere(sign_in, cast, files):
    _own, other, _step = files
    client = sign_in(cast.ines)

    assert client.get(other.get_absolute_url()).status_code == 404
    listed = client.get(reverse("agreements:agreement_list")).context["page"]
    assert [one.municipality for one in listed] == [cast.ixelles]
    assert client.get(reverse("dashboards:unknown_list")).status_code == 403


@pytest.mark.parametrize("who", ["ines", "marc", "nora", "sam", "zoe", "ada"])
def test_it_cannot_touch_anything_by_any_address(who, sign_in, cast, files):
    own, other, step = files
    client = sign_in(getattr(cast, who))
    source = make.source()
    before = (Entry.objects.count(), Step.objects.count(), Agreement.objects.count())
    typed = {
        "kind": "end",
        "precision": "at",
        "day": "2024",
        "source": source.pk,
        "reason": "x",
        "text": "x",
        "language": "fr",
        "municipality": cast.ixelles.pk,
        "model": own.model_id,
    }
    addresses = [
        reverse("agreements:agreement_open"),
        reverse("agreements:absence_record"),
        reverse("agreements:step_edit", args=[step.pk]),
        reverse("agreements:fact_publish", args=["steps", step.pk]),
        reverse("agreements:fact_strike", args=["steps", step.pk]),
        *(
            reverse(f"agreements:{name}", args=[one.pk])
            for name in ("step_record", "choice_record", "referent_record", "note_add")
            for one in (own, other)
        ),
    ]

    statuses = {client.post(address, typed).status_code for address in addresses}

    assert statuses <= {403, 404}
    after = (Entry.objects.count(), Step.objects.count(), Agreement.objects.count())
    assert after == before


def test_a_part_that_ended_opens_nothing_any_more(sign_in, cast, files):
    from datetime import date

    import time_machine

    from accord.directory.actions.people import end_part
    from accord.directory.models import Membership

    part = Membership.objects.get(user=cast.ines)
    end_part(part, ends_on=date(2026, 11, 23), by=cast.rita)

    with time_machine.travel("2026-11-24 09:00", tick=False):
        own = sign_in(cast.ines).get(reverse("dashboards:position"))
        assert own.status_code == 403
