"""A copy of the code, and installations to serve it, beside the tests' own."""

import http.client
import os
import shutil
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from bench.server import ROOT, Server
from tests.journeys.installations import (
    IS_SQLITE,
    ask,
    beside,
    maintain,
    name_in,
    printed,
)

# The register, without the files for browsers, in one process instead of many; and
# Remy, an editor of the Region, signed in, who gave two files, one of them twice.
PREPARE = """
from importlib import import_module
from django.conf import settings
from django.core.management import call_command
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.files.base import ContentFile
from accord.attachments.keeping import keep
from accord.directory.models import Body, Organisation, Role
from accord.submitting import token_for
from accord.sources.models import KeptRegister
from config.management.commands.prepare import wanted
from tests import make
from tests.attachments.files import KINDS, PDF
PNG = KINDS["png"]

call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("load_register", "data/brussels", stdout=open("/dev/null", "w"))
here, there = wanted()
(settings.ACCORD_DATA / "prepared").write_text(here)
KeptRegister.objects.update(prepared=there)
region = Organisation.objects.get(kind=Body.REGION)
remy = make.person(Role.EDITOR, region, email="remy@example.org", name="Remy")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(remy.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = remy.get_session_auth_hash()
session.save()
for name, content in (("contrat.pdf", PDF), ("copie.pdf", PDF), ("photo.png", PNG)):
    keep(ContentFile(content, name), by=remy)
print(session.session_key, *(token_for(remy) for _ in range(2000)))
"""


@pytest.fixture
def clone(tmp_path):
    """What git would give to someone who clones: the files it knows, nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    folder = tmp_path / "accord"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture
def database():
    """An empty database beside the tests'; on SQLite, the one ``make run`` makes."""
    if IS_SQLITE:
        yield ""
        return
    name = f"accord_journey_{os.getpid()}"
    maintain(f'CREATE DATABASE "{name}"')
    yield beside(name)
    maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def new_place(tmp_path_factory):
    """``new_place()`` gives the environment of an installation with no database yet.

    ``new_place(like=other)`` has all that another has, which nothing else holds open.
    """
    made = []

    def new(like=None):
        folder = tmp_path_factory.mktemp("place")
        if like:
            shutil.copytree(like["ACCORD_DATA"], folder, dirs_exist_ok=True)
        address = ""
        if not IS_SQLITE:
            name = f"accord_backup_{os.getpid()}_{len(made)}"
            other = name_in(like["DATABASE_URL"]) if like else "template1"
            maintain(f'CREATE DATABASE "{name}" TEMPLATE "{other}"')
            made.append(name)
            address = beside(name)
        return os.environ | {
            "ACCORD_DATA": str(folder),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "WORKERS": "1",
        }

    yield new
    for name in made:
        maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


class Writer(threading.Thread):
    """Remy keeps adding notes through the site until told to stop."""

    def __init__(self, port, session, tokens, agreement):
        super().__init__()
        self.port, self.session, self.agreement = port, session, agreement
        self.tokens = tokens  # one for each form
        self.stopping, self.written = threading.Event(), 0
        self.answers = set()

    def run(self):
        token = "t" * 32
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
        }
        for number, form in enumerate(self.tokens, 1):
            if self.stopping.is_set():
                return
            said = {"text": f"Note {number}", "language": "fr"}
            body = urlencode(said | {"token": form})
            address = f"/fr/espace/contrats/{self.agreement}/note/"
            with closing(
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            ) as site:
                site.request("POST", address, body, headers)
                self.answers.add(site.getresponse().status)
            self.written = number

    def wait_for(self, more):
        wanted, until = self.written + more, time.monotonic() + 30
        while self.written < wanted:
            assert self.is_alive()
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture(scope="session")
def taken(new_place, tmp_path_factory):
    """An installation, a backup taken while Remy wrote, and one once all was quiet."""
    here, folder = new_place(), tmp_path_factory.mktemp("backups")
    busy, quiet = folder / "busy.zip", folder / "quiet.zip"
    session, *tokens = printed(here, "shell", "-v0", "-c", PREPARE).split()
    with Server(here) as server:
        agreement = ask(here, "SELECT MIN(id) FROM agreements_agreement")[0][0]
        writer = Writer(server.port, session, tokens, agreement)
        writer.start()
        try:
            writer.wait_for(3)
            before = writer.written
            told_busy = printed(here, "backup", busy)
            during = writer.written - before
            writer.wait_for(2)
        finally:
            writer.stopping.set()
            writer.join(30)
        assert writer.answers == {302}, server.said()
    return SimpleNamespace(
        here=here,
        session=session,
        busy=busy,
        told_busy=told_busy,
        during=during,
        quiet=quiet,
        told_quiet=printed(here, "backup", quiet),
    )


@pytest.fixture(scope="session")
def restored(taken, new_place):
    """Elsewhere, of the quiet one, and what was told; whoever changes it copies it."""
    there = new_place()
    (Path(there["ACCORD_DATA"]) / "prepared").write_text("for another database")
    return there, printed(there, "restore", taken.quiet)
