"""Every address the house serves, by name, and what stands in its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Served:
    """One address: its name with namespaces, and the view behind it."""

    name: str
    view: Any
    arguments: tuple[str, ...]


def served(
    patterns: Any = None, space: str = "", before: tuple[str, ...] = ()
) -> Iterator[Served]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        arguments = (*before, *one.pattern.converters)
        if isinstance(one, URLPattern):
            yield Served(f"{space}{one.name}", one.callback, arguments)
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from served(one.url_patterns, inner, arguments)
