"""Invented working data for the demonstration, made as people make it: by actions.

All of it rests on sources of the kind “demonstration”. Each part is made once; what
visitors of the demonstration change afterwards stays.
"""

from django.utils import timezone

from accord.accounts.demonstration import CAST
from accord.dashboards.demonstration import (
    catalogue,
    directory,
    parties,
    posts,
    register,
    results,
    stories,
)
from accord.dashboards.demonstration.texts import Stage
from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources.models import Kind, Source

SOURCE = "demonstration"


def play() -> bool:
    """Bring the cast on stage and, the first time, give them something to do.

    Returns whether anything was made. The caller holds the transaction.
    """
    people = {one.name.lower(): directory.person(one) for one in CAST}
    source = Source.objects.filter(code=SOURCE).first()
    if source and catalogue.is_kept():
        return False
    if source is None:
        source = _source()
        directory.keep(people)
        register.keep(source, by=people["remy"])
    kept = catalogue.keep(source, by=people["rita"])
    stage = Stage(kept, people)
    texts = stories.tell(stage)
    results.report(stage, texts)
    posts.keep(source, texts, people)
    parties.keep(texts, people)
    return True


def _source() -> Source:
    return Source.objects.create(
        code=SOURCE,
        kind=Kind.DEMONSTRATION,
        publisher_fr="Démonstration",
        publisher_nl="Demonstratie",
        title_fr="Données inventées pour la démonstration",
        title_nl="Verzonnen gegevens voor de demonstratie",
        **columns(ImpreciseDate.parse(timezone.localdate().isoformat())),
    )
