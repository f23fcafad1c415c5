"""The real files of the register, and the command that loads them."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accord.agreements.checking import check
from accord.agreements.loading import REGISTER

BRUSSELS = Path(settings.BASE_DIR) / "data" / "brussels"


class Files:
    """A folder of files, with what a person does with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.csv"

    def rows(self, name: str) -> list[dict[str, str]]:
        with self.path(name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def write(self, name: str, rows: list[dict[str, str]]) -> None:
        with self.path(name).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def load(self) -> list[str]:
        """Load the folder; what the command said, a line per file."""
        said = StringIO()
        call_command("load_register", str(self.folder), stdout=said)
        return said.getvalue().splitlines()

    def refused(self) -> list[str]:
        """Load a folder with a bad file; the faults the command named.

        Of the first file that has any, a check of the folder names the same.
        """
        faults = StringIO()
        with pytest.raises(CommandError):
            call_command(
                "load_register", str(self.folder), stdout=StringIO(), stderr=faults
            )
        said = [line.strip() for line in faults.getvalue().splitlines()]
        first = said[0].split(".csv")[0]
        assert _of_file(first, said) == _of_file(first, check(self.folder))
        return said


def _of_file(name: str, faults: list[str]) -> list[str]:
    return [fault for fault in faults if fault.startswith(f"{name}.csv")]


def counts() -> dict[str, int]:
    """How many rows of each kind the register holds."""
    return {sheet.name: sheet.model._default_manager.count() for sheet in REGISTER}


@pytest.fixture
def brussels() -> Files:
    return Files(BRUSSELS)


@pytest.fixture
def copied(tmp_path) -> Files:
    """A copy of the Brussels files, to make mistakes in."""
    shutil.copytree(BRUSSELS, tmp_path / "brussels")
    return Files(tmp_path / "brussels")
