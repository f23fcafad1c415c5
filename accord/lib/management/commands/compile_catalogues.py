"""Compile the translations; needs no tool beside what is installed."""

from copy import copy
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from accord.lib.authority import INSTEAD, words_of


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options) -> None:
        folder = Path(settings.LOCALE_PATHS[-1])
        for file in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            language = file.parts[-3]
            catalogue = polib.pofile(str(file))
            _write(catalogue, file.with_suffix(".mo"))
            messages = len(catalogue.translated_entries())
            for kind in INSTEAD:
                own = folder / "authorities" / kind / file.relative_to(folder)
                own.parent.mkdir(parents=True, exist_ok=True)
                _write(reworded(catalogue, kind, language), own.with_suffix(".mo"))
            self.stdout.write(f"{language}: {messages} messages")


def _write(catalogue: polib.POFile, file: Path) -> None:
    """Only what is not there yet: the code may lie where nothing can be written."""
    made = catalogue.to_binary()
    if not file.exists() or file.read_bytes() != made:
        file.write_bytes(made)


def reworded(catalogue: polib.POFile, kind: str, language: str) -> polib.POFile:
    """The messages that another kind of authority says in words of its own."""
    own = words_of(kind, language)
    found = polib.POFile()
    found.metadata = catalogue.metadata
    for entry in catalogue.translated_entries():
        said = copy(entry)
        said.msgstr = own(entry.msgstr)
        said.msgstr_plural = {n: own(text) for n, text in entry.msgstr_plural.items()}
        if (said.msgstr, said.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
            found.append(said)
    return found
