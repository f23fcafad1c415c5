"""Another authority than a Region says the same sentences, in words of its own."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.template import Origin, engines
from django.utils.translation import trans_real

from accord.answers.words import pair
from accord.dashboards.demonstration import told
from accord.lib.authority import INSTEAD, in_both_own_words, words_of
from accord.lib.bilingual import LANGUAGES
from accord.lib.tabular import Column, Table
from accord.ui.loaders import Loader

ACCORD = Path(settings.BASE_DIR) / "accord"
DEMO = Path(settings.BASE_DIR) / "data" / "demo"
REGIONAL = {"fr": re.compile("r[ée]gion", re.I), "nl": re.compile("gewest", re.I)}
OTHERS = list(product(INSTEAD, LANGUAGES))
# What an article, a possessive or a relative of a Region would leave behind.
WRONG = {
    "fr": re.compile(r"\b(?:la|le|de|du|que) intercommunale\b", re.I),
    "nl": re.compile(
        r"\b(?:het|dit) (?:provincie|Gemeenschap|intercommunale)\b(?! \w*plan)"
        r"|(?:provincie|Gemeenschap|intercommunale)(?:,? dat| en zijn)\b",
        re.I,
    ),
}


def all_kinds(test):
    return pytest.mark.parametrize(("kind", "language"), OTHERS)(test)


@cache
def regional_sentences(language: str) -> list[str]:
    """Every text of the product, in that language, that speaks of a Region."""
    po = polib.pofile(
        str(settings.LOCALE_PATHS[-1] / language / "LC_MESSAGES/django.po")
    )
    said = [text for one in po for text in (one.msgstr, *one.msgstr_plural.values())]
    said += [text for _, _, text in literals()]
    files = [ACCORD / "instruments/vocabulary.toml", *DEMO.glob("*.toml")]
    said += [one for file in files for one in written(tomllib.loads(file.read_text()))]
    said += [file.read_text() for file in prose(language)]
    return [text for text in said if REGIONAL[language].search(text)]


def written(words: Any) -> list[str]:
    """Every text of a file of words, without the places in it."""
    if isinstance(words, str):
        return [re.sub(r"{\w+}", "", words)]
    if not isinstance(words, dict | list):
        return []
    inner = words.values() if isinstance(words, dict) else words
    return [text for one in inner for text in written(one)]


def prose(language: str) -> list[Path]:
    return sorted(ACCORD.rglob(f"templates/**/*_{language}.html"))


@cache
def literals() -> tuple[tuple[str, bool, str], ...]:
    """French and Dutch in the code: where, whether it becomes own words, what."""
    return tuple(
        (f"{file.relative_to(ACCORD)}:{line}", own, text)
        for file in sorted(ACCORD.rglob("*.py"))
        if "migrations" not in file.parts
        for line, own, text in literals_in(ast.parse(file.read_text()))
    )


# What passes its texts on to ``accord.lib.authority``.
PASSING = {"Table", "Column", "shown", "pair", "Answer", "in_both_own_words"}


def literals_in(node: ast.AST, own: bool = False) -> Iterator[tuple[int, bool, str]]:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return  # a docstring
        case ast.Constant(value=str(text)) if re.search(
            "Région|régiona|[Gg]ewest", text
        ):
            yield node.lineno, own, text
        case ast.Call(func=ast.Name(id=name)):
            own = own or name in PASSING
    for child in ast.iter_child_nodes(node):
        yield from literals_in(child, own)


@all_kinds
def test_it_says_no_word_of_a_region(kind, language):
    sentences = regional_sentences(language)
    assert len(sentences) > 60
    own = words_of(kind, language)
    assert not [text for text in map(own, sentences) if REGIONAL[language].search(text)]


@all_kinds
def test_its_words_agree_with_each_other(kind, language):
    own = words_of(kind, language)
    sentences = [own(text) for text in regional_sentences(language)]
    assert not [
        found[0] for text in sentences if (found := WRONG[language].search(text))
    ]


def test_what_stands_in_the_code_becomes_its_words():
    assert literals()
    assert [place for place, own, _ in literals() if not own] == []
    [(_, own, _)] = literals_in(ast.parse("WHO = ('La Région', '')"))
    assert not own


@all_kinds
def test_its_catalogue_stands_before_the_other(settings, kind, language):
    folder = settings.LOCALE_PATHS[-1]
    settings.LOCALE_PATHS = [folder / "authorities" / kind, folder]
    catalogue = trans_real.DjangoTranslation(language)
    own = words_of(kind, language)("La Région" if language == "fr" else "Het Gewest")
    assert catalogue.gettext("The Region") == own
    assert (
        catalogue.gettext("Municipality")
        == {"fr": "Commune", "nl": "Gemeente"}[language]
    )


@all_kinds
def test_its_prose_is_said_so_too(settings, kind, language):
    settings.AUTHORITY_KIND = kind
    loader = Loader(engines["django"].engine)
    for file in prose(language):
        source = loader.get_contents(Origin(str(file)))
        assert source
        assert not REGIONAL[language].search(source), file


def test_tables_answers_and_pairs_say_it(settings):
    settings.AUTHORITY_KIND = "province"
    column = Column("a", "De la Région.", "Van het Gewest.", head_fr="La Région")
    table = Table(
        "b", "La Région", "Het Gewest", "Régional.", "Gewestelijk.", (column,)
    )
    assert (column.description_fr, column.description_nl) == (
        "De la Province.",
        "Van de provincie.",
    )
    assert column.head_fr == "La Province"
    assert (table.title_nl, table.description_fr) == ("De provincie", "Provincial.")
    assert table.description_nl == "Provinciaal."
    assert pair("La Région ({n})", "Het Gewest ({n})", n=2) == {
        "fr": "La Province (2)",
        "nl": "De provincie (2)",
    }


def test_the_demonstration_says_it(settings):
    settings.AUTHORITY_KIND = "province"
    said = told.told.__wrapped__("missions")
    assert not [text for text in written(said) if re.search("[Rr]égion|ewest", text)]
    assert [text for text in written(said) if "provinciale inspectie" in text]


def test_a_region_says_it_as_it_is_written():
    said = "La Région et le Plan régional", "Het Gewest en zijn gewestelijk plan"
    assert tuple(in_both_own_words(*said).values()) == said


@pytest.mark.parametrize(
    ("kind", "fr", "nl"),
    [
        (
            "province",
            "À la Province, le plan provincial. Seules la Province et la commune.",
            "De provincie en haar gemeenten, het provinciale plan. "
            "Gemeente en provincie",
        ),
        (
            "community",
            "À la Communauté, le plan communautaire. "
            "Seules la Communauté et la commune.",
            "De Gemeenschap en haar gemeenten, het plan van de Gemeenschap. "
            "Gemeente en Gemeenschap",
        ),
        (
            "intermunicipal",
            "À l’intercommunale, le plan intercommunal. "
            "Seules l’intercommunale et la commune.",
            "De intercommunale en haar gemeenten, het intercommunale plan. "
            "Gemeente en intercommunale",
        ),
    ],
)
def test_whole_sentences_follow_gender_elision_and_compounds(settings, kind, fr, nl):
    settings.AUTHORITY_KIND = kind
    assert in_both_own_words(
        "À la Région, le plan régional. Seules la Région et la commune.",
        "Het Gewest en zijn gemeenten, het gewestelijke plan. Gemeente en Gewest",
    ) == {"fr": fr, "nl": nl}


def test_words_on_two_lines_are_found_and_parts_of_words_are_not():
    own = words_of("intermunicipal", "fr")
    assert own("dans la\nRégion") == "dans l’intercommunale"
    assert own("interrégional") == "interrégional"
