"""Two colleagues who add the same thing: the second is told, at the form."""

import inspect
from datetime import timedelta
from typing import get_type_hints

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accord.alike import JUST_NOW
from accord.instruments.models import KINDS, AgreedIndicator
from accord.network.models import Contact
from accord.sources.models import Source
from accord.workflow import ACTIONS
from tests import make
from tests.browsing import signed_in
from tests.instruments import story
from tests.pressing import at_once
from tests.sources.test_actions import typed as source_typed

# Records that are added, have no natural key, and need no comparison: why.
OTHERWISE = {
    "Attachment": "A list that is brought is looked at by who brought it, then loaded.",
    "Away": "Two absences of a person that overlap are refused.",
    "Invitation": "An address that is invited already is refused.",
    "Node": "Each kind of part says its own.",
    "Verification": "It moves the result on: the second finds it moved.",
}


def made_by(action):
    made = get_type_hints(action.body).get("return")
    return made if inspect.isclass(made) and issubclass(made, models.Model) else None


def natural_keys(model):
    """What keeps two people from adding the same: unique columns that people type."""
    unique = [one for one in model._meta.constraints if hasattr(one, "fields")]
    typed = [one for one in model._meta.fields if one.unique and not one.primary_key]
    return [one for one in unique if "rank" not in one.fields], typed


def test_what_can_be_added_says_when_two_are_the_same():
    added = {made for action in ACTIONS.values() if (made := made_by(action))}
    added |= set(KINDS.values())  # the parts of a text, each made by ``add_node``
    left = {
        one.__name__
        for one in added
        if not hasattr(one, "ALIKE") and not any(natural_keys(one))
    }
    assert left <= set(OTHERWISE)
    assert set(OTHERWISE) <= {one.__name__ for one in added}


def test_the_columns_that_make_two_the_same_are_columns():
    for action in ACTIONS.values():
        if model := made_by(action):
            for name in getattr(model, "ALIKE", ()):
                model._meta.get_field(name)


@pytest.mark.django_db
def test_a_colleague_is_told_and_may_mean_another(sign_in, cast):
    address = reverse("network:contact_add", args=[cast.ixelles.pk])
    typed = {"name": "Dominique (test)", "email": "d@example.org"}
    assert sign_in(cast.ines).post(address, typed).status_code == 302
    told = sign_in(cast.remy).post(address, typed)
    assert told.status_code == 409
    assert "Ines" in told.text
    assert f'name="alike" value="{Contact.objects.get().pk}"' in told.text
    other = typed | {"name": "Camille (test)"}
    assert sign_in(cast.remy).post(address, other).status_code == 302
    again = typed | {"alike": told.context["form"].alike}
    assert sign_in(cast.remy).post(address, again).status_code == 302
    assert Contact.objects.count() == 3


@pytest.mark.django_db
def test_two_who_agree_on_one_indicator_hear_of_each_other(sign_in, cast):
    made = story.written(cast)
    definition = make.definition(mission=made.mission)
    under = [made.text.pk, "indicators", made.commitment.lineage]
    address = reverse("instruments:node_add", args=under)
    address = f"{address}?definition={definition.pk}"
    typed = {"baseline_state": "known", "value": "10", "tolerance_pct": "0"}
    assert sign_in(cast.ines).post(address, typed).status_code == 302
    told = sign_in(cast.remy).post(address, typed | {"value": "12"})
    assert (told.status_code, "Ines" in told.text) == (409, True)
    again = typed | {"value": "12", "alike": told.context["form"].alike}
    assert sign_in(cast.remy).post(address, again).status_code == 302
    assert AgreedIndicator.objects.filter(definition=definition).count() == 2


@pytest.mark.django_db
def test_what_was_added_long_ago_is_no_surprise(sign_in, cast, monkeypatch):
    address = reverse("network:contact_add", args=[cast.ixelles.pk])
    typed = {"name": "Dominique (test)", "email": "d@example.org"}
    sign_in(cast.ines).post(address, typed)
    later = timezone.now() + JUST_NOW + timedelta(minutes=1)
    monkeypatch.setattr("accord.alike.timezone.now", lambda: later)
    assert sign_in(cast.remy).post(address, typed).status_code == 302


@pytest.mark.django_db
def test_what_a_constraint_refuses_names_who_was_first(sign_in, cast):
    address = reverse("directory:service_add", args=[cast.ixelles.pk])
    typed = {"name_fr": "Logement", "name_nl": "Huisvesting"}
    assert sign_in(cast.remy).post(address, typed).status_code == 302
    told = sign_in(cast.rita).post(address, typed)
    assert told.status_code == 409
    assert "Remy" in told.text


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_one_instant_is_one_record(cast):
    address = reverse("network:contact_add", args=[cast.ixelles.pk])
    first, second = signed_in(cast.ines), signed_in(cast.ines)
    form = {"name": "Dominique (test)"} | first.token()
    got = at_once(lambda: first.send(address, form), lambda: second.send(address, form))
    assert [one.status_code for one in got] == [302, 302]
    assert got[0].url == got[1].url
    assert Contact.objects.count() == 1


ADDED = {
    "network:contact_add": {"name": "Dominique (test)"},
    "agreements:note_add": {"text": "Appelé.", "language": "fr"},
    "directory:service_add": {"name_fr": "Logement", "name_nl": "Huisvesting"},
    "referents:referent_add": {"name": "Dominique (test)"},
    "sources:source_add": source_typed(),
    "referents:post_open": {"fte": "1", "funded_from": "2026-01-01"},
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ADDED)
def test_two_colleagues_at_one_instant_are_one_record_and_one_sentence(name, cast):
    agreement = make.agreement(municipality=cast.ixelles)
    under = {
        "agreements:note_add": [agreement.pk],
        "referents:post_open": [agreement.pk],
        "referents:referent_add": [],
        "sources:source_add": [],
    }.get(name, [cast.ixelles.pk])
    address, typed = reverse(name, args=under), dict(ADDED[name])
    if name == "referents:post_open":
        typed["source"] = make.source().pk
    before = Source.objects.count()
    clients = signed_in(cast.remy), signed_in(cast.rita)
    sent = [lambda one=one: one.send(address, typed | one.token()) for one in clients]
    got = at_once(*sent)
    assert sorted(one.status_code for one in got) == [302, 409]
    told = next(one for one in got if one.status_code == 409)
    if name != "sources:source_add":  # whose own sentence says that it is there
        assert "Remy" in told.text or "Rita" in told.text
    assert Source.objects.count() <= before + 1
