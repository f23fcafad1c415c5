"""A backup that only who holds a private key can read, in the format of age.

The machine knows public keys alone. Any program that speaks age opens it too, without
this one: ``age --decrypt --identity KEY FILE``.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import pyrage

HEAD = b"age-encryption.org/"
BLOCK = 1 << 20


class BadKey(Exception):
    """A key cannot be read, or opens nothing, for the reason in the sentence."""


def is_sealed(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(HEAD)) == HEAD


def recipients(keys: Sequence[str]) -> list[Any]:
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise BadKey("BACKUP_RECIPIENTS must be public keys of age (age1…).") from error


def seal(plain: IO[bytes], out: Any, keys: Sequence[str]) -> None:
    """Encrypt for every key, then read from the disk what was written."""
    plain.seek(0)
    told = _Told(out)
    pyrage.encrypt_io(plain, told, recipients(keys))
    out.flush()
    os.fsync(out.fileno())
    os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    out.seek(0)
    if hashlib.file_digest(out, "sha256").digest() != told.digest.digest():
        raise BadKey("What was encrypted is not what the disk holds.")


class _Told:
    """Notes the digest of what passes on its way to a file."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.digest = out, hashlib.sha256()

    def write(self, block: bytes) -> int:
        self.digest.update(block)
        return self.out.write(block)

    def flush(self) -> None:
        self.out.flush()


def unseal(file: Path, out: IO[bytes], identity: Path | None) -> None:
    if identity is None:
        raise BadKey(f"{file} is encrypted: name its private key with --identity FILE.")
    try:
        lines = identity.read_text(encoding="utf-8").split()
        keys = [one for one in lines if one.startswith("AGE-SECRET-KEY-")]
        opens = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise BadKey(f"{identity} cannot be read as a private key of age.") from error
    try:
        with file.open("rb") as content:
            pyrage.decrypt_io(content, out, opens)
    except (pyrage.DecryptError, OSError) as error:
        if getattr(error, "errno", None):
            raise  # the disk's own
        raise BadKey(f"{identity} does not open {file}, or it is damaged.") from error
