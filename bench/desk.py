"""Much that needs the Region: open comments of municipalities, facts not public yet."""

from datetime import date, timedelta

from django.utils import timezone

from accord.accounts.models import User
from accord.agreements.models import Step
from accord.instruments.models import Instrument
from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources.models import Source
from accord.threads.models import Remark

FACTS = 0.4  # of all that waits; the rest are comments
FIRST = date(1990, 1, 1)


def pile(texts: list[Instrument], author: User, source: Source, how_many: int) -> int:
    """So many open items, spread over an amendment in review of each text."""
    amendments = Instrument.objects.bulk_create(
        Instrument(
            agreement=text.agreement,
            kind="amendment",
            number=1,
            amends=text,
            state="in_review",
            calendar=text.calendar,
        )
        for text in texts
    )
    facts = round(how_many * FACTS)
    Step.objects.bulk_create(
        (
            Step(
                agreement=texts[number % len(texts)].agreement,
                kind="announced",
                source=source,
                state="draft",
                **columns(ImpreciseDate.parse(str(FIRST + timedelta(days=number)))),
            )
            for number in range(facts)
        ),
        batch_size=500,
    )
    now = timezone.now()
    Remark.objects.bulk_create(
        (
            Remark(
                owner=amendments[number % len(amendments)],
                text=f"Remarque inventée {number} sur le calendrier de cette action.",
                language="fr",
                author=author,
                organisation=texts[number % len(texts)].agreement.municipality,
                at=now - timedelta(hours=number),
            )
            for number in range(how_many - facts)
        ),
        batch_size=500,
    )
    return how_many
