"""Every form of the house, by its name."""

import importlib
import inspect
from functools import cache
from pathlib import Path

from django import forms

HOUSE = Path(__file__).parents[2] / "accord"


@cache
def every_form() -> dict[str, type[forms.BaseForm]]:
    found = {}
    for path in sorted(HOUSE.rglob("*.py")):
        path = path.relative_to(HOUSE.parent).with_suffix("")
        name = ".".join(path.parts).removesuffix(".__init__")
        if "forms" not in name or "migrations" in name:
            continue
        module = importlib.import_module(name)
        for _name, one in inspect.getmembers(module, inspect.isclass):
            if issubclass(one, forms.BaseForm) and one.__module__ == name:
                found[f"{name}.{one.__name__}"] = one
    return found
