"""The page of an action: its words, its form, the way back."""

import pytest
from django.urls import reverse

from accord.agreements.actions import edit_step, record_step
from accord.agreements.models import Agreement
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(cast):
    agreement = make.agreement(municipality=cast.ixelles)
    return make.step("council", "2022-12", agreement=agreement, state="draft")


def address(name, *args):
    return reverse(f"agreements:{name}", args=args)


def test_the_page_says_what_the_action_says_and_leads_back(sign_in, cast, step):
    home = step.agreement.get_absolute_url()
    page = sign_in(cast.remy).get(address("step_record", step.agreement_id))
    said = record_step.page
    assert page.context["lede"] == said["lede"]
    assert str(said["submit"]) in page.text
    assert page.context["crumbs"][-1] == (cast.ixelles.name, home)
    assert page.context["home"] == home
    assert page.context["form"].version is None


def test_a_form_that_changes_a_record_holds_it_with_its_version(sign_in, cast, step):
    form = sign_in(cast.remy).get(address("step_edit", step.pk)).context["form"]
    assert form["kind"].value() == "council"
    assert form["day"].value() == "12/2022"
    assert form.version == version_of(step)


def test_what_is_not_undone_is_a_red_button(sign_in, cast, step):
    page = sign_in(cast.remy).get(address("fact_strike", "steps", step.pk))
    assert 'data-kind="danger"' in page.text


def test_what_the_action_made_may_say_where_to_go(sign_in, cast):
    model, source = make.model_agreement(), make.source()
    typed = {"municipality": cast.ixelles.pk, "model": model.pk, "source": source.pk}
    sent = sign_in(cast.remy).post(address("agreement_open"), typed)
    assert sent.url == Agreement.objects.get().get_absolute_url()


def test_a_form_sent_back_for_a_mistake_keeps_its_version(sign_in, cast, step):
    sent = {"seen": version_of(step), "kind": "council", "precision": "at", "day": ""}
    page = sign_in(cast.remy).post(address("step_edit", step.pk), sent)
    assert page.status_code == 200
    assert page.context["form"].version == version_of(step)


def test_what_is_done_while_a_refusal_is_told_is_not_taken_as_seen(
    sign_in, cast, step, monkeypatch
):
    def change(note):
        said = {"kind": "council", "note_fr": note, "note_nl": note}
        edit_step(step, by=cast.rita, **said)

    def told(entries, *, briefly):
        change("Later")
        return []

    seen = version_of(step)
    change("Meanwhile")
    monkeypatch.setattr("accord.history.lines", told)
    sent = {"seen": seen, "kind": "council", "precision": "unknown"}
    sent["source"] = step.source_id
    page = sign_in(cast.remy).post(address("step_edit", step.pk), sent)
    assert page.status_code == 409
    assert seen < page.context["form"].version < version_of(step)
