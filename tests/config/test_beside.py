"""Which migrations the code of the last release can run beside."""

import pytest
from django.core.management import CommandError, call_command
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from config import beside
from config.env import BASE_DIR

CHAR = models.CharField(max_length=20)
NOTHING = migrations.RunPython.noop


def add(field):
    return migrations.AddField("town", "mayor", field)


def alter(name, field):
    return migrations.AlterField("town", name, field)


def constraint():
    return models.UniqueConstraint(fields=["name"], name="once")


BORNE = {
    "a table": migrations.CreateModel("Street", [("name", CHAR)]),
    "a column that may be empty": add(models.CharField(max_length=9, null=True)),
    "a column with a default of the database": add(models.TextField(db_default="")),
    "many of them": add(models.ManyToManyField("there.town")),
    "an index": migrations.AddIndex("town", models.Index(fields=["name"], name="i")),
    "no index": migrations.RemoveIndex("town", "i"),
    "no constraint": migrations.RemoveConstraint("town", "kept"),
    "words": migrations.AlterModelOptions("town", {"verbose_name": "city"}),
    "a longer text": alter("name", models.CharField(max_length=30)),
    "a text without end": alter("name", models.TextField()),
    "a text that may be missing": alter(
        "name", models.CharField(max_length=20, null=True)
    ),
    "more digits": alter("area", models.DecimalField(max_digits=9, decimal_places=2)),
    "several of one": alter("twin", models.ForeignKey("there.town", models.PROTECT)),
    "a column that only the state loses": migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveField("town", "area")]
    ),
    "a column of a table that is new": migrations.AddField("lane", "name", CHAR),
    "a constraint of a table that is new": migrations.AddConstraint(
        "lane", constraint()
    ),
}
NOT_BORNE = {
    "a column that every row needs": add(CHAR),
    "a column with a default of the code": add(
        models.CharField(max_length=9, default="x")
    ),
    "no column": migrations.RemoveField("town", "area"),
    "no column, behind the state's back": migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RemoveField("town", "area")]
    ),
    "another name of a column": migrations.RenameField("town", "name", "called"),
    "another name of a table": migrations.RenameModel("Town", "City"),
    "another table": migrations.AlterModelTable("town", "cities"),
    "no table": migrations.DeleteModel("Town"),
    "a shorter text": alter("name", models.CharField(max_length=10)),
    "fewer digits": alter("area", models.DecimalField(max_digits=3, decimal_places=2)),
    "another type": alter("name", models.IntegerField()),
    "another column": alter("name", models.CharField(max_length=20, db_column="n")),
    "another table at the other end": alter(
        "twin", models.OneToOneField("there.lane", models.PROTECT)
    ),
    "never empty": alter("motto", models.CharField(max_length=20)),
    "each once": alter("name", models.CharField(max_length=20, unique=True)),
    "no default of the database": alter("seats", models.IntegerField()),
    "a constraint": migrations.AddConstraint("town", constraint()),
    "each once, together": migrations.AlterUniqueTogether("town", {("name", "motto")}),
    "other rows": migrations.RunPython(NOTHING, NOTHING),
    "SQL": migrations.RunSQL("SELECT 1"),
}


def unbearable(operation, **said):
    town = {
        "name": CHAR,
        "motto": models.CharField(max_length=20, null=True),
        "area": models.DecimalField(max_digits=5, decimal_places=2),
        "seats": models.IntegerField(db_default=0),
        "twin": models.OneToOneField("there.town", models.PROTECT),
    }
    state = ProjectState()
    kept = models.CheckConstraint(condition=models.Q(name="x"), name="kept")
    index = models.Index(fields=["area"], name="i")
    options = {"constraints": [kept], "indexes": [index]}
    state.add_model(ModelState("there", "Town", list(town.items()), options))
    state.add_model(ModelState("there", "Lane", [("name", CHAR)]))
    known = {("there", "town")}
    made = type("Migration", (migrations.Migration,), {"operations": [operation]})
    migration = made("0002_it", "there")
    for name, value in said.items():
        setattr(migration, name, value)
    if isinstance(operation, migrations.RemoveIndex):
        operation.name = "i"
    return list(beside.unbearable(migration, state, known))


@pytest.mark.parametrize("what", BORNE)
def test_the_old_code_does_not_notice(what):
    assert unbearable(BORNE[what]) == []


@pytest.mark.parametrize("what", NOT_BORNE)
def test_the_old_code_would_fail_beside(what):
    [why] = unbearable(NOT_BORNE[what])
    assert ": " in why


def test_a_migration_may_say_why_the_old_code_bears_it():
    operation = NOT_BORNE["other rows"]
    assert unbearable(operation, beside_old_code="It reads these rows nowhere.") == []


def test_every_migration_since_the_last_release_is_borne_by_its_code():
    assert beside.faults(beside.released()) == []
    assert beside.faults({}), "nothing is looked at"


def test_what_was_released_is_there():
    rooms = beside.latest()
    for room, name in beside.released().items():
        assert name <= rooms[room]
        [file] = (BASE_DIR / "accord" / room / "migrations").glob(f"{name}.py")
        assert file


def test_the_command_names_each_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "released", dict)
    with pytest.raises(CommandError, match="framework 0004_conditions_as_data"):
        call_command("check_migrations")


def test_a_release_records_what_is_there(monkeypatch, tmp_path):
    file = tmp_path / "released.txt"
    monkeypatch.setattr(beside, "released", beside.latest)
    monkeypatch.setattr(beside, "RELEASED", file)
    call_command("check_migrations", release=True)
    monkeypatch.undo()
    monkeypatch.setattr(beside, "RELEASED", file)
    assert beside.released() == beside.latest()
