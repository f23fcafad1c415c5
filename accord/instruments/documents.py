"""The document of a text: one bilingual PDF, numbered, the same whenever it is made."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accord.documents import typeset
from accord.documents.models import IssuedDocument
from accord.instruments.content import Content

TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"


def rendered(content: Content, *, number: str, text_hash: str, at: datetime) -> bytes:
    """The PDF of a text: the same bytes for the same text, number and moment."""
    address = verification_address(number, text_hash)
    data: dict[str, Any] = {
        "title_fr": title_of(content, "fr"),
        "title_nl": title_of(content, "nl"),
        "number": number,
        "hash": text_hash,
        "address": address,
        "demonstration": settings.DEMO,
        "content": content,
    }
    return typeset.pdf(TEMPLATE, data, at=at, files={"qr.svg": typeset.qr(address)})


def verification_address(number: str, text_hash: str) -> str:
    """Where anyone checks the document; the code shows that they hold it."""
    code = text_hash[: IssuedDocument.CODE]
    with override("fr"):
        path = reverse("instruments_public:document_verify")
    return f"{settings.BASE_URL}{path}?number={number}&code={code}"


def title_of(content: Content, language: str) -> str:
    town = content["municipality"][language]
    words = {"fr": "Contrat logement", "nl": "Huisvestingsovereenkomst"}[language]
    return f"{words} – {town}"
