"""The agreement as a deed: what the model says, filled in by each text."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accord.directory.models import Organisation
from accord.framework.models import Clause, ClausePart
from accord.framework.models.clauses import PLACES, require_places
from accord.instruments import deed
from accord.instruments.compare import differences
from accord.instruments.content import drawn_up, text_of
from tests import make
from tests.instruments import story
from tests.instruments.story import bytes_of
from tests.instruments.test_documents import near, shown
from tests.lib.test_register import LEAST

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(cast):
    """Ines writes it for Ixelles; one signs for each side."""
    return story.written(cast).text


def clause(text, part, said_fr, said_nl="", **fields):
    model = text.agreement.model
    return make.clause(
        part, model=model, text_fr=said_fr, text_nl=said_nl or said_fr, **fields
    )


def said(text, part=ClausePart.DURATION):
    return [one["text"] for one in deed.of_part(drawn_up(text).content, part)]


def test_a_text_fills_in_every_place(text):
    clause(text, "duration", " | ".join(f"{{{one}}}" for one in PLACES))

    (one,) = said(text)

    french = dict(zip(PLACES, one["fr"].split(" | "), strict=True))
    assert french["municipality"] == "Commune d’Ixelles"
    assert french["region"] == "Région de Bruxelles-Capitale"
    assert french["authority"] == "la Région de Bruxelles-Capitale"
    assert "Municipality (test), Bourgmestre" in french["representatives"]
    assert french["effective_on"] == "1er janvier 2025"
    assert french["ends_on"] == "31 décembre 2030"
    assert (
        "Gemeente Elsene | Brussels Hoofdstedelijk Gewest | het Brussels" in one["nl"]
    )
    text.effective_on = None
    assert "jour de la dernière signature" in said(text)[0]["fr"]


def test_a_party_is_called_as_the_register_names_it(cast, text):
    """No rule finds “du Roeulx”: the register's file says it, and the text keeps it."""
    Organisation.objects.filter(pk=cast.ixelles.pk).update(
        legal_name_fr="Ville du Roeulx", legal_name_nl="Stad Roeulx"
    )
    content = drawn_up(text).content
    town = deed.party_name("municipality", content)
    assert town == {"fr": "Ville du Roeulx", "nl": "Stad Roeulx"}
    assert "la Ville du Roeulx, représentée" in deed.parties(content)[1]["fr"]


def test_a_text_that_was_agreed_on_keeps_the_names_of_its_parties(
    cast, text, tmp_path, settings
):
    """The register may change its words: an old deed is printed as it was signed."""
    story.agreed(cast, text)
    before = deed.parties(text.content)
    settings.REGISTER = tmp_path
    (tmp_path / "register.toml").write_text(LEAST)
    Organisation.objects.filter(pk=cast.ixelles.pk).update(
        legal_name_fr="Ville d’Ixelles", legal_name_nl="Stad Elsene"
    )

    text.refresh_from_db()
    assert deed.parties(text_of(text).content) == before
    assert before[0]["fr"].startswith("la Région de Bruxelles-Capitale, représentée")
    new = deed.parties(drawn_up(text).content)
    assert new[0]["nl"].startswith("de provincie Polders, vertegenwoordigd")
    assert new[1]["nl"].startswith("de Stad Elsene")


def test_a_text_from_before_names_were_kept_is_said_with_those_of_the_register(
    cast, text
):
    content = drawn_up(text).content
    old = {name: said for name, said in content.items() if name != "authority"}
    old["municipality"] = dict(content["municipality"])
    del old["municipality"]["legal_name"]
    assert deed.parties(old) == deed.parties(content)


def test_each_party_is_represented_by_who_signs_for_it(text):
    region, town = deed.parties(drawn_up(text).content)
    assert region["fr"].endswith("représentée par Region (test), Secrétaire d’État")
    assert (
        town["nl"]
        == "de Gemeente Elsene, vertegenwoordigd door Municipality (test), Burgemeester"
    )

    clause(text, "region", "le {region} : {representatives}")
    assert deed.parties(drawn_up(text).content)[0]["fr"].startswith("le Région")


@pytest.mark.parametrize(
    ("written", "is_good"),
    [
        ("La {municipality}.", True),
        ("Sans lieu.", True),
        ("{{accolades}}", True),
        ("La {commune}.", False),
        ("{0}", False),
        ("{}", False),
        ("{municipality", False),
        ("{municipality.name}", False),
        ("{municipality[0]}", False),
        ("{municipality:>2000000000}", False),
        ("{municipality:{region}}", False),
        ("{municipality:d}", False),
        ("{municipality!r}", False),
    ],
)
def test_only_places_that_are_known_are_filled_in(written, is_good):
    if is_good:
        return require_places(written, "closing")
    with pytest.raises(ValidationError):
        require_places(written, "closing")


@pytest.mark.parametrize("part", ClausePart.values)
def test_who_is_to_sign_stands_only_where_the_public_does_not_read(part):
    """What anyone reads of a published text (``deed.readable``) names nobody."""
    content = {"clauses": [{"part": part}]}
    if not deed.readable(content):
        return require_places("{representatives}", part)
    with pytest.raises(ValidationError):
        require_places("{representatives}", part)


def test_the_day_of_the_text_says_which_clause_holds(text):
    clause(text, "duration", "Avant.", valid_to=date(2026, 12, 31))
    clause(text, "duration", "Après.", valid_from=date(2027, 1, 1))

    for day, wanted in ((date(2026, 12, 31), "Avant."), (date(2027, 1, 1), "Après.")):
        text.effective_on = day
        assert [one["fr"] for one in said(text)] == [wanted]


def test_what_both_sides_agreed_on_stays(cast, text):
    kept = clause(text, "disputes", "Les tribunaux de Bruxelles.")
    story.agreed(cast, text)
    Clause.objects.filter(pk=kept.pk).update(text_fr="Autre chose.")

    assert deed.general(text_of(text).content)[0]["text"]["fr"].startswith("Les trib")
    after = drawn_up(text).content
    (changed,) = differences(text_of(text).content, after)
    assert [part.name for part in changed.parts] == ["clauses"]


def test_the_document_reads_as_a_deed(cast, text):
    for part in ClausePart:
        clause(text, part.value, f"Texte {part.value}.", f"Tekst {part.value}.")
    letters = shown(bytes_of(story.agreed(cast, text)))

    in_order = ["Texte region.", "Texte municipality.", "Texte recital."]
    in_order += ["Il est convenu de ce qui suit.", "Mission", "Dispositions générales"]
    in_order += ["Article 1 – Durée", "Texte duration.", "Texte disputes."]
    in_order += ["Texte closing.", "Lieu et date", "Vérifier ce document"]
    places = [letters.index(near(words)) for words in in_order]
    assert places == sorted(places)
    for words in ("Artikel 1 – Duur", "Plaats en datum", "Tekst languages."):
        assert near(words) in letters
    assert near("Non connus de ce registre") not in letters


def test_what_the_model_does_not_say_is_said_to_be_unknown(cast, text, sign_in):
    clause(text, "duration", "Quatre ans.")
    story.agreed(cast, text)
    letters = shown(bytes_of(text))

    assert near("Non connus de ce registre, et donc absents de ce texte") in letters
    assert near("les litiges") in letters
    assert near("la durée,") not in letters
    page = sign_in(cast.ines).get(text.get_absolute_url()).text
    assert "Quatre ans." in page
    assert "les litiges" in page


def test_no_code_of_a_machine_stands_in_it_and_each_reads_in_their_language(cast, text):
    pdf = bytes_of(story.agreed(cast, text))
    letters = shown(pdf)

    for one in drawn_up(text).content["missions"][0]["commitments"][0]["indicators"]:
        assert near(f"{one['code']}, v{one['version']}") not in letters
    for path in (b"/fr/verifier/", b"/nl/nagaan/", b"/document?"):
        assert any(path in link for link in links(pdf)), path


def links(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            bytes(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_code_on_paper_leads_to_the_readers_language(language, client, db):
    answer = client.get(
        "/document?number=X-1&code=abc", headers={"accept-language": language}
    )
    there = {"fr": "/fr/verifier/", "nl": "/nl/nagaan/"}[language]
    assert answer.headers["Location"] == f"{there}?number=X-1&code=abc"


def test_an_approver_keeps_the_clauses(cast, sign_in):
    model, source = make.model_agreement(), make.source()
    client, add = sign_in(cast.rita), reverse("framework:clause_add", args=[model.pk])
    typed = {
        **{"part": "duration", "rank": 1, "title_fr": "Durée", "title_nl": "Duur"},
        **{"text_fr": "Du {début}.", "text_nl": "Van {ends_on}.", "source": source.pk},
    }
    refused = client.post(add, typed)
    assert "début" in refused.text
    assert Clause.objects.count() == 0

    kept = client.post(add, typed | {"text_fr": "Jusqu’au {ends_on}."}, follow=True)
    assert Clause.objects.get().model == model
    assert "Jusqu’au {ends_on}." in kept.text
    assert "Litiges" in kept.text  # what is not known yet


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same(
    how_many, cast, sign_in, django_assert_max_num_queries
):
    model, source = make.model_agreement(), make.source()
    for rank in range(how_many):
        make.clause(model=model, rank=rank, source=source)
    for who in (cast.rita, cast.ines):
        client = sign_in(who)
        with django_assert_max_num_queries(8):
            client.get(reverse("framework:clause_list", args=[model.pk]))
