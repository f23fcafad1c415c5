"""A draft or a struck fact appears nowhere; a published one everywhere."""

import pytest
from django.core.cache import caches

from accord.agreements import actions
from accord.agreements.models import Absence, ReferentName
from accord.lib.imprecise import ImpreciseDate
from tests import make
from tests.publicsite.conftest import EVERY, LANGUAGES, address

SECRET = "TOPSECRET"


def _hide(register, state):
    """Facts of every kind that are not public, each with a word to find."""
    told = {
        "state": state,
        "struck_reason": SECRET,
        "note_fr": SECRET,
        "note_nl": SECRET,
    }
    agreement = register.agreement
    make.step("in_force", "2022-01-01", agreement=agreement, **told)
    make.choice("not_chosen", agreement=agreement, mission=register.mission, **told)
    ReferentName.objects.create(
        agreement=agreement, source=make.source(), date="", **told | {"name": SECRET}
    )
    make.absence(municipality=register.ixelles, model=register.model, **told)
    hidden = make.agreement(
        municipality=make.organisation(name_fr=f"Vide {state}"), **told
    )
    public = {"note_fr": SECRET, "note_nl": SECRET}
    make.step("signature", "2022", agreement=hidden, source=register.source, **public)
    make.choice(agreement=hidden, mission=register.mission, **public)
    return hidden


@pytest.mark.parametrize("state", ["draft", "struck"])
def test_what_is_not_public_appears_nowhere(state, client, register):
    def everything():
        found = {}
        for language in LANGUAGES:
            for name in (*EVERY, "publicsite:step_feed"):
                here = address(name, language, register)
                found[here] = client.get(here).text
        for here in ("/sitemap.xml", "/robots.txt"):
            found[here] = client.get(here).text
        for name in ("agreements", "agreement-steps", "agreement-missions"):
            here = f"/data/{name}.csv"
            found[here] = b"".join(client.get(here)).decode()
        return found

    hidden = _hide(register, state)
    found = everything()

    for here, text in found.items():
        assert SECRET not in text, here
    caches["pages"].clear()  # a page that is kept tells no context
    town = hidden.municipality
    page = client.get(town.get_absolute_url())
    assert SECRET not in page.text
    assert page.context["page"].place.agreement is None
    listed = client.get("/fr/communes/").context
    assert town.pk not in {row.municipality_id for row in listed["page"].object_list}
    assert listed["concluded"].yes == 2
    ixelles = client.get("/fr/communes/ixelles/").context["page"]
    assert ixelles.place.state == "concluded"
    assert [line.chosen for line in ixelles.missions] == ["chosen"]
    assert (ixelles.referents, ixelles.absences) == ([], [])
    assert Absence.objects.count() == 2


def test_a_step_is_public_once_published_and_gone_once_struck(client, register):
    step = actions.record_step(
        register.agreement,
        kind="in_force",
        date=ImpreciseDate.parse("2022-05-04"),
        source=register.source,
        note_fr="Mot rare",
        note_nl="Zeldzaam woord",
        by=register.remy,
    )
    pages = ["/fr/communes/ixelles/", "/fr/etapes.atom", "/data/agreement-steps.csv"]

    def said():
        return ["4 mai 2022" in b"".join(client.get(page)).decode() for page in pages]

    assert said() == [False, False, False]
    actions.publish_fact(step, by=register.remy)
    assert said() == [True, True, True]
    actions.strike_fact(step, reason="Erreur", by=register.remy)
    assert said() == [False, False, False]
