"""Documents that last: tagged, in two languages, the same bytes everywhere."""

import fcntl
import os
import subprocess
import sys
from datetime import datetime
from io import BytesIO

import pikepdf
import pytest

from accord.documents import typeset as typesetter
from accord.documents.typeset import FaultyTemplate, pdf, qr
from accord.lib.errors import Busy, Refused
from tests.documents.conftest import AT, TEMPLATE, example, typeset
from tests.documents.reading import pages

pytestmark = pytest.mark.child
HERE = os.path.dirname(__file__)
MANY = [{"year": str(2000 + step), "value": f"{step}"} for step in range(120)]


def test_the_file_says_that_it_lasts_and_can_be_read_aloud(issued):
    with pikepdf.open(BytesIO(issued)) as document:
        told = document.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Contrat d’essai – Proefcontract, TEST-1"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.Root.Lang).startswith("fr")
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_each_language_is_marked_so_that_the_voice_changes(issued):
    with pikepdf.open(BytesIO(issued)) as document:
        spoken = {
            str(item["/Lang"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Lang" in item
        }
    assert {language[:2] for language in spoken} == {"fr", "nl"}


def test_headings_and_the_head_of_a_table_are_tagged(issued):
    with pikepdf.open(BytesIO(issued)) as document:
        tags = [
            str(item["/S"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/StructElem"
        ]
        described = [
            str(item["/Alt"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 2
    assert tags.count("/TH") == 2
    assert tags.count("/TD") == 2
    assert any("TEST-1" in text for text in described)


def test_both_languages_and_what_was_written_are_there(issued):
    (page,) = pages(issued)
    for text in ("Contratd’essai", "Proefcontract", "Unlogement.", "Eenwoning.", "40"):
        assert text in page


def test_every_page_bears_the_number_the_hash_and_its_place():
    shown = pages(typeset(targets=MANY))
    assert len(shown) > 2
    for place, page in enumerate(shown, start=1):
        assert "TEST-1" in page
        assert "0123456789abcdef" * 4 in page
        assert f"{place}/{len(shown)}" in page


def test_a_long_table_goes_on_under_the_same_head():
    shown = pages(typeset(targets=MANY))
    for page in shown[1:]:
        assert "Année·Jaar" in page
    assert all(row["year"] in "".join(shown) for row in MANY)


def test_a_demonstration_is_marked_on_every_page_and_nothing_else_is():
    for page in pages(typeset(targets=MANY, demonstration=True)):
        assert "Démonstration,sansvaleur" in page
        assert "Demonstratie,zonderwaarde" in page
    assert "monstrati" not in "".join(pages(typeset(targets=MANY)))


def test_a_document_in_one_language_has_one_title():
    with pikepdf.open(BytesIO(typeset(language="nl"))) as document:
        assert document.open_metadata()["dc:title"] == "Proefcontract, TEST-1"
        assert str(document.Root.Lang).startswith("nl")


def test_what_people_write_is_never_source():
    written = '#panic("no") $x$ *a* `b` //c <d> @e'
    article = {"text_fr": written, "text_nl": written}
    (page,) = pages(typeset(articles=[article]))
    assert page.count(written.replace(" ", "")) == 2


def test_the_same_document_has_the_same_bytes_in_any_process(issued, tmp_path):
    program = "import sys; from tests.documents.conftest import typeset; "
    program += "sys.stdout.buffer.write(typeset()); assert 'typst' not in sys.modules"
    environment = os.environ | {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert elsewhere.stdout == issued


def test_another_moment_or_another_text_gives_another_file(issued):
    later = pdf(
        TEMPLATE,
        example(),
        at=AT.replace(hour=10),
        files={"qr.svg": qr(example()["address"])},
    )
    assert later != issued
    assert typeset(number="TEST-2") != issued


def test_an_image_without_words_for_it_is_not_made():
    with pytest.raises(FaultyTemplate, match="missing alt text"):
        typeset(qr_alt=None)


@pytest.mark.parametrize("character", ["🙂", "中", "\ue000"])
def test_a_character_that_cannot_be_drawn_is_named_in_a_sentence(
    character, untranslated
):
    with pytest.raises(Refused) as refused:
        typeset(articles=[{"text_fr": f"Bien {character}", "text_nl": "Goed"}])
    named = character if character.isprintable() else r"\u{e000}"
    assert f"“{named}”" in str(refused.value)


def test_letters_of_the_languages_around_us_can_be_drawn():
    text = "œ ŵ ș ğ ł ß ë ï € ≥ → № “«’ Ελλάδα Україна"
    assert pages(typeset(articles=[{"text_fr": text, "text_nl": text}]))


def test_a_moment_without_a_zone_or_a_file_with_a_path_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        pdf(TEMPLATE, example(), at=datetime(2026, 11, 2))  # noqa: DTZ001 - what is tried
    for name in ("../qr.svg", "data.json", "house.typ"):
        with pytest.raises(ValueError, match="cannot be the name"):
            pdf(TEMPLATE, example(), at=AT, files={name: b""})


def test_a_qr_code_is_the_same_each_time_and_its_own():
    assert qr("a") == qr("a") != qr("b")
    assert qr("a").startswith(b"<?xml")


LONG = [{"year": str(step), "value": f"{step}"} for step in range(20_000)]


@pytest.mark.parametrize("limits", [{"DOCUMENT_MB": 400}, {"DOCUMENT_SECONDS": 1}])
def test_what_needs_more_than_one_document_may_have_is_refused(
    limits, settings, untranslated
):
    for name, value in limits.items():
        setattr(settings, name, value)
    with pytest.raises(Refused, match="more memory or time"):
        typeset(targets=LONG)
    assert typeset()  # whatever went before


@pytest.fixture
def busy(settings, monkeypatch):
    """Another document is being made, on this server."""
    monkeypatch.setattr(typesetter, "TURN", 0.1)
    with (settings.ACCORD_DATA / "documents.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        yield


def test_one_document_is_made_at_a_time(busy, untranslated):
    with pytest.raises(Busy, match="Another document is being made"):
        typeset()


def test_who_asks_for_a_document_meanwhile_is_told_when_to_come_back(
    busy, sign_in, cast
):
    answer = sign_in(cast.remy).get("/fr/espace/reponses/missions.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Un autre document" in answer.content.decode()
