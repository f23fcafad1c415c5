"""A copy of the code, and a database beside the tests' own, for servers of our own."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]


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
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"accord_journey_{os.getpid()}"
    server = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(server._replace(path="/postgres"))
    with psycopg.connect(address, autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(server._replace(path=f"/{name}"))
        maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
