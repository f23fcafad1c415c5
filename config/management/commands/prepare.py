"""Bring the database, the register, the translations and the files up to date.

It remembers what it prepared: when neither the code nor the data changed since, it does
nothing, so that a start takes seconds. What lies on this machine (translations, static
files) is remembered in its folder, what lies in the database in the database: several
machines share one, and one that was made anew is filled again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection

from accord.sources.models import KeptRegister
from config.env import BASE_DIR

PREPARING = 0xACC04D  # the lock's number: any, and always the same
HERE = (
    "accord/*/static/**/*",
    "locale/*/LC_MESSAGES/*.po",
    "requirements/runtime.txt",
)
IN_THE_DATABASE = (
    "accord/*/migrations/*.py",
    "accord/*/loading.py",
    "accord/*/rules.py",
)


def fingerprint(*places: tuple[Path, Iterable[str]]) -> str:
    """What the prepared state depends on, as one hash: of the same code and data it is
    the same on each machine. ``places``: a folder, and which of its files."""
    found = hashlib.sha256()
    for folder, patterns in places:
        files = {file for one in patterns for file in folder.glob(one)}
        for file in sorted(filter(Path.is_file, files)):
            found.update(str(file.relative_to(folder)).encode())
            found.update(file.read_bytes())
    return found.hexdigest()


def wanted() -> tuple[str, str]:
    """What this machine, and what the database, should have been made ready for."""
    register = (settings.REGISTER, ("*.csv", "*.toml"))
    there = fingerprint((BASE_DIR, IN_THE_DATABASE), register)
    shown = (settings.REGISTER, ("static/**/*",))
    return fingerprint((BASE_DIR, HERE), shown), there


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options) -> None:
        require_database()
        stamp = settings.ACCORD_DATA / "prepared"
        here, there = wanted()
        is_done = stamp.exists() and stamp.read_text() == here, prepared() == there
        if all(is_done):
            self.stdout.write("Nothing changed since the last start.")
            return
        if not is_done[0]:
            call_command("compile_catalogues", stdout=self.stdout)
            keep_the_last_static_files()
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(here)
        with one_at_a_time():
            # A backup leaves caches out and brings the mark: asked whatever that says.
            call_command("createcachetable", verbosity=0)
            if prepared() == there:  # by another machine meanwhile
                return
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_register", settings.REGISTER, stdout=self.stdout)
            KeptRegister.objects.update(prepared=there)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several machines that start on one database, one makes it ready.

    The others wait; should it fail, the lock ends with its process.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def keep_the_last_static_files() -> None:
    """Of those collected before, what pages of the last release still ask for.

    Who opened such a page just before an upgrade gets its style and script after it.
    """
    root = settings.STATIC_ROOT
    storage = ManifestStaticFilesStorage(location=root)
    named = set(storage.hashed_files.values()) | {storage.manifest_name}
    for file in filter(Path.is_file, root.rglob("*")):
        name = str(file.relative_to(root))
        if name.removesuffix(".gz").removesuffix(".br") not in named:
            file.unlink()


def require_database() -> None:
    """End with a sentence where the database does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        said = str(error).strip().splitlines()[0]
        raise CommandError(f"The database does not answer: {said}") from error


def prepared() -> str:
    """For which files this database was made ready; empty where it never was."""
    try:
        return KeptRegister.objects.values_list("prepared", flat=True).first() or ""
    except DatabaseError:  # it has no tables, or not this one yet
        return ""
