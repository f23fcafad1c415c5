"""What is no whole backup of this platform is refused, and nothing is written over."""

import json
from zipfile import ZipFile

import pytest

from tests.journeys.installations import files, is_empty, refused, rows

pytestmark = pytest.mark.engine


def test_a_file_is_never_written_over(taken):
    before = taken.quiet.read_bytes()
    assert "exists already" in refused(taken.here, "backup", taken.quiet)
    assert taken.quiet.read_bytes() == before


def test_records_are_never_restored_over(taken):
    before = rows(taken.here)
    assert "This database is not empty" in refused(taken.here, "restore", taken.busy)
    assert rows(taken.here) == before


def test_a_truncated_file_is_refused(taken, new_place, tmp_path):
    there, part = new_place(), tmp_path / "part.zip"
    whole = taken.quiet.read_bytes()
    for length in (0, len(whole) // 2, len(whole) - 10):
        part.write_bytes(whole[:length])
        assert "is not a whole backup" in refused(there, "restore", part)
    assert is_empty(there)


def _with_manifest(backup, file, *, files=None, **changes):
    """The same backup, saying something else of itself, or with other ``files``."""
    with ZipFile(backup) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("files/") and files is not None:
                if not files:
                    continue
                data = files
            if name == "manifest.json":
                data = json.dumps(json.loads(data) | changes)
            new.writestr(name, data)
    return file


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"digest": "0" * 64}, "not what its manifest says"),
        ({"engine": "oracle"}, "a backup is restored where it was taken from"),
        ({"migrations": [["agreements", "9999_later"]]}, "taken by a later version"),
        ({"format": 2}, "is not a whole backup (format 2, not 1)"),
    ],
)
def test_what_cannot_be_restored_is_refused(taken, new_place, tmp_path, changes, said):
    there = new_place()
    other = _with_manifest(taken.quiet, tmp_path / "other.zip", **changes)

    assert said in refused(there, "restore", other)

    assert is_empty(there)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The files it holds are not those its manifest names"),
        (b"%PDF-1.7 another contract", "is not the file its manifest names"),
    ],
)
def test_files_that_are_not_those_of_the_rows_are_refused(
    taken, new_place, tmp_path, content, said
):
    there = new_place()
    other = _with_manifest(taken.quiet, tmp_path / "other.zip", files=content)

    assert said in refused(there, "restore", other)

    assert is_empty(there)
    assert files(there) == {}
