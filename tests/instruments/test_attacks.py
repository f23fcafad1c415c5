"""What an attacker tries on the texts of agreements, and does not get."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from accord.instruments.models import ActionServes, Commitment
from accord.threads.actions import add_remark
from accord.threads.models import Remark
from tests import make
from tests.instruments import story

pytestmark = pytest.mark.django_db
TOO_LARGE = "9" * 30


@pytest.fixture
def made(cast):
    return story.written(cast)


@pytest.fixture
def theirs(cast):
    """The text of Schaerbeek, written by Nora."""
    there = {"ixelles": cast.schaerbeek, "ines": cast.nora}
    return story.written(SimpleNamespace(**vars(cast) | there))


def at(name, *args):
    return reverse(f"instruments:{name}", args=args)


def test_an_action_serves_commitments_of_its_own_text_alone(
    sign_in, cast, made, theirs
):
    address = at("node_edit", made.text.pk, "actions", made.action.lineage)
    client = sign_in(cast.ines)

    for key in (theirs.commitment.pk, TOO_LARGE, "a", "\0"):
        answer = client.post(address, {"title_fr": "Écrire", "commitments": key})
        assert answer.status_code == 200, key
        assert answer.context["form"].errors["commitments"]
    assert not ActionServes.objects.filter(
        action=made.action, commitment=theirs.commitment
    ).exists()


def test_a_part_of_another_text_is_not_found_in_this_one(sign_in, cast, made, theirs):
    client = sign_in(cast.ines)
    own, other = made.text.pk, theirs.commitment.lineage

    for address in (
        at("node_edit", own, "commitments", other),
        at("node_remove", own, "commitments", other),
        at("node_add", own, "indicators", other),
        at("node_add", own, "commitments", theirs.taken.lineage),
        at("node_add", own, "targets", made.commitment.lineage),
        at("node_edit", own, "targets", made.commitment.lineage),
        at("node_edit", own, "users", made.commitment.lineage),
        reverse("threads:remark_add", args=["instrument", own, other]),
        reverse("threads:remark_add", args=["instrument", own, uuid4()]),
        at("signatory_edit", own, 99),
    ):
        assert client.post(address, {"text": "a", "language": "fr"}).status_code == 404
    assert Commitment.objects.of(theirs.text).count() == 1


def test_a_comment_is_answered_and_settled_by_its_two_sides(sign_in, cast, theirs):
    comment = add_remark(theirs.text, text="Combien ?", by=cast.rita)
    client = sign_in(cast.ines)

    for name in ("remark_answer", "remark_settle"):
        address = reverse(f"threads:{name}", args=[comment.pk])
        assert client.post(address, {"text": "Oui."}).status_code == 404, name
    comment.refresh_from_db()
    assert comment.settled_at is None
    assert Remark.objects.count() == 1


def test_a_target_stays_in_the_calendar_of_its_text(sign_in, cast, made):
    address = at("node_add", made.text.pk, "targets", made.indicator.lineage)
    client = sign_in(cast.ines)

    for key in (make.period().pk, TOO_LARGE, "\0"):
        answer = client.post(address, {"period": key, "value": "3"})
        assert answer.context["form"].errors["period"], key


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1,00001", "9" * 19])
def test_a_number_that_is_none_is_said_at_its_field(number, sign_in, cast, made):
    address = at("node_add", made.text.pk, "targets", made.indicator.lineage)

    answer = sign_in(cast.ines).post(address, {"period": "", "value": number})

    assert answer.context["form"].errors["value"]


def test_another_agreement_is_not_compared_nor_seen(sign_in, cast, made, theirs):
    compare = at("instrument_compare", made.text.pk)
    client = sign_in(cast.ines)

    for other in (theirs.text.pk, TOO_LARGE, "-1", "\0"):
        assert client.get(compare, {"with": other}).status_code == 404
    for name in ("instrument_as_it_stood", "as_it_stood_document"):
        for day in ("0001-01-01", "9999-12-31", "2025-06-01"):
            address = at(name, theirs.text.agreement_id)
            assert client.get(address, {"on": day}).status_code == 404


def test_a_text_goes_no_step_that_is_not_its_next(sign_in, cast, made):
    client = sign_in(cast.rita)

    for name in ("text_agree", "text_send_back", "text_reopen", "instrument_resume"):
        assert client.post(at(name, made.text.pk), {"reason": "a"}).status_code == 409
    answer = client.post(at("instrument_publish", made.text.pk))
    assert answer.status_code == 409
    made.text.refresh_from_db()
    assert (made.text.state, made.text.published_at) == ("drafting", None)
