"""What a variable of the environment can be meant to be: each rule is one sentence.

A rule gets the value as it was read and says why it cannot be meant, as the end of a
sentence that begins with the variable's name; nothing where it can.
"""

from collections.abc import Callable, Iterable
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Rule = Callable[[Any], str]


def between(least: int, most: int) -> Rule:
    def rule(value: int) -> str:
        is_meant = least <= value <= most
        return "" if is_meant else f"must be between {least} and {most}"

    return rule


def at_least(letters: int) -> Rule:
    def rule(value: str) -> str:
        is_meant = len(value) >= letters
        return "" if is_meant else f"must be at least {letters} characters long"

    return rule


def one_of(*words: str) -> Rule:
    def rule(value: str) -> str:
        return "" if value in words else f"must be one of {', '.join(words)}"

    return rule


def starting(start: str) -> Rule:
    def rule(value: str) -> str:
        return "" if value.startswith(start) else f"must begin with {start}"

    return rule


def each(inner: Rule) -> Rule:
    def rule(values: Iterable[Any]) -> str:
        return next((why for value in values if (why := inner(value))), "")

    return rule


def address(*schemes: str, host: bool = True) -> Rule:
    """Such as ``scheme://host``; where the ``host`` may be left out, something else."""

    def rule(value: str) -> str:
        try:
            said = urlsplit(value)
            _is_a_number = said.port
        except ValueError:
            return "must be an address that can be read"
        if said.scheme not in schemes or not (
            said.hostname or (said.path and not host)
        ):
            return f"must begin with {' or '.join(f'{one}://' for one in schemes)}"
        return ""

    return rule


def origin(value: str) -> str:
    """Such as https://host:port, and nothing behind it."""
    said = urlsplit(value)
    if said.path.strip("/") or said.query or said.fragment:
        return "must end with the host: the site has one to itself"
    return address("http", "https")(value)


def host(value: str) -> str:
    """A name or a number, without what stands before or behind it in an address."""
    is_meant = not set("/@? ") & set(value) and "://" not in value
    return "" if is_meant else "must be names of hosts alone"


def mailbox(value: str) -> str:
    name, at, host = parseaddr(value)[1].partition("@")
    return "" if name and at and host else "must be an e-mail address"


def folder(value: str | Path) -> str:
    return "" if Path(value).is_dir() else "must be a folder that exists"


def folder_with(file: str) -> Rule:
    def rule(value: Path) -> str:
        is_meant = (value / file).is_file()
        return "" if is_meant else f"must be a folder that holds {file}"

    return rule


def socket(value: str) -> str:
    """A path in a folder that exists, or host:port.

    The socket itself may come later, with its service.
    """
    if (path := Path(value)).is_absolute():
        may_come = not path.exists() and path.parent.is_dir() and path.parent.name
        if path.is_socket() or may_come:
            return ""
        return "must be the path of a socket, in a folder there is"
    host, colon, port = value.rpartition(":")
    is_meant = host and colon and port.isdigit() and 0 < int(port) < 65536
    return "" if is_meant else "must be host:port or the path of a socket"
