"""What the public pages show of texts and figures: what is published, as of a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery

from accord.agreements.models import Absence, ReferentName
from accord.directory.models import Organisation
from accord.framework.models import Mission
from accord.instruments.content import Content
from accord.instruments.documents import mission_words
from accord.instruments.models import Commitment, Instrument, Series, Target
from accord.lib.joining import joined
from accord.monitoring.models import PublishedFigure
from accord.monitoring.rules.rollup import Amount
from accord.monitoring.wording import figure_in_words

AT_MOST = 200  # figures on one page; the dataset has them all


@dataclass(frozen=True)
class Shown:
    """A published figure in words."""

    figure: PublishedFigure

    @property
    def value(self) -> str:
        return figure_in_words(Amount.of_row(self.figure), self.figure.definition)


def with_what_there_is(agreements: Any, day: date) -> Any:
    """Say of each agreement what else is public, so that nothing is read in vain.

    Of figures: when the last period ended of which there are any.
    """
    figures = PublishedFigure.objects.public(day).known()
    own, town = (
        {"agreement": OuterRef("pk")},
        {"municipality": OuterRef("municipality")},
    )
    return agreements.annotate(
        has_absence=Exists(Absence.objects.public().filter(**town)),
        has_referent=Exists(ReferentName.objects.public().filter(**own)),
        has_text=Exists(Instrument.objects.public().filter(**own)),
        figures_until=Subquery(
            figures.filter(**town)
            .order_by("-period__ends_on")
            .values("period__ends_on")[:1]
        ),
    )


def text_in_force(town: Organisation, day: date) -> Instrument | None:
    """The published text that held on ``day``; ended, it says what it was."""
    texts = Instrument.objects.public().in_force_on(day, published=True)
    theirs = texts.filter(agreement__municipality=town).for_page()
    hidden = joined(
        # audience: nobody: it is what stays hidden
        Series.objects.confidential(),
        "pk",
        of="agreement",
        outer="agreement",
    )
    theirs = theirs.annotate(hidden=hidden)
    return theirs.order_by("-in_force_on", "-pk").first()


def missions_of(text: Instrument) -> list[dict[str, Any]]:
    """The text in words; an indicator that may not be published is left out."""
    content: Content = text.content or {"missions": []}
    hidden = text.hidden  # type: ignore[attr-defined] # by text_in_force
    if hidden:
        content = _public(content, {int(series) for series in hidden.split()})
    return [mission_words(one, content) for one in content["missions"]]


def _public(content: Content, hidden: set[int]) -> Content:
    def commitment(node: Content) -> Content:
        kept = [one for one in node["indicators"] if one["series"] not in hidden]
        return {**node, "indicators": kept}

    missions = [
        {**node, "commitments": [commitment(one) for one in node["commitments"]]}
        for node in content["missions"]
    ]
    return {**content, "missions": missions}


def figures_of_town(town: Organisation, day: date) -> list[Shown]:
    rows = PublishedFigure.objects.public(day).filter(municipality=town)
    return _shown(rows.known())


def figures_of_mission(mission: Mission, day: date) -> list[Shown]:
    """Of the whole Region."""
    rows = PublishedFigure.objects.public(day).of_the_region()
    return _shown(rows.filter(definition__mission=mission))


def _shown(rows: Any) -> list[Shown]:
    found = rows.for_table().select_related("definition__source")
    return [Shown(one) for one in found[:AT_MOST]]


@dataclass(frozen=True)
class Agreed:
    """What one agreement says under a mission."""

    commitments: list[str]
    targets: list[tuple[str, str]]  # of which indicator, how much


def agreed_under(
    mission: Mission, agreements: Iterable[Any], day: date
) -> dict[int, Agreed]:
    """By agreement, its public commitments and targets under ``mission``: two queries.

    Targets over the whole time only: those of each period are in the text.
    """
    found: dict[int, Agreed] = defaultdict(lambda: Agreed([], []))
    pks = [one.pk for one in agreements]
    commitments = Commitment.objects.public().on(day, published=True)
    for row in (
        commitments.filter(taken__mission=mission, instrument__agreement__in=pks)
        .annotate(agreement_id=F("instrument__agreement"))
        .order_by("rank", "pk")
    ):
        found[row.agreement_id].commitments.append(row.text)
    targets = Target.objects.public().on(day, published=True)
    for row in (
        targets.filter(
            indicator__commitment__taken__mission=mission,
            indicator__is_removed=False,
            period__isnull=True,
            instrument__agreement__in=pks,
        )
        .select_related("indicator__definition")
        .annotate(agreement_id=F("instrument__agreement"))
        .order_by("indicator__definition__code", "pk")
    ):
        definition = row.indicator.definition
        amount = Amount.of_row(row)
        words = (definition.name, figure_in_words(amount, definition))
        found[row.agreement_id].targets.append(words)
    return dict(found)
