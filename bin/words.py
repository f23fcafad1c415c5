"""Fail unless French and Dutch keep to one word for one thing, and to one typography.

The words are in ``locale/words.toml``. The catalogues are read, the guides, the prose
of public pages, and what the code itself holds in both languages.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polib

LANGUAGES = ("fr", "nl")
WORDS = Path("locale/words.toml")
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "nl": "nplurals=2; plural=(n != 1);"}
HARD, NARROW = "\u00a0", "\u202f"  # before : and % and inside « »; before ; ? !
SPACES = f"[ {HARD}{NARROW}]"
# What is wrong, and where, after what is no sentence (code, addresses) is taken out.
SIGNS = {
    "fr": [
        (rf"[ {NARROW}]:(?=\s|$)", "U+00A0 before “:”"),
        (rf"[ {HARD}][;?!](?=\s|$|»)", "U+202F before “; ? !”"),
        (rf"[^\s{HARD}{NARROW}][;?!](?=\s|$)", "U+202F before “; ? !”"),
        (rf"[^\s{HARD}{NARROW}]:(?=\s)", "U+00A0 before “:”"),
        (rf"«(?!{HARD})|(?<!{HARD})»", "U+00A0 inside « »"),
        (rf"\d[ {NARROW}]%(?!\()", "U+00A0 before “%”"),
        (r"\w'\w", "’ and not '"),
    ],
    "nl": [
        (rf"{SPACES}[:;?!](?=\s|$)", "no space before “: ; ? !”"),
        (rf"\d[ {NARROW}]%(?!\()", "U+00A0 before “%”"),
        (r"«|»", "“ ” and not « »"),
    ],
}
NO_SENTENCE = re.compile(
    r"```.*?```|`[^`]*`|<[^>]*>|{[%#{].*?[%#}]}|&\w+;|\]\([^)]*\)|https?://\S*", re.S
)
CALL = re.compile(
    r"(?<![\w.])(_|_p|n?p?gettext\w*)\(\s*"
    r"""((?:"(?:[^"\\]|\\.)*"\s*)+)(?:,\s*((?:"(?:[^"\\]|\\.)*"\s*)+))?"""
)
TAG = re.compile(r"""(?:{%\s*(?:translate|trans)|\b_\()\s*"([^"]*)"([^%)]*)""")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
HOLE = re.compile(r"%\((\w+)\)[sd]")


def told(entry: polib.POEntry) -> list[str]:
    return [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]


def of_a_product(entry: polib.POEntry) -> bool:
    return not entry.obsolete and "fuzzy" not in entry.flags


def wrong_words(text: str, rules: Iterable[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        if found := re.search(rule["not"], text):
            yield f"“{found[0]}”: say “{rule['say']}”"


def wrong_signs(text: str, language: str) -> Iterator[str]:
    bare = NO_SENTENCE.sub("x", text)
    for pattern, wanted in SIGNS[language]:
        if found := re.search(pattern, bare):
            around = bare[max(0, found.start() - 15) : found.end() + 5]
            yield f"{wanted}: …{around.strip()}…"


def wrong_plurals(
    entry: polib.POEntry, language: str, at_least_one: list[str]
) -> Iterator[str]:
    """In French the first form is also that of 0: “une fois” would be said of none."""
    if not entry.msgid_plural:
        return
    if set(entry.msgstr_plural) != {0, 1}:
        yield "two plural forms are needed"
    elif language == "fr" and entry.msgid not in at_least_one:
        one, many = (set(HOLE.findall(entry.msgstr_plural[form])) for form in (0, 1))
        if many - one:
            yield "the form for 0 and 1 does not say the number"


def in_catalogue(language: str, words: dict[str, Any]) -> Iterator[str]:
    rules, at_least_one = words[language], words["same"]["at_least_one"]
    file = polib.pofile(f"locale/{language}/LC_MESSAGES/django.po")
    if file.metadata["Plural-Forms"] != PLURALS[language]:
        yield f"{language}: Plural-Forms is not {PLURALS[language]}"
    for entry in filter(of_a_product, file):
        faults = [
            *(fault for text in told(entry) for fault in wrong_words(text, rules)),
            *(fault for text in told(entry) for fault in wrong_signs(text, language)),
            *wrong_plurals(entry, language, at_least_one),
        ]
        yield from (f"{language}: {fault} ({entry.msgid[:60]})" for fault in faults)


def in_prose(language: str, rules: list[dict[str, Any]]) -> Iterator[str]:
    """Guides, and the pages whose prose is not in the catalogue."""
    pages = [*Path(f"docs/use/{language}").glob("*.md")]
    pages += Path("accord").glob(f"*/templates/**/*_{language}.html")
    for page in sorted(pages):
        text = page.read_text()
        for fault in (*wrong_words(text, rules), *wrong_signs(text, language)):
            yield f"{page}: {fault}"


def in_code(rules: list[dict[str, Any]]) -> Iterator[str]:
    """Sentences that the code holds in both languages, such as columns of files."""
    wanted = [rule for rule in rules if rule.get("code", True)]
    files = [*Path("accord").rglob("*.py"), *Path("accord").rglob("*.typ")]
    for file in sorted(files):
        if "migrations" not in file.parts and not file.name.endswith("urls.py"):
            for line in file.read_text().splitlines():
                if "also=" not in line:  # what people may write in a list they bring
                    found = wrong_words(line, wanted)
                    yield from (f"{file}: {fault}" for fault in found)


def uses(texts: Iterable[tuple[str, str, bool]]) -> dict[str, set[str]]:
    """Messages without a context, and the rooms that use them.

    ``texts``: (room, what a file holds, whether it is a template).
    """
    found: dict[str, set[str]] = {}
    for room, text, is_template in texts:
        for match in (TAG if is_template else CALL).finditer(text):
            if is_template:
                message = "" if "context" in match[2] else match[1]
            else:
                message = (
                    "" if "pgettext" in match[1] else ast.literal_eval(f"({match[2]})")
                )
            if message:
                found.setdefault(message, set()).add(room)
    return found


def without_context(found: dict[str, set[str]], everywhere: set[str]) -> Iterator[str]:
    for message, rooms in sorted(found.items()):
        if len(rooms) > 1 and len(message.split()) <= 3 and message not in everywhere:
            yield (
                f"“{message}” is used in {', '.join(sorted(rooms))}: give it a context "
                f"(pgettext), or add it to {WORDS} if it means the same in all of them"
            )


def sources() -> Iterator[tuple[str, str, bool]]:
    files = [*Path("accord").rglob("*.py"), *Path("config").rglob("*.py")]
    for file in [*files, *Path("accord").rglob("*.html")]:
        room = file.parts[1] if file.parts[0] == "accord" else "config"
        yield room.removesuffix(".py"), file.read_text(), file.suffix == ".html"


def no_screen_says(language: str) -> Iterator[str]:
    """Bold in a guide is what stands on a screen, word for word."""
    file = polib.pofile(f"locale/{language}/LC_MESSAGES/django.po")
    said = {text for entry in file for text in told(entry)}
    for guide in sorted(Path(f"docs/use/{language}").glob("*.md")):
        for name in strangers(guide.read_text(), said):
            yield f"{guide}: no screen says **{name}**"


def strangers(text: str, said: set[str]) -> list[str]:
    names = [re.sub(r"[ \n]+", " ", name) for name in BOLD.findall(text)]
    return [name for name in names if name not in said]


def faults() -> Iterator[str]:
    words = tomllib.loads(WORDS.read_text())
    for language in LANGUAGES:
        yield from in_catalogue(language, words)
        yield from in_prose(language, words[language])
        yield from in_code(words[language])
        yield from no_screen_says(language)
    found, everywhere = uses(sources()), set(words["same"]["everywhere"])
    yield from without_context(found, everywhere)
    for message in sorted(everywhere):
        if len(found.get(message, ())) < 2:
            yield f"“{message}” is in {WORDS} and no longer used in two rooms"


if __name__ == "__main__":
    wrong = list(faults())
    print("\n".join(wrong) or "one word for one thing")
    sys.exit(bool(wrong))
