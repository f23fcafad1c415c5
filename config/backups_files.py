"""The files people gave, in a backup: each is what its name says, or it is told.

A row is written after its file, and neither is ever removed: the files that the copied
rows speak of can be read while people go on working.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZipFile

from django.core.files.base import File
from django.core.files.storage import storages

from accord.attachments.keeping import digest, store
from accord.attachments.models import key_of
from config.backups import BadBackup, Manifest

FOLDER = "files/"


def add(archive: ZipFile, manifest: Manifest) -> None:
    """Copy every file the rows speak of; the manifest tells those that are lost.

    One lost file must not keep everything else out of every backup to come.
    """
    storage = storages["attachments"]
    for sha256 in manifest.files:
        key = key_of(sha256)
        if not storage.exists(key):
            manifest.lost.append(sha256)
            continue
        with storage.open(key) as file:
            if digest(file) != sha256:
                manifest.lost.append(sha256)
                continue
            with archive.open(FOLDER + key, "w", force_zip64=True) as out:
                for block in file.chunks():
                    out.write(block)


def check(archive: ZipFile, manifest: Manifest) -> None:
    """Refuse files that are not those the manifest names, content included."""
    expected = _held(manifest)
    held = {name for name in archive.namelist() if name.startswith(FOLDER)}
    if held != {FOLDER + key_of(sha256) for sha256 in expected}:
        raise BadBackup("The files it holds are not those its manifest names.")
    for sha256 in expected:
        with _packed(archive, sha256) as file:
            if digest(file) != sha256:
                raise BadBackup(f"{file.name} is not the file its manifest names.")


def restore(archive: ZipFile, manifest: Manifest) -> None:
    """Put every file in its place; all are checked before the first is written."""
    check(archive, manifest)
    for sha256 in _held(manifest):
        with _packed(archive, sha256) as file:
            store(key_of(sha256), file)


def _held(manifest: Manifest) -> list[str]:
    return [one for one in manifest.files if one not in manifest.lost]


@contextmanager
def _packed(archive: ZipFile, sha256: str) -> Iterator[File]:
    name = FOLDER + key_of(sha256)
    with archive.open(name) as packed:
        file = File(packed, name)
        file.size = archive.getinfo(name).file_size
        yield file
