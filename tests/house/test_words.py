"""One word for one thing: the check, and a mistake that each of its rules catches."""

import re
import tomllib
from pathlib import Path

import polib
import pytest

from bin import words

WORDS = tomllib.loads(Path(words.WORDS).read_text())
HARD, NARROW = words.HARD, words.NARROW


def test_both_languages_keep_to_their_words_and_their_typography():
    assert list(words.faults()) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Consigner une étape"),
        ("fr", "Plus d’e-mail sur ce sujet"),
        ("fr", "Vous êtes absent jusqu’au 5 décembre"),
        ("fr", "Télécharger en tableur"),
        ("nl", "Er is geen beslissing gekend."),
        ("nl", "Een publieke pagina"),
        ("nl", "Het bericht is verstuurd."),
        ("nl", "stap(pen) geregistreerd"),
        ("nl", "Een functie toekennen"),
    ],
)
def test_a_word_that_was_not_chosen_is_caught(language, text):
    assert list(words.wrong_words(text, WORDS[language]))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Enregistrer une étape"),
        ("fr", "Plus il y en a, mieux c’est"),
        ("nl", "Hier is de bekende status; het publiek leest ze."),
    ],
)
def test_a_word_that_was_chosen_is_not(language, text):
    assert not list(words.wrong_words(text, WORDS[language]))


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("fr", "Source : lui", f"Source{HARD}: lui"),
        ("fr", f"Source{NARROW}: lui", f"Source{HARD}: lui"),
        ("fr", "Source: lui", f"Source{HARD}: lui"),
        ("fr", f"ici{HARD}; là", f"ici{NARROW}; là"),
        ("fr", "Vraiment?", f"Vraiment{NARROW}?"),
        ("fr", "le « mot »", f"le «{HARD}mot{HARD}»"),
        ("fr", f"55{NARROW}% de tout", f"55{HARD}% de tout"),
        ("fr", "l'état", "l’état"),
        ("nl", f"Bron{HARD}: hij", "Bron: hij"),
        ("nl", "55 % van alles", f"55{HARD}% van alles"),
        ("nl", "het «woord»", "het “woord”"),
    ],
)
def test_a_sign_set_otherwise_is_caught(language, wrong, right):
    assert list(words.wrong_signs(wrong, language))
    assert not list(words.wrong_signs(right, language))


def test_code_and_addresses_in_a_sentence_are_no_signs():
    text = "Lisez `a ; b ?` sur https://example.org/?a=1 : [ici](https://x.be/?b=2)"
    assert not list(words.wrong_signs(text.replace(" :", f"{HARD}:"), "fr"))


def plural(one, many):
    return polib.POEntry(
        msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: one, 1: many}
    )


def test_the_french_form_of_none_and_one_says_the_number():
    wrong, right = plural("un jour", "%(n)s jours"), plural("%(n)s jour", "%(n)s jours")
    assert list(words.wrong_plurals(wrong, "fr", []))
    assert not list(words.wrong_plurals(wrong, "fr", ["%(n)s day"]))
    assert not list(words.wrong_plurals(wrong, "nl", []))
    assert not list(words.wrong_plurals(right, "fr", []))


def test_a_short_message_of_two_rooms_needs_a_context():
    used = words.uses(
        [
            ("directory", 'label=_("Change a part")', False),
            ("network", '{% translate "Change a part" %}', True),
            ("network", '{% translate "Back" context "from an absence" %}', True),
            ("ui", '_("Back")', False),
            ("ui", 'pgettext_lazy("a period", "Open")', False),
            ("network", '_("Open")', False),
        ]
    )
    assert len(list(words.without_context(used, set()))) == 1
    assert not list(words.without_context(used, {"Change a part"}))


def test_bold_in_a_guide_is_what_a_screen_says():
    text = "Choisissez **Signaler\nune absence**, puis **De retour**."
    assert words.strangers(text, {"Signaler une absence"}) == ["De retour"]


def test_the_glossary_names_every_word_that_was_chosen():
    glossary = re.sub(r"\s+", " ", Path("docs/understand/glossary.md").read_text())
    for language in words.LANGUAGES:
        for rule in WORDS[language]:
            assert rule["say"] in glossary, rule
