"""Much to do at once: open comments and drafts as plain rows."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accord.agreements.models import Step
from accord.instruments.models import Instrument
from accord.threads.models import Remark
from tests import make


def texts(towns: list[Any]) -> list[Instrument]:
    """A text in review for each municipality."""
    model, source = make.model_agreement(), make.source()
    agreements = [
        make.agreement(municipality=town, model=model, source=source) for town in towns
    ]
    return Instrument.objects.bulk_create(
        Instrument(kind="contract", state="in_review", content={}, agreement=one)
        for one in agreements
    )


def comments(
    texts: list[Instrument],
    how_many: int,
    *,
    by: Any,
    of: Any,
    at: datetime | None = None,
) -> None:
    """Spread over the texts, said by one person for one organisation."""
    row = {"author": by, "language": "fr", "at": at or timezone.now()}
    Remark.objects.bulk_create(
        Remark(
            owner=texts[number % len(texts)],
            organisation=of or texts[number % len(texts)].agreement.municipality,
            text=f"Précisez le calendrier de cette action, remarque {number} – " * 3,
            **row,
        )
        for number in range(how_many)
    )


def drafts(texts: list[Instrument], how_many: int) -> None:
    """Steps recorded and not public yet."""
    source = make.source()
    Step.objects.bulk_create(
        Step(
            agreement=texts[number % len(texts)].agreement,
            kind="announced",
            when=f"{2000 + number // 300}-{number % 12 + 1:02}-{number % 25 + 1:02}",
            source=source,
            state="draft",
        )
        for number in range(how_many)
    )
