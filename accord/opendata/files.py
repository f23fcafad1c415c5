"""One dataset as of one day, as a file: its bytes, its name and its headers."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from accord.journal.models import revision
from accord.lib.tabular import Table
from accord.opendata import licence
from accord.opendata.datasets import Dataset

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class File:
    """``asked`` is the day asked for; without one, the file tells how things stand."""

    dataset: Dataset
    extension: str
    asked: date | None

    @cached_property
    def revision(self) -> tuple[int, datetime | None]:
        return revision()

    @cached_property
    def day(self) -> date:
        return self.asked or timezone.localdate()

    @property
    def table(self) -> Table:
        return self.dataset.table.marked() if settings.DEMO else self.dataset.table

    @property
    def name(self) -> str:
        start = "demonstration-" if settings.DEMO else ""
        end = f"-{self.asked}" if self.asked and self.dataset.has_days else ""
        return f"{start}{self.dataset.name}{end}.{self.extension}"

    @property
    def address(self) -> str:
        return f"{settings.BASE_URL}/data/{self.dataset.name}.{self.extension}"

    @property
    def about(self) -> dict[str, Any]:
        """What the file says of itself."""
        table = self.dataset.table
        number, moment = self.revision
        return {
            "name": table.name,
            "title": {"fr": table.title_fr, "nl": table.title_nl},
            "description": {"fr": table.description_fr, "nl": table.description_nl},
            "demonstration": settings.DEMO,
            "as_of": timezone.localtime(moment).isoformat() if moment else None,
            "revision": number,
            "on": self.day.isoformat() if self.dataset.has_days else None,
            "source": {"name": "Accord", "address": self.address},
            "licence": {
                "identifier": licence.IDENTIFIER,
                "title": licence.TITLE,
                "address": licence.ADDRESS,
            },
        }

    @property
    def etag(self) -> str:
        """Changes with the register, the day, the release and what the file says."""
        key = f"{settings.RELEASE} {self.name} {self.about}"
        return quote_etag(hashlib.sha256(key.encode()).hexdigest()[:32])

    @property
    def changed_at(self) -> datetime | None:
        """The latest change; for the state of today, not before this morning."""
        moment = self.revision[1]
        if moment is None or self.asked or not self.dataset.has_days:
            return moment
        return max(moment, timezone.make_aware(datetime.combine(self.day, time.min)))

    def response(self, request: HttpRequest) -> HttpResponseBase:
        """The file, or 304 when the visitor has it already."""
        changed_at = self.changed_at
        known = get_conditional_response(
            request,
            etag=self.etag,
            last_modified=int(changed_at.timestamp()) if changed_at else None,
        )
        response = known or self._body(is_wanted=request.method != "HEAD")
        response["ETag"] = self.etag
        if changed_at:
            response["Last-Modified"] = http_date(changed_at.timestamp())
        response["Cache-Control"] = "public, max-age=60"
        response["Access-Control-Allow-Origin"] = "*"
        response["Content-Language"] = "fr, nl"
        if settings.DEMO:
            response["Accord-Demonstration"] = "true"
        return response

    def _body(self, *, is_wanted: bool) -> HttpResponseBase:
        response: HttpResponseBase
        kind = CONTENT_TYPES[self.extension]
        if not is_wanted:
            response = HttpResponse(content_type=kind)
        elif self.extension == "xlsx":
            file = self.table.xlsx(self.dataset.rows(self.day), self.about)
            response = FileResponse(file, content_type=kind)
        elif self.extension == "json":
            blocks = self.table.json(self.dataset.rows(self.day), self.about)
            response = StreamingHttpResponse(blocks, content_type=kind)
        else:
            blocks = self.table.csv(self.dataset.rows(self.day))
            response = StreamingHttpResponse(blocks, content_type=kind)
        way = "inline" if self.extension == "json" else "attachment"
        response["Content-Disposition"] = f'{way}; filename="{self.name}"'
        return response
