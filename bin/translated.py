"""Fail unless every string is translated in both languages, none of them fuzzy."""

import string
import sys
from pathlib import Path

import polib


def names(text: str) -> set[str]:
    """The placeholders of a message: ``%(who)s``."""
    return {part.split(")")[0] for part in text.split("%(")[1:]}


def faults(file: Path) -> list[str]:
    found = []
    for entry in polib.pofile(str(file)):
        said = [entry.msgstr, *entry.msgstr_plural.values()]
        said = [text for text in said if text]
        if entry.fuzzy:
            found.append(f"fuzzy: {entry.msgid}")
        elif not said or not entry.translated():
            found.append(f"missing: {entry.msgid}")
        elif any(names(text) != names(entry.msgid) for text in said) and (
            not entry.msgid_plural
        ):
            found.append(f"placeholders differ: {entry.msgid}")
        elif entry.msgid.rstrip(string.whitespace) != entry.msgid:
            found.append(f"ends with a space: {entry.msgid!r}")
    return found


if __name__ == "__main__":
    files = sorted(Path("locale").glob("*/LC_MESSAGES/*.po"))
    wrong = [f"{file.parts[1]}: {fault}" for file in files for fault in faults(file)]
    print("\n".join(wrong) or f"{len(files)} catalogues complete")
    sys.exit(bool(wrong) or len(files) != 2)
