"""A database keeps one register: another is refused, and nothing of it is loaded."""

import csv
import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accord.agreements.loading import REGISTER
from accord.directory.models import Organisation
from accord.sources.models import KeptRegister, Source
from config.management.commands import prepare
from config.management.commands.prepare import prepared, wanted
from tests.lib.test_register import LEAST

pytestmark = pytest.mark.django_db


SHEETS = {sheet.name: sheet for sheet in REGISTER}
SAID = {
    "sources": {
        **dict.fromkeys(("address", "address_nl", "consulted", "when"), ""),
        **dict.fromkeys(("note_fr", "note_nl"), ""),
        **{"kind": "demonstration", "language": "both"},
    },
    "organisations": {"kind": "region", "website": ""},
    "municipalities": {},
}


def load(folder):
    call_command("load_register", folder, stdout=StringIO())


@pytest.fixture
def valley(tmp_path):
    """Another region's folder: who keeps its register, and the source of that."""
    folder = tmp_path / "valley"
    folder.mkdir()
    (folder / "register.toml").write_text(LEAST.replace("polders", "valley"))
    for name, said in SAID.items():
        heads = SHEETS[name].columns
        with (folder / f"{name}.csv").open("w", newline="") as lines:
            writer = csv.DictWriter(lines, heads, restval="")
            writer.writeheader()
            writer.writerows([dict.fromkeys(heads, "valley") | said][: len(said)])
    return folder


def test_the_database_remembers_which_register_it_holds(valley):
    load(valley)
    assert KeptRegister.objects.get().code == "valley"
    load(valley)  # again, as often as one likes

    with pytest.raises(CommandError, match=r"holds the register “valley”.*“brussels”"):
        load(settings.REGISTER)
    assert Source.objects.get().code == "valley"
    assert KeptRegister.objects.get().code == "valley"


def test_one_that_was_filled_before_it_remembered_refuses_another(valley):
    load(settings.REGISTER)
    KeptRegister.objects.all().delete()
    towns = Organisation.objects.count()

    with pytest.raises(CommandError, match="holds another register"):
        load(valley)
    assert Organisation.objects.count() == towns
    load(settings.REGISTER)
    assert KeptRegister.objects.get().code == "brussels"


@pytest.mark.parametrize("written", ["", "code = 5", 'code = "a b"', "code =", "a = 1"])
def test_what_cannot_be_read_is_no_register(valley, written):
    (valley / "register.toml").write_text(written)
    with pytest.raises(CommandError, match=r"register\.toml: "):
        load(valley)


def test_a_folder_without_it_is_no_register(valley):
    (valley / "register.toml").unlink()
    with pytest.raises(CommandError, match="it is no register"):
        load(valley)


def test_a_change_in_the_folder_of_the_setting_is_seen(valley, settings):
    settings.REGISTER = valley
    here, there = wanted()
    (valley / "steps.csv").write_text("agreement\n")
    assert wanted()[0] == here
    assert wanted()[1] != there


def test_the_same_code_and_data_are_the_same_on_each_machine(tmp_path, settings):
    before = wanted()
    settings.REGISTER = tmp_path / "elsewhere"
    shutil.copytree(settings.BASE_DIR / "data/brussels", settings.REGISTER)
    assert wanted() == before


@pytest.fixture
def called(monkeypatch, tmp_path, settings):
    """The commands that ``prepare`` gave, of which none does anything here."""
    settings.ACCORD_DATA, names = tmp_path, []
    monkeypatch.setattr(
        prepare, "call_command", lambda name, *_a, **_k: names.append(name)
    )
    KeptRegister.objects.create(code="brussels")
    call_command("prepare", stdout=StringIO())
    return names


ON_THIS_MACHINE = ["compile_catalogues", "collectstatic"]
IN_THE_DATABASE = ["createcachetable", "migrate", "load_register"]


def test_what_was_prepared_is_not_prepared_again(called):
    assert called == ON_THIS_MACHINE + IN_THE_DATABASE
    assert prepared() == wanted()[1]
    called.clear()

    call_command("prepare", stdout=StringIO())

    assert called == []


def test_a_database_made_anew_is_filled_again_beside_the_same_folder(called):
    """What was prepared in it is remembered in it."""
    called.clear()
    KeptRegister.objects.all().delete()  # as in a new one of the same name

    call_command("prepare", stdout=StringIO())

    assert called == IN_THE_DATABASE


def test_a_restored_database_gets_the_tables_of_caches(called):
    """A backup brings the mark of what was prepared, but no caches."""
    called.clear()
    (settings.ACCORD_DATA / "prepared").unlink()  # as restore does

    call_command("prepare", stdout=StringIO())

    assert called == [*ON_THIS_MACHINE, "createcachetable"]
