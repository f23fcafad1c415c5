"""Installations of our own: what one types there, and what their databases hold."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

from accord.notifications.scheduling import BACKUP
from bench.server import ROOT
from config.backups import MIGRATIONS, RAN

IS_SQLITE = connection.vendor == "sqlite"
LEFT_OUT = {
    *("django_session", "usersessions_usersession", "cache", "cache_documents"),
    MIGRATIONS,  # those of each, when they were made there
}


def name_in(address):
    return urlsplit(address).path.removeprefix("/")


def beside(name):
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def maintain(statement):
    with psycopg.connect(beside("postgres"), autocommit=True) as server:
        server.execute(statement)


def manage(place, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=place,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def printed(place, *arguments):
    done = manage(place, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(place, *arguments):
    done = manage(place, *arguments)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def ask(place, statement):
    if IS_SQLITE:
        file = Path(place["ACCORD_DATA"]) / "accord.sqlite3"
        with closing(sqlite3.connect(file, timeout=20)) as database, database:
            return database.execute(statement).fetchall()
    with psycopg.connect(place["DATABASE_URL"]) as database:
        answer = database.execute(statement)
        return answer.fetchall() if answer.description else []


def rows(place):
    """Every row of every table that a backup keeps, as text."""
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if IS_SQLITE
        else "SELECT table_name FROM information_schema.tables "
        "WHERE table_schema = 'public'"
    )
    kept = {name for (name,) in ask(place, listed)} - LEFT_OUT
    which = {RAN: f" WHERE name <> '{BACKUP}'"}  # it notes itself once it is taken
    return {
        name: sorted(
            map(repr, ask(place, f'SELECT * FROM "{name}"{which.get(name, "")}'))
        )
        for name in kept
    }


def is_empty(place):
    return not any(
        found
        for table, found in rows(place).items()
        if table not in ("django_content_type", "auth_permission")
    )


def files(place):
    """What people gave, by where it lies."""
    folder = Path(place["ACCORD_DATA"]) / "files"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def digest(told):
    return told.split("register ")[1].split()[0]
