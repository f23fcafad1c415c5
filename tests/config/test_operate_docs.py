"""What docs/operate tells an administrator to type is tried, or says why it is not.

A block of the pages is marked after its language:

    ```sh try            run here as it stands, with another root folder
    ```sh settings       lines of /etc/accord.env
    ```sh by-hand: why   run by no test
"""

import os
import re
import runpy
import shutil
import subprocess
import sys
import textwrap
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import connection

from config.env import BASE_DIR, Environment
from tests import database

FOLDER = BASE_DIR / "docs/operate"
BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<mark>[^`\n]+)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
TOLD = {"text"}  # what is printed, not typed
accord = SimpleNamespace(**runpy.run_path(str(BASE_DIR / "bin/accord")))


def blocks():
    """Page, language, mark and content of each block."""
    for page in sorted(FOLDER.glob("*.md")):
        for found in BLOCK.finditer(page.read_text(encoding="utf-8")):
            language, _, mark = found["mark"].partition(" ")
            yield page.name, language, mark, textwrap.dedent(found["text"])


def of(language, mark):
    return [(page, text) for page, *told, text in blocks() if told == [language, mark]]


def test_every_block_is_tried_or_says_why_not():
    unmarked = [
        (page, language, text.splitlines()[0])
        for page, language, mark, text in blocks()
        if language not in TOLD
        and mark not in ("try", "settings")
        and not re.fullmatch(r"by-hand: .{8,}", mark)
    ]
    assert unmarked == []
    assert len(of("sh", "try")) >= 4


@pytest.mark.parametrize(("page", "text"), [*of("sh", "settings")])
def test_settings_that_a_page_shows_can_be_read(page, text):
    Environment.read(accord.settings(text))


def test_the_settings_to_copy_can_be_read():
    told = accord.settings((BASE_DIR / "deploy/accord.env").read_text(encoding="utf-8"))
    assert Environment.read(told).CONTROLLER_NL.endswith("1000 Brussel")
    assert set(told) <= set(Environment.__dataclass_fields__)


def test_a_file_of_settings_is_no_shell():
    told = accord.settings(
        "# none\n; none\n\nURL=s3://b?endpoint=https://o&region=eu $HOME\n"
        'SAID = "one \\"two\\" \\$3"\nPLAIN=\'a "b"\'\nEMPTY=\n'
    )
    assert told == {
        "URL": "s3://b?endpoint=https://o&region=eu $HOME",
        "SAID": 'one "two" $3',
        "PLAIN": 'a "b"',
        "EMPTY": "",
    }
    with pytest.raises(SystemExit, match="Line 1"):
        accord.settings("export X=1")


@pytest.mark.parametrize(
    ("asks", "owner", "is_refused"),
    [(0, 1000, True), (1001, 1000, True), (1000, 1000, False)],
)
def test_only_the_user_of_the_service_runs_its_commands(
    monkeypatch, asks, owner, is_refused
):
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: asks)
        patched.setattr(os, "stat", lambda path: os.stat_result([owner] * 10))
        expected = pytest.raises(SystemExit, match="sudo -u accord")
        with expected if is_refused else nullcontext():
            accord.require_owner_of("/srv/accord/data")


# Of what the service's user can write, root runs nothing: it copies what it installs.
COPIES = {"cp", "install", "editor", "cat"}


def test_no_page_lets_root_run_what_the_service_can_write():
    lines = [
        line.split()
        for _page, language, _mark, text in blocks()
        if language == "sh"
        for line in text.splitlines()
        if re.search(r"^\s*sudo .*/srv/accord", line)
    ]
    by_root = [words for words in lines if words[1] != "-u"]
    assert len(lines) > len(by_root) > 3
    assert [words for words in by_root if words[1] not in COPIES | {"useradd"}] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "text"), of("sql", "try"))
def test_sql_of_a_page_is_understood(page, text):
    with connection.cursor() as cursor:
        cursor.execute(text)


def test_the_commands_of_the_pages_do_what_they_say(tmp_path):
    """In the order of the pages, in an installation of its own, on SQLite."""
    place = tmp_path / "srv/accord"
    for folder in ("data", "backups", "restored", "stubs"):
        (place / folder).mkdir(parents=True)
    as_myself = 'test "$1" = -u && shift 2; exec "$@"'
    for name, does in (("sudo", as_myself), ("systemctl", "true")):
        (place / "stubs" / name).write_text(f"#!/bin/sh\n{does}\n")
        (place / "stubs" / name).chmod(0o755)
    env = place / "accord.env"
    env.write_text(f"ACCORD_DATA={place}/data\nWORKER=off\n")
    called = {
        "PATH": f"{place}/stubs:{os.path.dirname(sys.executable)}:{os.environ['PATH']}",
        "ACCORD_SETTINGS": str(env),
    }

    def run(text):
        text = text.replace("/srv/accord/code", str(BASE_DIR))
        text = text.replace("/srv/accord", str(place))
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            env=called,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, (text, done.stderr)
        return done.stdout

    command = f"{BASE_DIR}/bin/accord"
    template = database.of_sqlite()
    if template.exists():  # of tests on SQLite; migrations take ten seconds
        shutil.copy(template, place / "data/accord.sqlite3")
    run(f"{command} migrate -v0 && {command} createcachetable")
    printed = {}
    for page, text in of("sh", "try"):
        if " restore " in text:  # elsewhere
            env.write_text(f"ACCORD_DATA={place}/restored\nWORKER=off\n")
        printed[page] = printed.get(page, "") + run(text)
        env.write_text(f"ACCORD_DATA={place}/data\nWORKER=off\n")

    digests = re.findall(r"register (\w+)", printed["backup.md"])
    assert len(digests) == 3
    assert len(set(digests)) == 1
    assert (place / "restored/accord.sqlite3").exists()
