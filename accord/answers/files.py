"""The files of an answer: every row, in both languages, and what it rests on."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.answers.answer import Answer, Sheet
from accord.documents import sheets
from accord.journal.models import revision
from accord.lib.bilingual import LANGUAGES
from accord.lib.spoken import spoken_day
from accord.lib.tabular import Pair

TEMPLATE = Path(__file__).parent / "typst" / "answer.typ"


def about(answer: Answer, sheet: Sheet, day: date) -> dict[str, Any]:
    number, moment = revision()
    return {
        "question": {"fr": answer.question_fr, "nl": answer.question_nl},
        "definition": {"fr": answer.method_fr, "nl": answer.method_nl},
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
    data: dict[str, Any] = {
        "title_fr": answer.title_fr,
        "title_nl": answer.title_nl,
        "number": f"{answer.slug_fr}-{day}",
        "question": {"fr": answer.question_fr, "nl": answer.question_nl},
        "method": {"fr": answer.method_fr, "nl": answer.method_nl},
        "day": {code: spoken_day(day, code) for code in LANGUAGES},
        "summary": sheet.summary,
        "addresses": _addresses(answer, day),
        "asked": [
            {"fr": one.cited_fr, "nl": one.cited_nl, "address": one.address_fr}
            for one in answer.asked
        ],
        "columns": [
            {
                "head": {"fr": one.head_fr, "nl": one.head_nl},
                "meaning": {"fr": one.description_fr, "nl": one.description_nl},
                "width": one.width,
            }
            for one in sheet.columns
        ],
        "rows": [
            [{**one.pair(row), "url": one.address(row)} for one in sheet.columns]
            for row in sheet.every_row()
        ],
    }
    return sheets.pdf(TEMPLATE, data, day)
