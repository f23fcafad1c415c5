"""The demonstration is cast from what a register holds."""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accord.accounts.models import User
from accord.dashboards.demonstration import casting
from accord.directory.models import Organisation

PROVINCE = Path(__file__).parent / "province"
BRUSSELS = settings.BASE_DIR / "data" / "brussels"


def codes(parts: casting.Parts) -> dict[str, str]:
    return {part: one.code for part, one in parts.items()}


@pytest.fixture
def province(nobody, settings):
    settings.REGISTER, settings.DEMO = PROVINCE, True
    call_command("load_register", PROVINCE, verbosity=0, stdout=StringIO())


@pytest.fixture
def written(province, settings, tmp_path):
    """``written(text)``: the province, with that casting."""
    folder = shutil.copytree(PROVINCE, tmp_path / "province")

    def write(text: str) -> Path:
        (folder / casting.FILE).write_text(text, encoding="utf-8")
        settings.REGISTER = folder
        return folder

    return write


@pytest.mark.slow
def test_a_province_plays_it_and_names_no_other_place():
    """In a process of its own, whose words are those of a province; on SQLite."""
    ours = ("PYTEST", "TEST_", "DATABASE_URL")
    kept = {name: one for name, one in os.environ.items() if not name.startswith(ours)}
    test = Path(__file__).with_name("province_demonstration.py")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "-p", "no:randomly", str(test)],
        env={**kept, "REGISTER": str(PROVINCE)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_parts_go_round_in_the_order_of_the_register(province):
    parts = casting.cast(PROVINCE)
    assert codes(parts) == {
        "amended": "clairpre",
        "in_review": "montjoli",
        "corrected": "vieux-pont",
        "running": "bois-le-loup",
        "being_amended": "sablonne",
        "authority": "logement-provincial",
        "builder": "toits",
        "inspection": "permis",
        "agencies": "abri",
    }
    left = casting.unplayed(parts)
    assert len(left) == len(casting.TOWNS) + len(casting.BODIES) - len(parts)
    assert {"renewed", "abandoned", "permits"} <= set(left)


def test_brussels_has_somebody_for_every_part(db):
    call_command("load_register", BRUSSELS, verbosity=0, stdout=StringIO())
    parts = casting.cast(BRUSSELS)
    assert casting.unplayed(parts) == []
    assert len({one.pk for one in parts.values()}) == len(parts)


def test_a_casting_without_towns_brings_people_alone(written):
    written('[bodies]\nauthority = "logement-provincial"\n')
    said = StringIO()
    call_command("seed_demo", stdout=said)
    assert "Left out, for this register has no town, body or mission" in said.getvalue()
    assert "editor at logement-provincial" in said.getvalue()
    assert not User.objects.filter(email__startswith="ines@").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[towns]\nhero = "clairpre"\n', "“hero” is no part of the demonstration"),
        ('[town]\namended = "clairpre"\n', "“town” is no part"),
        ('[towns]\namended = "elsewhere"\n', "“elsewhere” is no organisation"),
        ('[towns]\namended = "clairpre"\n', "Nobody plays the authority"),
        ("[towns", "demonstration.toml"),
    ],
)
def test_a_casting_that_cannot_be_is_refused_in_a_sentence(text, said, written):
    written(text)
    with pytest.raises(CommandError, match=said):
        call_command("seed_demo", stdout=StringIO())
    assert not User.objects.filter(email__endswith="demonstration.invalid").exists()


def test_a_register_without_a_model_has_no_agreements_to_tell(
    nobody, settings, tmp_path
):
    folder = shutil.copytree(PROVINCE, tmp_path / "province")
    kept = {"sources.csv", "organisations.csv", "municipalities.csv"}
    for file in folder.glob("*.csv"):
        if file.name not in kept:
            file.unlink()
    settings.REGISTER, settings.DEMO, said = folder, True, StringIO()
    call_command("load_register", folder, verbosity=0, stdout=StringIO())
    call_command("seed_demo", stdout=said)
    assert "Not told, for its data is not there" in said.getvalue()
    assert Organisation.objects.municipalities().count() == 5
