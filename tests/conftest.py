"""What every test has: a database with the cast in it, and a fresh start."""

import gc
import io
import json
import os
from contextlib import ExitStack, redirect_stderr, suppress
from pathlib import Path
from types import SimpleNamespace
from warnings import catch_warnings

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TransactionTestCase
from django.utils import translation

from accord.documents import apart, compile, look, typeset
from accord.lib import pdflook, pdfs
from accord.lib.children import Ended
from tests import cast as people
from tests import database
from tests.browsing import Browser, signed_in
from tests.engines import STATEMENTS, TURN, Engines

# Tests make many records and few cycles: looking for these all the time costs a tenth.
gc.set_threshold(100_000, 50, 50)


def pytest_configure(config):
    notes = os.environ.get(STATEMENTS)
    turn = Engines(os.environ.get(TURN, ""), Path(notes) if notes else None)
    config.pluginmanager.register(turn)


@pytest.fixture(autouse=True)
def _fresh_start():
    """No cached page and no language left over from another test."""
    for name in settings.CACHES:
        caches[name].clear()
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _children_here(request, monkeypatch):
    """What is done in a child process is done in the test's own, ten times cheaper.

    Documents are set, strangers' PDFs are opened and examined. What the child is for,
    its limits and its turn, is asked of it by the tests marked ``child``.
    """
    if "child" not in request.keywords:
        monkeypatch.setattr(typeset, "_in_a_child", _set_here)
        monkeypatch.setattr(pdfs, "_in_a_child", _looked_at_here)
        monkeypatch.setattr(apart, "_in_a_child", _examined_here)


def _set_here(root, moment):
    with redirect_stderr(io.StringIO()) as said:
        try:
            return Ended(0, compile.compiled(root, moment))
        except SystemExit as fault:
            return Ended(fault.code, b"", said.getvalue().encode())


def _looked_at_here(content):
    words = []
    with suppress(Exception), catch_warnings(action="ignore"):
        for word in pdflook._words(content):
            words.append(word)  # those before it fails, if it does
    return Ended(0, "\n".join(words).encode())


def _examined_here(given):
    head, _line, files = given.partition(b"\n")
    answer = look.answered(json.loads(head), files)
    return Ended(0, json.dumps(answer, default=str).encode())


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker
):
    """A database of this process, from the kept template (``tests/database.py``).

    A test with real transactions leaves its traces; after it the template is copied
    again. (Django would empty every table, which the journal rightly refuses.)
    """
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda case: database.restore()
        )
        with django_db_blocker.unblock():
            stack.enter_context(database.of_this_process())
        yield
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """The people of ``tests/cast.py``: ``cast.ines`` edits for ``cast.ixelles``."""
    return people.read()


@pytest.fixture
def nobody(db) -> None:
    """A register before anyone came: for a test that counts whom it lets in."""
    people.leave()


@pytest.fixture
def client() -> Browser:
    return Browser()


@pytest.fixture
def sign_in(client):
    """``sign_in(cast.ines)`` returns the client, signed in as Ines."""
    return lambda person: signed_in(person, client)


@pytest.fixture
def untranslated(settings):
    """Our own sentences as the code has them: the test is about which one is said."""
    settings.LOCALE_PATHS = []
    with translation.override("fr"):
        yield
