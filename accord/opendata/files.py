"""One dataset as of one day, as a file: its bytes, its name and its headers."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.http import quote_etag

from accord import outlets
from accord.journal.models import revision
from accord.opendata import licence
from accord.opendata.datasets import Dataset


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
    def address(self) -> str:
        return f"{settings.BASE_URL}/data/{self.dataset.name}.{self.extension}"

    @property
    def about(self) -> dict[str, Any]:
        """What the file says of itself."""
        table = self.dataset.table
        number, moment = self.revision
        return {
            "description": {"fr": table.description_fr, "nl": table.description_nl},
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
        key = f"{settings.RELEASE} {settings.DEMO} {self.asked} {self.about}"
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
        response = outlets.send_table(
            request,
            self.dataset.table,
            self.dataset.rows(self.day),
            self.extension,
            day=self.asked if self.dataset.has_days else None,
            about=self.about,
            is_shown=self.extension == "json",
            version=outlets.Version(self.etag, self.changed_at),
        )
        response["Content-Language"] = "fr, nl"
        return response
