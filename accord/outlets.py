"""Files that leave: one place writes the answer, whatever the file holds.

Its name, its type, the mark of a demonstration and who may keep a copy are set here and
nowhere else. What people gave us leaves as they gave it, from
``accord.attachments.serving``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import IO, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from accord.lib import tablefiles
from accord.lib.batches import AT_ONCE
from accord.lib.tabular import Table

MARK = "demonstration-"  # what the name of a file of a demonstration begins with
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
TABLES = ("csv", "xlsx", "json")  # what a table can be sent as
INTERNAL = {
    "internal": {
        "fr": "Fichier interne : à ne pas publier.",
        "nl": "Intern bestand: niet bekend te maken.",
    }
}

Content = bytes | IO[bytes] | Iterator[bytes]


@dataclass(frozen=True)
class Version:
    """Which version it is of what is public: who has it already need not fetch it."""

    etag: str
    changed_at: datetime | None


def send_table(
    request: HttpRequest,
    table: Table,
    rows: Iterable[Any],
    kind: str,
    *,
    name: str = "",
    day: date | None = None,
    about: Mapping[str, Any] | None = None,
    **how: Any,
) -> HttpResponseBase:
    """The rows as a CSV, XLSX or JSON file; as anything else there is none.

    Called ``name``, or like the table, and of the ``day`` that the rows stand for.
    ``about`` is what the file says of itself beside that; ``how``: see ``send_file``.
    """
    if kind not in TABLES:
        raise Http404
    said: dict[str, Any] = {
        "name": table.name,
        "title": {"fr": table.title_fr, "nl": table.title_nl},
        **(about or {}),
    }
    if day:
        said["on"] = day.isoformat()
    said["demonstration"] = settings.DEMO
    shown = marked(table)
    if isinstance(rows, QuerySet):
        rows = rows.iterator(AT_ONCE)
    write: dict[str, Callable[[], Content]] = {
        "csv": lambda: tablefiles.csv(shown, rows),
        "json": lambda: tablefiles.json(shown, rows, said),
        "xlsx": lambda: tablefiles.xlsx(shown, rows, said),
    }
    called = f"{name or table.name}-{day}" if day else name or table.name
    return send_file(request, f"{called}.{kind}", write[kind], **how)


def send_file(
    request: HttpRequest,
    name: str,
    write: Callable[[], Content],
    *,
    is_shown: bool = False,
    version: Version | None = None,
) -> HttpResponseBase:
    """What ``write`` makes, to be saved under that name, or shown with ``is_shown``.

    With a ``version`` it is for everyone; without, nobody keeps a copy on its way. Who
    asks for the headers alone of what is for everyone gets its length too, where it is
    known before it is sent; of the rest, nothing is written.
    """
    response = known(request, version) if version else None
    if response is None:
        is_unwritten = request.method == "HEAD" and version is None
        content = iter(()) if is_unwritten else write()
        response = _response(content, CONTENT_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = str(
        content_disposition_header(not is_shown, marked_name(name))
    )
    if settings.DEMO:
        response["Accord-Demonstration"] = "true"
    if version is None:
        response["Cache-Control"] = "no-store"
        return response
    return for_everyone(response, version)


def for_everyone(response: HttpResponseBase, version: Version) -> HttpResponseBase:
    """An answer that any site may read, and keep until the register changes."""
    response["Cache-Control"] = "public, max-age=60"
    response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = version.etag
    if version.changed_at:
        response["Last-Modified"] = http_date(version.changed_at.timestamp())
    return response


def marked(table: Table) -> Table:
    """The table as it leaves: of a demonstration, each row says so."""
    return table.marked() if settings.DEMO else table


def marked_name(name: str) -> str:
    """The name as it leaves, which says so too."""
    return f"{MARK}{name}" if settings.DEMO else name


def known(request: HttpRequest, version: Version) -> HttpResponseBase | None:
    """304, when the visitor has this version.

    A condition of writing (``If-Match``) is none of reading: an answer that it failed
    would be kept on its way, for everyone.
    """
    at = version.changed_at
    answer = get_conditional_response(
        request, etag=version.etag, last_modified=int(at.timestamp()) if at else None
    )
    return answer if answer and answer.status_code == HTTPStatus.NOT_MODIFIED else None


def _response(content: Content, kind: str) -> HttpResponseBase:
    if isinstance(content, bytes):
        return HttpResponse(content, content_type=kind)
    if isinstance(content, Iterator) and not hasattr(content, "read"):
        return StreamingHttpResponse(content, content_type=kind)
    return FileResponse(content, content_type=kind)
