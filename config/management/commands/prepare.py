"""Bring the database, the register, the translations and the files up to date.

It remembers what it prepared: when neither the code nor the data changed since, it does
nothing, so that a start takes seconds.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.env import BASE_DIR

WATCHED = (
    "accord/*/migrations/*.py",
    "accord/*/loading.py",
    "accord/*/rules.py",
    "accord/*/static/**/*",
    "locale/*/LC_MESSAGES/*.po",
    "data/brussels/*.csv",
    "data/demo/*.toml",
    "requirements/runtime.txt",
)


def fingerprint() -> str:
    """What the prepared state depends on, as one hash."""
    found = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for pattern in WATCHED:
        for file in sorted(BASE_DIR.glob(pattern)):
            if file.is_file():
                found.update(str(file.relative_to(BASE_DIR)).encode())
                found.update(file.read_bytes())
    return found.hexdigest()


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--register",
            type=Path,
            default=BASE_DIR / "data/brussels",
            help="folder of the register to load",
        )

    def handle(self, *, register: Path, **options) -> None:
        stamp = settings.ACCORD_DATA / "prepared"
        wanted = fingerprint()
        if stamp.exists() and stamp.read_text() == wanted:
            self.stdout.write("Nothing changed since the last start.")
            return
        call_command("compile_catalogues", stdout=self.stdout)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        call_command("load_register", register, stdout=self.stdout)
        stamp.write_text(wanted)
