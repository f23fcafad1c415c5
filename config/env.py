"""The environment, read once and checked at start-up.

Every variable the platform reads is a field below, with its type, its default and a
sentence for the administrator. ``docs/operate/environment.md`` is written from here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config import meant

# Of other programs, and near a name of ours.
NOT_OURS = {"AWS_ACCESS_KEY", "AWS_SECRET_KEY", "HOSTS"}
EXTRAS = {"psycopg": "postgresql", "storages": "s3"}  # package → what locks it
BASE_DIR = Path(__file__).resolve().parent.parent


class BadEnvironment(SystemExit):
    """A variable cannot be read, or asks for what is not there.

    Whatever was started ends with that sentence, and no traceback before it.
    """


def require_installed(package: str, *, for_: str) -> None:
    """What only some need is installed when it is asked for (``make run`` does)."""
    if find_spec(package) is None:
        raise BadEnvironment(
            f"{for_} asks for what is not installed here. Install it with: "
            f"bin/install requirements/{EXTRAS[package]}.txt"
        )


def variable(help: str, default: Any, meant: meant.Rule | None = None) -> Any:
    """``meant`` says of a value why it cannot be meant; nothing where it can."""
    return field(default=default, metadata={"help": help, "meant": meant})


@dataclass(frozen=True)
class Environment:
    ACCORD_DATA: Path = variable(
        "Folder for the embedded database, the secret key and other state.",
        BASE_DIR / "var",
    )
    REGISTER: Path = variable(
        "Folder of the register that this site keeps: whose agreements, missions and "
        "sources. A database holds one register, and refuses another.",
        BASE_DIR / "data" / "brussels",
        meant.folder_with("register.toml"),
    )
    HOST: str = variable("Address the server listens on.", "127.0.0.1")
    PORT: int = variable("Port the server listens on.", 8000, meant.between(1, 65535))
    WORKERS: int = variable("Web worker processes.", 2, meant.between(1, 64))
    BASE_URL: str = variable(
        "The site's public address, without a slash at the end. It is used in e-mails, "
        "canonical links and feeds. Empty: http://HOST:PORT.",
        "",
        meant.origin,
    )
    ALLOWED_HOSTS: tuple[str, ...] = variable(
        "Host names the site answers to, comma-separated. The host of BASE_URL and the "
        "loopback names are always among them.",
        (),
        meant.each(meant.host),
    )
    DATABASE_URL: str = variable(
        "Database address, such as postgresql://user:password@host/name. Empty: an "
        "SQLite file in ACCORD_DATA.",
        "",
        meant.address("postgresql", "postgres", "sqlite", host=False),
    )
    SECRET_KEY: str = variable(
        "Signs sessions and links. Empty: a random key is kept in ACCORD_DATA.",
        "",
        meant.at_least(32),
    )
    SECRET_KEY_FALLBACKS: tuple[str, ...] = variable(
        "Secret keys that SECRET_KEY replaced, comma-separated: what they signed and "
        "sealed still opens. Name the last one for two months, then remove it.",
        (),
        meant.each(meant.at_least(32)),
    )
    DEBUG: bool = variable("Show errors in the browser. Never in production.", False)
    DEMO: bool = variable(
        "Demonstration: every page and export is marked, and the demonstration "
        "passwords work.",
        False,
    )
    CONTACT_EMAIL: str = variable(
        "Contact address shown on the public site.", "", meant.mailbox
    )
    CONTROLLER_FR: str = variable(
        "Who is answerable for the personal data (the controller): name and postal "
        "address, in French, for the privacy page. Empty: the page says that it is "
        "missing, and so does the desk of administrators.",
        "",
    )
    CONTROLLER_NL: str = variable("The same in Dutch.", "")
    DPO_EMAIL: str = variable(
        "Address of the controller's data protection officer, for the privacy page.",
        "",
        meant.mailbox,
    )
    PROCESSORS_FR: str = variable(
        "Who hosts the site and carries its mail, and in which country, in French, for "
        "the privacy page.",
        "",
    )
    PROCESSORS_NL: str = variable("The same in Dutch.", "")
    EMAIL_URL: str = variable(
        "Mail server, such as smtp+tls://user:password@host:587. Empty: messages are "
        "written to files in ACCORD_DATA/mail.",
        "",
        meant.address("smtp", "smtp+tls", "smtps"),
    )
    EMAIL_FROM: str = variable("Sender of e-mails.", "accord@localhost", meant.mailbox)
    WORKER: str = variable(
        "Who sends messages and keeps the schedule: 'embedded' (a worker that serve "
        "starts and stops) or 'off' (manage.py work runs as a service of its own).",
        "embedded",
        meant.one_of("embedded", "off"),
    )
    MAIL_GATHER_SECONDS: int = variable(
        "How many seconds a message waits for more of the same, before it leaves.",
        60,
        meant.between(0, 86_400),
    )
    MAIL_RETRY_MINUTES: tuple[int, ...] = variable(
        "Minutes to wait after each refusal of the mail server, comma-separated. After "
        "the last a message is given up, and an administrator sees it.",
        (2, 10, 60, 360, 1440),
        meant.each(meant.between(1, 100_000)),
    )
    MAIL_CLAIM_SECONDS: int = variable(
        "How many seconds a message stays its worker's, should the worker have died. "
        "Longer than a mail server ever takes to accept one.",
        600,
        meant.between(1, 86_400),
    )
    MAIL_KEEP_DAYS: int = variable(
        "After how many days the words of sent messages are taken out of the database.",
        180,
        meant.between(1, 36_500),
    )
    SECURE: bool = variable(
        "Served over HTTPS: cookies are marked secure and browsers told to insist.",
        False,
    )
    TRUSTED_PROXIES: int = variable(
        "Number of reverse proxies in front whose X-Forwarded-For may be believed.",
        0,
        meant.between(0, 9),
    )
    OIDC_ISSUER: str = variable(
        "Address of the OpenID Connect provider officials sign in with. Empty: none.",
        "",
        meant.address("https", "http"),
    )
    OIDC_CLIENT_ID: str = variable("Client identifier given by that provider.", "")
    OIDC_CLIENT_SECRET: str = variable("Client secret given by that provider.", "")
    OIDC_NAME: str = variable("Name of that provider on the sign-in page.", "OpenID")
    MAX_UPLOAD_MB: int = variable(
        "Largest file people may send, in megabytes, where a page sets no other limit. "
        "The reverse proxy must let it pass.",
        20,
        meant.between(1, 10_000),
    )
    MAX_VIDEO_MB: int = variable(
        "Largest video people may send, in megabytes. The reverse proxy must let it "
        "pass, and the antivirus too.",
        200,
        meant.between(1, 10_000),
    )
    FILES_STORE: str = variable(
        "Where the files people give are kept: s3://BUCKET, with ?endpoint=ADDRESS for "
        "a store that is not Amazon's, and &region=NAME. Empty: ACCORD_DATA/files.",
        "",
    )
    AWS_ACCESS_KEY_ID: str = variable(
        "Key of that store. Empty: what the machine itself was given, as Amazon's do.",
        "",
    )
    AWS_SECRET_ACCESS_KEY: str = variable("Secret of that key.", "")
    CLAMAV: str = variable(
        "The ClamAV daemon that looks at every file before it is kept: host:port, or "
        "the path of its local socket. When it does not answer, no file is taken. "
        "Empty: files are not looked at.",
        "",
        meant.socket,
    )
    TRUST_ROOTS: str = variable(
        "Folder with the certificates of the authorities whose signatures are trusted "
        "(PEM or DER). Empty: none is.",
        "",
        meant.folder,
    )
    DOCUMENT_MB: int = variable(
        "Megabytes of memory that the making of one PDF may take, for as long as it "
        "lasts; one is made at a time. The longest answer needs about half of this.",
        1500,
        meant.between(100, 100_000),
    )
    DOCUMENT_SECONDS: int = variable(
        "Seconds after which the making of a PDF is given up.",
        60,
        meant.between(5, 3600),
    )
    CONFIRM_RECORDS: bool = variable(
        "A decision or a signature that somebody records for the other side, or that "
        "proves nothing by itself, counts only once a second person confirmed it. "
        "False: it counts at once.",
        True,
    )
    BACKUP_RECIPIENTS: tuple[str, ...] = variable(
        "Public keys (age1…) that backups are encrypted for, comma-separated. One of "
        "their private keys opens a backup; none belongs on this machine. Empty: "
        "backups are not encrypted.",
        (),
        meant.each(meant.starting("age1")),
    )
    BACKUP_KEEP_DAYS: int = variable(
        "Of the backups in the folder that backup --into fills: of how many days the "
        "last one is kept.",
        7,
        meant.between(0, 400),
    )
    BACKUP_KEEP_WEEKS: int = variable(
        "The same, of how many weeks.", 5, meant.between(0, 400)
    )
    BACKUP_KEEP_MONTHS: int = variable(
        "The same, of how many months.", 12, meant.between(0, 400)
    )
    ALARM_EMAIL: str = variable(
        "Who is written to when a service of the machine fails, such as the backup.",
        "",
        meant.mailbox,
    )
    LOG_LEVEL: str = variable(
        "Least severe messages written to the log: DEBUG, INFO, WARNING or ERROR.",
        "INFO",
        meant.one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
    )
    LOG_FORMAT: str = variable(
        "How the log is written: 'line' (for people) or 'json' (an object on each "
        "line, for programs that gather logs).",
        "line",
        meant.one_of("line", "json"),
    )
    METRICS_TOKEN: str = variable(
        "What a Prometheus server sends to read /metrics (Authorization: Bearer …), "
        "long and random. Empty: there is no such address.",
        "",
        meant.at_least(20),
    )
    STATUS_QUEUE_MINUTES: int = variable(
        "Minutes that the oldest message may wait before status warns. A refused one "
        "is tried again after 2, 12 and 72: a mail server that was away for a moment "
        "is no alarm.",
        120,
        meant.between(1, 100_000),
    )
    STATUS_JOB_MINUTES: int = variable(
        "Minutes that a job of the schedule may be late before status warns. One that "
        "failed is made up for after 30: this is one try more.",
        60,
        meant.between(1, 100_000),
    )
    STATUS_WORKER_MINUTES: int = variable(
        "Minutes without a trace of a worker before status calls it critical. It "
        "leaves one each minute, except in the midst of a long job.",
        10,
        meant.between(2, 100_000),
    )
    STATUS_BACKUP_HOURS: int = variable(
        "Hours that the last backup may be old before status calls it critical. One is "
        "taken each night; two hours more is a slow one.",
        26,
        meant.between(1, 10_000),
    )
    STATUS_DISK_MB: int = variable(
        "Megabytes that must be free where ACCORD_DATA is, else status calls it "
        "critical: ten of the largest videos.",
        2000,
        meant.between(1, 10_000_000),
    )

    @classmethod
    def read(cls, source: Mapping[str, str]) -> "Environment":
        """Each variable as what it is; the first that cannot be meant ends the start.

        A variable that nearly has the name of one of these is taken for it, misspelt:
        what it was to set would be left out without a word.
        """
        known = {item.name: item for item in fields(cls)}
        for name in source.keys() - known.keys() - NOT_OURS:
            if near := get_close_matches(name, known, n=1, cutoff=0.85):
                raise BadEnvironment(f"{name} is not known: is {near[0]} meant?")
        values = {}
        for name, item in known.items():
            if (text := source.get(name, "")) == "":
                continue
            values[name] = _parse(name, item.type, text)
            rule = item.metadata["meant"]
            if rule and (why := rule(values[name])):
                raise BadEnvironment(f"{name} {why}{shown(name, text)}")
        found = cls(**values)
        if bool(found.OIDC_ISSUER) != bool(found.OIDC_CLIENT_ID):
            raise BadEnvironment("OIDC_ISSUER and OIDC_CLIENT_ID go together.")
        return found


def shown(name: str, text: str) -> str:
    """The value as a sentence may end with it: no secret, in a log or on a screen."""
    secrets = ("SECRET", "KEY", "TOKEN", "DATABASE", "EMAIL_URL", "RECIPIENTS")
    is_secret = any(one in name for one in secrets)
    return " (what it holds is not shown here)" if is_secret else f", not {text!r}"


def _parse(name: str, type_: Any, text: str) -> Any:
    if name == "LOG_LEVEL":
        text = text.upper()
    if type_ is bool:
        if text not in ("true", "false"):
            raise BadEnvironment(f"{name} must be 'true' or 'false', not {text!r}")
        return text == "true"
    if type_ == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        if type_ == tuple[int, ...]:
            return tuple(int(part) for part in text.split(","))
        if type_ is int:
            return int(text)
    except ValueError as error:
        said = "numbers, comma-separated" if type_ is not int else "a number"
        raise BadEnvironment(f"{name} must be {said}, not {text!r}") from error
    return type_(text)


env = Environment.read(os.environ)
