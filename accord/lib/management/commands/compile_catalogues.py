"""Compile the translations; needs no tool beside what is installed."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options) -> None:
        for folder in settings.LOCALE_PATHS:
            for file in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                catalogue = polib.pofile(str(file))
                catalogue.save_as_mofile(str(file.with_suffix(".mo")))
                self.stdout.write(
                    f"{file.parts[-3]}: {len(catalogue.translated_entries())} messages"
                )
