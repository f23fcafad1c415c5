"""Which register this site keeps, and that its database keeps no other.

What its folder says of itself is read by ``accord.lib.register``. The database
remembers the register's code from its first load on: loading removes nothing, so that
the facts of a second one could never be told from those of the first.
"""

import csv
from pathlib import Path

from django.db import transaction

from accord.lib.register import Register, WrongRegister, read
from accord.sources.models import KeptRegister, Source


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
