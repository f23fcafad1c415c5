"""The file of sources."""

from accord.lib.sheets import Row, Sheet
from accord.sources.models import Kind, Source


def codes() -> dict[str, int]:
    """Sources by their code: what every other file refers to."""
    return dict(Source.objects.public().values_list("code", "pk"))


def _source(row: Row) -> dict:
    return {
        "code": row.required("code"),
        "kind": row.choice("kind", Kind),
        **row.texts("publisher", "title", "note"),
        "address": row.text("address"),
        **row.date("when"),
        "consulted": row.text("consulted"),
        "language": row.required("language"),
    }


SOURCES = Sheet(
    name="sources",
    model=Source,
    columns=(
        *("code", "kind", "publisher_fr", "publisher_nl", "title_fr", "title_nl"),
        *("address", "when", "consulted", "language", "note_fr", "note_nl"),
    ),
    key=("code",),
    read=_source,
)
