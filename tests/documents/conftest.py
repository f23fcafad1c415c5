from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accord.documents.typeset import pdf, qr

TEMPLATE = Path(__file__).parent / "templates" / "example.typ"
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ADDRESS = "https://accord.example/fr/verifier/TEST-1"


def example(**changes: Any) -> dict[str, Any]:
    return {
        "title_fr": "Contrat d’essai",
        "title_nl": "Proefcontract",
        "number": "TEST-1",
        "hash": "0123456789abcdef" * 4,
        "demonstration": False,
        "address": ADDRESS,
        "qr_alt": f"Code QR, QR-code: {ADDRESS}",
        "articles": [{"text_fr": "Un logement.", "text_nl": "Een woning."}],
        "targets": [{"year": "2027", "value": "40"}],
        **changes,
    }


def typeset(**changes: Any) -> bytes:
    data = example(**changes)
    return pdf(TEMPLATE, data, at=AT, files={"qr.svg": qr(data["address"])})


@pytest.fixture(scope="session")
def issued() -> bytes:
    """A document as people receive it, to be signed."""
    return typeset()
