"""What a register leaves out is left out of the page, and every municipality counts."""

from dataclasses import replace

import pytest

from accord.lib import register
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare(monkeypatch):
    """A register that gives nothing it may leave out."""
    least = replace(
        register.current(), publisher=None, referents="", laws=(), complaints=()
    )
    monkeypatch.setattr(register, "current", lambda: least)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("accessibilite", "ordonnance du 4 octobre 2018"),
        ("accessibilite", "Réclamation"),
        ("vie-privee", "introduire une réclamation"),
        ("a-propos", "Site publié par"),
    ],
)
def test_it_is_said_where_the_register_gives_it(client, page, said):
    assert said in client.get(f"/fr/{page}/").text


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("accessibilite", "conformément à"),
        ("accessibilite", "Réclamation"),
        ("vie-privee", "introduire une réclamation"),
        ("a-propos", "Site publié par"),
    ],
)
def test_it_is_left_out_where_the_register_does_not(bare, client, page, said):
    assert said not in client.get(f"/fr/{page}/").text


def test_a_town_without_a_place_on_the_map_counts_in_its_legend(client):
    make.organisation(map_column=1, map_row=1)
    beside = make.organisation()
    page = client.get("/fr/")
    assert sum(count for _state, count in page.context["states"]) == (
        page.context["concluded"].of
    )
    assert beside in [one.municipality for one in page.context["unplaced"]]
    assert "Hors de la carte" in page.text
