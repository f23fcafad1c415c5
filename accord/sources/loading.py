"""The file of sources."""

from accord.lib.sheets import (
    Sheet,
    choice,
    dated,
    refers,
    required,
    text,
    texts,
)
from accord.sources.models import Kind, Source

SOURCE, NOTE = refers("source", "sources"), texts("note")


def codes() -> dict[str, int]:
    """Sources by their code: what every other file refers to."""
    return dict(Source.objects.public().values_list("code", "pk"))


SOURCES = Sheet(
    "sources",
    Source,
    ("code",),
    (
        required("code"),
        choice("kind", Kind),
        texts("publisher", "title"),
        text("address"),
        dated(),
        text("consulted"),
        required("language"),
        NOTE,
    ),
)
