"""What people see starts from ``visible_to`` or ``public``: read the source."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from accord.lib.scoping import ScopedQuerySet

HOUSE = Path(__file__).parents[2] / "accord"
STARTS = {"visible_to", "public", "none", "asking"}
# Not scoped: the journal's entries are asked for by record, the rest is not ours.
UNSCOPED = {"Entry", "Reading", "Membership", "ContentType", "Authenticator"}
# A query that starts otherwise says in a comment, on its line or above, who sees it.
SAID = "# audience: "

# Every file is read but these: of any room …
NOT_READ = {
    "models",  # where audiences are made
    "querysets",
    "policies",  # who may: what they look at is not shown
    "actions",  # what changes: the policy said who may
    "derive",
    "notices",
    "loading",  # the system person acts
    "management",
    "migrations",
    "demonstration",
}
# … and of one room, each for its reason.
FOR_NO_READER = {
    "agreements/soundness": "looks at all that is stored, for who operates",
    "directory/boundaries": "loads what a region publishes",
    "directory/reaching": "finds whom to tell",
    "framework/conditions": "loads",
    "framework/copies": "is what an action copies",
    "instruments/checking": "needs the number and the code, or the document itself",
    "instruments/content": "writes down a whole text, whoever reads it later",
    "instruments/facts": "is the consequence of a signature",
    "instruments/issuing": "is the consequence of an action",
    "monitoring/figures": "counts what is made public, for who may publish",
    "monitoring/parts": "is the consequence of an action",
    "monitoring/reminding": "runs by the clock",
    "network/addresses": "compares a list with all that is known, for the Region",
    "notifications/digests": "runs by the clock",
    "notifications/following": "needs the secret link of a message",
    "notifications/scheduling": "runs by the clock",
    "notifications/sending": "runs by the clock",
    "notifications/telling": "writes what others told",
    "sources/claiming": "asks which register the database holds, as it is loaded",
}


def shelf(path: Path) -> str:
    """“monitoring/reports”: the room, and the file or folder in it."""
    return "/".join(path.relative_to(HOUSE).with_suffix("").parts[:2])


def read_files() -> list[Path]:
    return [
        path
        for path in sorted(HOUSE.glob("*/**/*.py"))
        if shelf(path).split("/")[1] not in NOT_READ
        and shelf(path) not in FOR_NO_READER
    ]


def unscoped_queries(source: str) -> list[int]:
    """Lines where ``Something.objects.<method>`` starts with anything else."""
    lines = ["", *source.splitlines()]
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in ("objects", "_base_manager", "_default_manager")
        and node.attr not in STARTS
        and getattr(node.value.value, "id", "") not in UNSCOPED
        and SAID not in lines[node.lineno - 1] + lines[node.lineno]
    ]


@pytest.mark.parametrize("path", read_files(), ids=str)
def test_queries_start_from_an_audience(path):
    assert unscoped_queries(path.read_text()) == []


def test_the_check_itself_sees_a_leak():
    assert unscoped_queries("rows = Agreement.objects.all()") == [1]
    assert unscoped_queries("rows = Agreement.objects.visible_to(user).all()") == []
    said = "# audience: who signed\nrows = Agreement.objects.all()"
    assert unscoped_queries(said) == []
    assert unscoped_queries("# the rows\nrows = Agreement.objects.all()") == [2]


def test_a_file_that_is_not_read_would_fail():
    needed = {
        shelf(path)
        for path in HOUSE.glob("*/**/*.py")
        if unscoped_queries(path.read_text())
    }
    assert set(FOR_NO_READER) <= needed


def test_every_model_of_ours_has_an_audience():
    journal = ("journal",)
    bare = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("accord.")
        and model._meta.app_label not in journal
        and not isinstance(model._default_manager.all(), ScopedQuerySet)
    ]
    assert bare == []


def test_scoped_models_have_no_back_door():
    for model in apps.get_models():
        if isinstance(model._default_manager.all(), ScopedQuerySet):
            for field in model._meta.concrete_fields:
                if field.is_relation:
                    assert field.remote_field.hidden, f"{model.__name__}.{field.name}"
