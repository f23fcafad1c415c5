"""Texts as plain rows, where what led to them does not matter and time does."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile

from accord.attachments.keeping import keep
from accord.documents.models import IssuedDocument
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.models import Instrument, Signatory, Signature
from tests import make
from tests.attachments.files import PDF

AT = datetime(2025, 1, 1, 12, tzinfo=UTC)
DAY = date(2025, 1, 10)
IN_WRITING = ("drafting", "in_review", "abandoned")
BINDING = ("signed", "suspended", "terminated")


def text_row(cast: Any, state: str, **fields: Any) -> Instrument:
    """A text of Ixelles with nothing in it but who signs, in that state."""
    if "agreement" not in fields:
        fields["agreement"] = make.agreement(municipality=cast.ixelles, state="draft")
    text = Instrument.objects.create(**{"kind": "contract"} | fields)
    for rank, side in enumerate(("municipality", "region"), start=1):
        Signatory.objects.create(
            instrument=text,
            rank=rank,
            side=side,
            organisation=cast.ixelles if side == "municipality" else cast.region,
            capacity_fr="Bourgmestre",
            capacity_nl="Burgemeester",
            name=f"{side.title()} (test)",
        )
    if state not in IN_WRITING:
        _agree(cast, text)
    if state in BINDING:
        text.signed_on = text.in_force_on = DAY
    text.state = state
    text.save()
    return text


def _agree(cast: Any, text: Instrument) -> None:
    text.content = drawn_up(text).content
    text.text_hash = fingerprint(text.content)
    text.agreed_at = AT
    text.deliberation = keep(ContentFile(PDF, name="raad.pdf"), by=cast.remy)
    text.college_file = keep(ContentFile(PDF, name="college.pdf"), by=cast.remy)
    file = keep(ContentFile(PDF, name="text.pdf"), by=cast.remy)
    text.document = IssuedDocument.objects.create(
        number=f"21009-2025-{text.pk}",
        kind="agreement",
        title_fr="Contrat logement – Ixelles",
        title_nl="Huisvestingsovereenkomst – Elsene",
        file=file,
        sha256=file.sha256,
        text_hash=text.text_hash,
        issued_at=AT,
    )


def signature_row(cast: Any, text: Instrument, **fields: Any) -> Signature:
    """On paper, of the first who signs."""
    said = {
        "signatory": Signatory.objects.of(text)[0],
        "method": "paper",
        "file": keep(ContentFile(PDF, name="scan.pdf"), by=cast.remy),
        "signed_on": DAY,
        "signer": "Municipality (test)",
        "statement": "Original vu.",
        "recorded_by": cast.remy,
        "side": "region",
        "confirmed_at": AT,
    }
    return Signature.objects.create(**said | fields)
