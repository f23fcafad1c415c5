"""Which register this site keeps, and that its database keeps no other.

A register is a folder of files: ``register.toml`` says of what there is one, each other
file is one kind of fact. The setting ``REGISTER`` names the folder. The database
remembers the register's code from its first load on: loading removes nothing, so that
the facts of a second one could never be told from those of the first.
"""

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accord.sources.models import KeptRegister, Source

FILE = "register.toml"


class WrongRegister(ValueError):
    """The folder is no register, or not that of this database: a sentence says why."""


@dataclass(frozen=True)
class Register:
    """What there is one of in a register; ``code`` tells it from all others."""

    code: str


@cache
def read(folder: Path) -> Register:
    """What the folder says of itself. Read once: a change is seen at the next start."""
    file = folder / FILE
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,49}", said["code"]):
            raise ValueError("code is a word of small letters, such as brussels.")
        return Register(**said)
    except FileNotFoundError:
        raise WrongRegister(f"{folder} holds no {FILE}: it is no register.") from None
    except (ValueError, LookupError, TypeError) as error:
        raise WrongRegister(f"{file} cannot be read: {error}") from error


def current() -> Register:
    """That of the setting."""
    return read(settings.REGISTER)


def claim(folder: Path) -> Register:
    """The register of ``folder``, if it is this database's; of a new one it becomes so.

    A database that was filled before it remembered is this register's if it knows one
    of its sources.
    """
    register = read(folder)
    with transaction.atomic():
        kept = KeptRegister.objects.select_for_update().first()
        if kept is None:
            known = set(Source.objects.values_list("code", flat=True))
            if known and not known & _sources(folder):
                raise WrongRegister(_refusal("another register", register, folder))
            KeptRegister.objects.create(code=register.code)
        elif kept.code != register.code:
            other = f"the register “{kept.code}”"
            raise WrongRegister(_refusal(other, register, folder))
    return register


def _sources(folder: Path) -> set[str]:
    file = folder / "sources.csv"
    if not file.exists():
        return set()
    with file.open(encoding="utf-8", newline="") as lines:
        return {row.get("code", "") for row in csv.DictReader(lines)}


def _refusal(other: str, register: Register, folder: Path) -> str:
    return (
        f"This database holds {other}; REGISTER is {folder}, which is "
        f"“{register.code}”. Nothing was loaded. Set REGISTER to the folder of the "
        "register it holds, or DATABASE_URL (ACCORD_DATA) to an empty database."
    )
