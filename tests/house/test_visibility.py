"""Outward-facing code starts from ``visible_to`` or ``public``: read the source."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from accord.lib.scoping import ScopedQuerySet

HOUSE = Path(__file__).parents[2] / "accord"
OUTWARD = {"views", "exports", "datasets", "documents", "feeds", "pages", "overviews"}
OUTWARD |= {"gaps", "files", "catalogue", "desk", "circle", "portfolios", "workload"}
STARTS = {"visible_to", "public", "none"}
# The journal has no audience of its own: its entries are asked for by record.
UNSCOPED = {"Entry", "Reading", "Membership"}


def outward_files() -> list[Path]:
    return [
        path
        for path in sorted(HOUSE.glob("*/**/*.py"))
        if path.relative_to(HOUSE).parts[1].removesuffix(".py") in OUTWARD
    ]


def unscoped_queries(source: str) -> list[int]:
    """Lines where ``Something.objects.<method>`` starts with anything else."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in ("objects", "_base_manager", "_default_manager")
        and node.attr not in STARTS
        and getattr(node.value.value, "id", "") not in UNSCOPED
    ]


@pytest.mark.parametrize("path", outward_files(), ids=str)
def test_queries_start_from_an_audience(path):
    assert unscoped_queries(path.read_text()) == []


def test_the_check_itself_sees_a_leak():
    assert unscoped_queries("rows = Agreement.objects.all()") == [1]
    assert unscoped_queries("rows = Agreement.objects.visible_to(user).all()") == []


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
