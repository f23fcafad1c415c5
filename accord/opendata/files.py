"""One dataset as of one day, as a file for everyone."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.http import quote_etag

from accord import outlets
from accord.journal.models import revision
from accord.opendata import licence
from accord.opendata.datasets import Dataset


def send(
    request: HttpRequest, dataset: Dataset, kind: str, asked: date | None
) -> HttpResponseBase:
    """The file, or 304 when the visitor has it already.

    ``asked`` is the day asked for; without one, the file tells how things stand.
    """
    table, day = dataset.table, asked or timezone.localdate()
    number, moment = revision()
    about = {
        "description": {"fr": table.description_fr, "nl": table.description_nl},
        "demonstration": settings.DEMO,
        "as_of": timezone.localtime(moment).isoformat() if moment else None,
        "revision": number,
        "on": day.isoformat() if dataset.has_days else None,
        "source": {
            "name": "Accord",
            "address": f"{settings.BASE_URL}/data/{table.name}.{kind}",
        },
        "licence": {
            "identifier": licence.IDENTIFIER,
            "title": licence.TITLE,
            "address": licence.ADDRESS,
        },
    }
    # Changes with the day and with what the file says.
    edition = version(f"{asked} {about}")
    if moment and dataset.has_days and not asked:  # another one tomorrow
        midnight = timezone.make_aware(datetime.combine(day, time.min))
        edition = replace(edition, changed_at=max(moment, midnight))
    response = outlets.send_table(
        request,
        table,
        dataset.rows(day),
        kind,
        day=asked if dataset.has_days else None,
        about=about,
        is_shown=kind == "json",
        version=edition,
    )
    response["Content-Language"] = "fr, nl"
    return response


def version(said: str) -> outlets.Version:
    """The edition of what the register tells now, with all else that it depends on."""
    number, moment = revision()
    key = f"{settings.RELEASE} {settings.DEMO} {number} {said}"
    return outlets.Version(
        quote_etag(hashlib.sha256(key.encode()).hexdigest()[:32]), moment
    )
