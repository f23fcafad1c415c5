"""The files of an answer: every row, in both languages, and what it rests on."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from accord.answers import paper
from accord.answers.answer import Answer, Sheet
from accord.answers.words import of_record
from accord.documents import sheets
from accord.journal.models import revision
from accord.lib.bilingual import LANGUAGES, in_each
from accord.lib.spoken import spoken_day
from accord.lib.tabular import Pair

TEMPLATE = Path(__file__).parent / "typst" / "answer.typ"


def about(answer: Answer, sheet: Sheet, day: date) -> dict[str, Any]:
    number, moment = revision()
    return {
        "question": of_record(answer, "question"),
        "definition": of_record(answer, "method"),
        "summary": {
            str(number): one for number, one in enumerate(sheet.summary, start=1)
        },
        "asked": {
            str(one.number): {**vars(one.cited), "address": one.address.fr}
            for one in answer.asked
        },
        "as_of": timezone.localtime(moment).isoformat() if moment else None,
        "revision": number,
        "source": {"name": "Accord", **_addresses(answer, day)},
    }


def _addresses(answer: Answer, day: date) -> Pair:
    """Where the same answer is read, in each language."""
    return in_each(lambda: f"{settings.BASE_URL}{answer.get_absolute_url()}?on={day}")


def document(answer: Answer, sheet: Sheet, day: date) -> bytes:
    """One bilingual PDF, for archives and for a voice to read; the same bytes again."""
    data: dict[str, Any] = {
        "title_fr": answer.title_fr,
        "title_nl": answer.title_nl,
        "number": f"{answer.slug_fr}-{day}",
        "question": of_record(answer, "question"),
        "method": of_record(answer, "method"),
        "day": {code: spoken_day(day, code) for code in LANGUAGES},
        "summary": sheet.summary,
        "addresses": _addresses(answer, day),
        "asked": [
            {**vars(one.cited), "address": vars(one.address)} for one in answer.asked
        ],
        "columns": [
            {"head": of_record(one, "head"), "meaning": of_record(one, "description")}
            for one in sheet.columns
        ],
        **paper.laid_out(sheet),
    }
    return sheets.pdf(TEMPLATE, data, day)
