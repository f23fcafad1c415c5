"""What there is one of in a register: its names, its laws, who publishes it.

A register is a folder of files, named by the setting ``REGISTER``. ``register.toml``
says what the code and the pages of the platform must not: they know no place, body or
law by name. What it leaves out is left out of the pages.
"""

import re
import tomllib
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from accord.lib.authority import KINDS
from accord.lib.bilingual import active_language

FILE = "register.toml"
STATIC = "register"  # under which name its folder ``static`` is served


class WrongRegister(ValueError):
    """The folder is no register, or not that of this database: a sentence says why."""


@dataclass(frozen=True)
class Text:
    """The same in French and in Dutch; it prints in the reader's language."""

    fr: str
    nl: str

    def __str__(self) -> str:
        text: str = getattr(self, active_language())
        return text


@dataclass(frozen=True)
class Authority:
    """Whom municipalities agree with; ``the`` is its name with the article."""

    kind: str
    name: Text
    the: Text


@dataclass(frozen=True)
class Publisher:
    """The administration that publishes the site."""

    name: Text
    website: Text | None = None
    legal_notice: Text | None = None
    logo: str = ""  # a file in the folder ``static`` of the register

    @property
    def logo_file(self) -> str:
        return f"{STATIC}/{self.logo}"


@dataclass(frozen=True)
class Law:
    """A law that a page rests on, from the day on which it is in force."""

    about: str
    cited: Text
    source: Text
    since: date
    until: date | None = None  # its last day


@dataclass(frozen=True)
class Complaints:
    """Who hears complaints about something, and where that is written."""

    about: str
    name: Text
    source: Text
    website: Text | None = None


@dataclass(frozen=True)
class Question:
    """A written question of parliament, and which answers answer it."""

    number: int
    answers: tuple[str, ...]
    cited: Text
    address: Text
    answered_on: date


@dataclass(frozen=True)
class Register:
    """``code`` tells it from all others; the rest is for people to read."""

    code: str
    place: Text
    authority: Authority
    time_zone: str  # such as Europe/Paris
    municipality_code: str  # a regular expression for the code of a municipality
    publisher: Publisher | None = None
    referents: str = ""  # the source that says what a referent does, by its code
    questions: tuple[Question, ...] = ()
    laws: tuple[Law, ...] = ()
    complaints: tuple[Complaints, ...] = ()

    def law(self, about: str, day: date) -> Law | None:
        """The one in force on that day."""
        return next(
            (
                one
                for one in self.laws
                if one.about == about
                and one.since <= day
                and (one.until is None or day <= one.until)
            ),
            None,
        )

    def questions_behind(self, answer: str) -> list[Question]:
        return [one for one in self.questions if answer in one.answers]

    def complaints_about(self, about: str) -> list[Complaints]:
        return [one for one in self.complaints if one.about == about]


def read(folder: Path) -> Register:
    """What the folder says of itself."""
    file = folder / FILE
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        register: Register = _made(Register, said, "")
        _require_known(register)
        logo = register.publisher.logo if register.publisher else ""
        static = (folder / "static").resolve()
        file_of_logo = (static / logo).resolve()
        if logo and not (file_of_logo.is_file() and static in file_of_logo.parents):
            raise ValueError(f"publisher.logo: there is no file static/{logo}.")
    except FileNotFoundError:
        raise WrongRegister(f"{folder} holds no {FILE}: it is no register.") from None
    except ValueError as error:
        raise WrongRegister(f"{file}: {error}") from error
    return register


_kept = cache(read)


def current() -> Register:
    """That of the setting. Read once: a change is seen at the next start."""
    return _kept(settings.REGISTER)


def _made(kind: Any, said: Any, where: str) -> Any:
    """A value of that type; what is wrong is said with its place in the file."""
    if is_dataclass(kind):
        return _record(kind, said, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        _require(said, list, where)
        return tuple(
            _made(inner[0], one, f"{where}[{number}]")
            for number, one in enumerate(said, start=1)
        )
    if inner:  # a type, or nothing
        return _made(inner[0], said, where)
    _require(said, kind, where)
    return said


def _require_known(register: Register) -> None:
    """What is more than a text can be used as what it is."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,49}", register.code):
        raise ValueError("code is a word of small letters, such as north-coast.")
    kind = register.authority.kind
    if kind not in KINDS:
        raise ValueError(f"authority.kind is one of {', '.join(KINDS)}, not “{kind}”.")
    try:
        ZoneInfo(register.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("time_zone is one of the IANA's, as Europe/Paris.") from None
    try:
        re.compile(register.municipality_code)
    except re.error as error:
        raise ValueError(
            f"municipality_code is no regular expression: {error}."
        ) from None


def _record(kind: Any, said: Any, where: str) -> Any:
    _require(said, dict, where)
    types, inside = get_type_hints(kind), f"{where}." if where else ""
    known = {one.name: one for one in fields(kind)}
    if unknown := said.keys() - known.keys():
        wrong = inside + min(unknown)
        raise ValueError(f"{wrong} is not known: {', '.join(known)} are.")
    for name, one in known.items():
        if name not in said and one.default is MISSING:
            raise ValueError(f"{inside}{name} is missing.")
    return kind(
        **{name: _made(types[name], one, inside + name) for name, one in said.items()}
    )


def _require(said: Any, kind: type, where: str) -> None:
    if type(said) is not kind or said == "":
        words = {
            str: "a text",
            int: "a number",
            dict: "a table",
            list: "a list",
            date: "a day",
        }
        raise ValueError(f"{where} must be {words[kind]}.")
