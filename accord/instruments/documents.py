"""The document of a text: one bilingual PDF, numbered, the same whenever it is made."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.documents import typeset
from accord.documents.models import IssuedDocument
from accord.instruments.content import Content
from accord.instruments.models import Instrument

TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"
KIND = "agreement"


def issue(instrument: Instrument, *, by: User) -> IssuedDocument:
    """Number the agreed text and keep its PDF. The caller holds the transaction."""
    number = _free_number(instrument)
    content, text_hash = instrument.content, instrument.text_hash
    at = instrument.agreed_at
    assert content  # noqa: S101 - the caller has just agreed on it
    assert at  # noqa: S101 - and says when
    pdf = rendered(content, number=number, text_hash=text_hash, at=at)
    file = keep(ContentFile(pdf, name=f"{number}.pdf"), by=by)
    return IssuedDocument.objects.create(
        number=number,
        kind=KIND,
        title_fr=_title(content, "fr"),
        title_nl=_title(content, "nl"),
        file=file,
        sha256=file.sha256,
        text_hash=text_hash,
        issued_at=at,
    )


def rendered(content: Content, *, number: str, text_hash: str, at: datetime) -> bytes:
    """The PDF of a text: the same bytes for the same text, number and moment."""
    address = verification_address(number, text_hash)
    data: dict[str, Any] = {
        "title_fr": _title(content, "fr"),
        "title_nl": _title(content, "nl"),
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


def _title(content: Content, language: str) -> str:
    town = content["municipality"][language]
    words = {"fr": "Contrat logement", "nl": "Huisvestingsovereenkomst"}[language]
    return f"{words} – {town}"


def _free_number(instrument: Instrument) -> str:
    """NIS code, year of the text, version; a letter when a text is issued again."""
    agreed_at, town = instrument.agreed_at, instrument.agreement.municipality
    assert agreed_at  # noqa: S101 - the caller has just agreed on it
    base = f"{town.nis_code}-{agreed_at.year}-{instrument.number}"
    taken = set(
        IssuedDocument.objects.filter(number__startswith=base).values_list(
            "number", flat=True
        )
    )
    letters = ("", *"BCDEFGHJKLMNPQRSTUVWXYZ")
    return next(f"{base}{one}" for one in letters if f"{base}{one}" not in taken)
