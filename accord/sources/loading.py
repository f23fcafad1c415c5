"""The file of sources."""

from accord.lib.sheets import Sheet, refers
from accord.sources.models import Source

SOURCE, NOTE = refers("source", "sources"), "note"


def codes() -> dict[str, int]:
    """Sources by their code: what every other file refers to."""
    return dict(Source.objects.public().values_list("code", "pk"))


SOURCES = Sheet(
    "sources",
    Source,
    ("code",),
    (
        *("code", "kind", "publisher", "title"),
        *("address", "address_nl", "when", "consulted", "language", NOTE),
    ),
    told_by={"sources": ("code",)},
)
