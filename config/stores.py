"""Where data and the files people give are kept, each by one variable."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import dj_database_url

from config.env import BadEnvironment, Environment, require_installed

ANSWERS_WITHIN = 2  # seconds, for a server that may be away: the library's least


def data_folder(env: Environment) -> Path:
    """Sessions, keys of second factors and links in mails: its owner alone opens it."""
    folder = env.ACCORD_DATA.resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from error
    return folder


def kept_secret_key(folder: Path) -> str:
    """A random key, made once and readable by its owner alone."""
    file = folder / "secret_key"
    try:
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(50))
        return file.read_text()
    except OSError as error:  # made by another, mostly: a command was run as root
        raise _unusable(file, error) from error


def _unusable(path: Path, error: OSError) -> BadEnvironment:
    return BadEnvironment(f"ACCORD_DATA cannot be used: {path}: {error.strerror}")


def database(env: Environment, file: Path) -> Any:
    """The entry of ``DATABASES``: the SQLite ``file``, or as ``DATABASE_URL`` says."""
    found: Any = dj_database_url.parse(env.DATABASE_URL or f"sqlite:///{file}")
    if found["ENGINE"].endswith("sqlite3"):
        if not Path(found["NAME"]).parent.is_dir():
            raise BadEnvironment("DATABASE_URL must be in a folder that exists")
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728"
            ),
        }
        found["CONN_MAX_AGE"] = None
    else:
        require_installed("psycopg", for_="DATABASE_URL")
        # A connection that the server closed (it was restarted) is noticed and made
        # anew before it is used. A pool hands it out once more, to a visitor.
        found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"] = 60, True
        options = found.setdefault("OPTIONS", {})
        options.setdefault("connect_timeout", ANSWERS_WITHIN)
    return found


def files_store(env: Environment, folder: Path) -> dict[str, Any]:
    """The entry of ``STORAGES``: ``folder``, or the bucket that ``FILES_STORE`` names.

    ``s3://BUCKET/FOLDER?endpoint=ADDRESS&region=NAME``; all but the bucket may be left
    out.
    """
    if not env.FILES_STORE:
        backend = "accord.attachments.storage.WholeFileStorage"
        return {"BACKEND": backend, "OPTIONS": {"location": folder}}
    said = urlsplit(env.FILES_STORE)
    more = parse_qs(said.query)
    if said.scheme != "s3" or not said.hostname or more.keys() - {"endpoint", "region"}:
        raise BadEnvironment(
            "FILES_STORE must be such as "
            f"s3://bucket?endpoint=https://host&region=name, not {env.FILES_STORE!r}"
        )
    require_installed("storages", for_="FILES_STORE")
    options: dict[str, Any] = {
        "bucket_name": said.netloc,
        "location": said.path.strip("/"),
        "access_key": env.AWS_ACCESS_KEY_ID or None,
        "secret_key": env.AWS_SECRET_ACCESS_KEY or None,
    }
    for name, option in (("endpoint", "endpoint_url"), ("region", "region_name")):
        if name in more:
            options[option] = more[name][0]
    return {"BACKEND": "accord.attachments.s3.S3Store", "OPTIONS": options}


def told(address: str) -> str:
    """For who restores: where a file belongs."""
    return address.partition("?")[0].rstrip("/") if address else "ACCORD_DATA/files"
