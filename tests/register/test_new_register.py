"""A region begins from three commands, as the page of the docs prints them."""

import re
import shutil
from dataclasses import fields, is_dataclass
from io import StringIO
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accord.agreements.loading import REGISTER
from accord.directory.models import Organisation
from accord.lib import register
from accord.sources.models import KeptRegister

PAGE = settings.BASE_DIR / "docs/operate/another-region.md"
PROVINCE = Path(__file__).parent / "province"
WORDS = settings.BASE_DIR / "data/new"


def steps() -> list[str]:
    """What the page tells to type."""
    blocks = re.findall(r"```sh[^\n]*\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return [line.strip() for block in blocks for line in block.strip().splitlines()]


def typed(line: str, folder: Path) -> str:
    """Run ``manage.py`` as the line says; what it printed."""
    program, command, *words = line.replace("../my-region", str(folder)).split()[1:]
    assert program == "manage.py"
    said = StringIO()
    call_command(command, *words, stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody")
def test_the_page_leads_from_nothing_to_a_site(tmp_path, settings, client):
    folder = tmp_path / "my-region"
    new, check, run = steps()

    typed(new, folder)
    with pytest.raises(CommandError, match="things are wrong"):
        typed(check, folder)
    for file in PROVINCE.iterdir():  # filled
        shutil.copy(file, folder)
    assert typed(check, folder) == "The register is sound.\n"

    assert run == "REGISTER=../my-region make run"
    settings.REGISTER = folder
    call_command("load_register", settings.REGISTER, stdout=StringIO())
    assert KeptRegister.objects.get().code == "trois-vallees"
    names = Organisation.objects.municipalities().values_list("name_fr", flat=True)
    assert set(names) >= {"Clairpré", "Montjoli"}
    assert "Clairpré" in client.get("/fr/").text


def test_every_file_is_written_with_its_first_line(tmp_path):
    call_command("new_register", tmp_path / "it", stdout=StringIO())
    written = {file.name: file for file in (tmp_path / "it").iterdir()}
    assert set(written) == {
        *(f"{sheet.name}.csv" for sheet in REGISTER),
        *("README.md", "register.toml"),
    }
    for sheet in REGISTER:
        assert written[f"{sheet.name}.csv"].read_text() == (
            ",".join(sheet.columns) + "\n"
        )
    assert f"check_register {tmp_path / 'it'}\n" in written["README.md"].read_text()


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "steps.csv").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("new_register", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["steps.csv"]


def kinds(kind: type) -> set[type]:
    """The records inside a record, itself too."""
    inner = {
        one for hint in get_type_hints(kind).values() for one in (hint, *get_args(hint))
    }
    found = {kind}
    for one in inner:
        if is_dataclass(one):
            found |= kinds(one)
    return found


def test_every_key_of_a_register_stands_in_the_one_to_fill():
    text = (WORDS / "register.toml").read_text()
    for kind in kinds(register.Register):
        for one in fields(kind):
            assert re.search(rf"\b{one.name}\b( =|\])", text), (kind, one.name)


def test_what_is_commented_out_can_be_filled(tmp_path):
    """Each line that begins with # and holds a key is one, once the # is gone."""
    text = (WORDS / "register.toml").read_text()
    text = re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE)
    text = text.replace('""', '"x"')
    (tmp_path / "register.toml").write_text(text)
    (tmp_path / "static").mkdir()
    (tmp_path / "static/x").touch()
    said = register.read(tmp_path)
    assert (len(said.laws), len(said.questions), len(said.complaints)) == (1, 1, 1)


def test_the_invented_province_has_no_fault_and_is_marked_as_invented():
    assert "invented province" in (PROVINCE / "register.toml").read_text()
    kept = (PROVINCE / "sources.csv").read_text().splitlines()[1:]
    assert all(",demonstration," in line for line in kept)
