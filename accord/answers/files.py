"""The files of an answer: every row, in both languages, and what it rests on."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.answers.answer import Answer, Sheet
from accord.answers.parts import Pair, absolute
from accord.documents import typeset
from accord.journal.models import revision
from accord.lib.bilingual import LANGUAGES
from accord.lib.spoken import spoken_day
from accord.lib.tabular import Table
from accord.opendata.files import CONTENT_TYPES

XLSX = CONTENT_TYPES["xlsx"]
KINDS = tuple(CONTENT_TYPES)
TEMPLATE = Path(__file__).parent / "typst" / "answer.typ"


def name_of(answer: Answer, day: date) -> str:
    start = "demonstration-" if settings.DEMO else ""
    return f"{start}{answer.slug}-{day}"


def spreadsheet(answer: Answer, sheet: Sheet, day: date) -> IO[bytes]:
    """The rows, the columns explained in both languages, and what the file is."""
    table = answer.table(sheet)
    if settings.DEMO:
        table = table.marked()
    return table.xlsx(sheet.every_row(), _about(answer, sheet, day))


def _about(answer: Answer, sheet: Sheet, day: date) -> dict[str, Any]:
    number, moment = revision()
    return {
        "title": {"fr": answer.title_fr, "nl": answer.title_nl},
        "question": {"fr": answer.question_fr, "nl": answer.question_nl},
        "definition": {"fr": answer.method_fr, "nl": answer.method_nl},
        "on": day.isoformat(),
        "summary": {
            str(number): one for number, one in enumerate(sheet.summary, start=1)
        },
        "asked": {
            str(one.number): {
                "fr": one.cited_fr,
                "nl": one.cited_nl,
                "address": one.address_fr,
            }
            for one in answer.asked
        },
        "demonstration": settings.DEMO,
        "as_of": timezone.localtime(moment).isoformat() if moment else None,
        "revision": number,
        "source": {"name": "Accord", **_addresses(answer, day)},
    }


def _addresses(answer: Answer, day: date) -> Pair:
    """Where the same answer is read, in each language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            address = reverse("answers:answer_detail", args=[answer.slug])
        found[code] = f"{settings.BASE_URL}{address}?on={day}"
    return found


def document(answer: Answer, sheet: Sheet, day: date) -> bytes:
    """One bilingual PDF, for archives and for a voice to read; the same bytes again."""
    moment = revision()[1] or timezone.make_aware(datetime.combine(day, time.min))
    data: dict[str, Any] = {
        "title_fr": answer.title_fr,
        "title_nl": answer.title_nl,
        "number": f"{answer.slug_fr}-{day}",
        "demonstration": settings.DEMO,
        "question": {"fr": answer.question_fr, "nl": answer.question_nl},
        "method": {"fr": answer.method_fr, "nl": answer.method_nl},
        "day": {code: spoken_day(day, code) for code in LANGUAGES},
        "summary": sheet.summary,
        "addresses": _addresses(answer, day),
        "asked": [
            {"fr": one.cited_fr, "nl": one.cited_nl, "address": one.address_fr}
            for one in answer.asked
        ],
        "parts": [
            {
                "head": {"fr": part.head_fr, "nl": part.head_nl},
                "meaning": {"fr": part.meaning_fr, "nl": part.meaning_nl},
                "width": part.width,
            }
            for part in sheet.parts
        ],
        "rows": [
            [
                {**part.pair(row), "url": absolute(row.get(f"{part.name}_url"))}
                for part in sheet.parts
            ]
            for row in sheet.every_row()
        ],
    }
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True)
    data["hash"] = hashlib.sha256(plain.encode()).hexdigest()
    return typeset.pdf(TEMPLATE, data, at=moment)


def export(
    table: Table, rows: Iterable[Any], kind: str, day: date
) -> FileResponse | StreamingHttpResponse:
    """A file with internal columns: it says so, and no cache keeps it."""
    if settings.DEMO:
        table = table.marked()
    about = {
        "name": table.name,
        "title": {"fr": table.title_fr, "nl": table.title_nl},
        "internal": {
            "fr": "Fichier interne : à ne pas publier.",
            "nl": "Intern bestand: niet publiceren.",
        },
        "on": day.isoformat(),
        "demonstration": settings.DEMO,
    }
    response: FileResponse | StreamingHttpResponse
    if kind == "xlsx":
        response = FileResponse(table.xlsx(rows, about))
    elif kind == "json":
        response = StreamingHttpResponse(table.json(rows, about))
    else:
        response = StreamingHttpResponse(table.csv(rows))
    response["Content-Type"] = CONTENT_TYPES[kind]
    name = f"{table.name}-{day}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
