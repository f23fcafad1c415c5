"""Up to nineteen municipalities, each at another point in the life of its agreement.

Days hang on today: whenever the demonstration is made, every state is there.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accord.dashboards.demonstration import figures
from accord.dashboards.demonstration.texts import Stage, Text
from accord.dashboards.demonstration.told import INDICATORS
from accord.instruments.actions.deciding import (
    abandon_draft,
    suspend_instrument,
    terminate_instrument,
)
from accord.instruments.actions.opening import open_amendment
from accord.instruments.actions.writing import add_node, edit_node
from accord.instruments.models import (
    AgreedIndicator,
    Commitment,
    Instrument,
    MissionTaken,
    Target,
)
from accord.instruments.rules import Kind
from accord.lib.errors import Refused
from accord.threads.actions import add_remark, settle_remark

SOCIAL, VACANT, LAND = "social-housing", "vacant-dwellings", "public-land"
UNFIT, RENTS = "unfit-dwellings", "rent-socialisation"
BUYING, FAIR = "acquisition", "reasonable-rent"
MOST = (SOCIAL, VACANT, LAND, UNFIT, RENTS, FAIR)


def tell(stage: Stage) -> list[str]:
    """Every story that is cast; returns those that the missions cannot carry."""
    left_out = []
    for part in _cast(stage):
        try:
            with transaction.atomic():
                STORIES[part](stage, part)
        except (Refused, LookupError):
            left_out.append(part)
    return left_out


def found(stage: Stage) -> dict[str, Text]:
    """The texts that were told, by part: the latest signed, else the latest."""
    return {part: text for part in _cast(stage) if (text := _found(stage, part))}


def _cast(stage: Stage) -> list[str]:
    return [part for part in stage.parts if part in STORIES]


def _found(stage: Stage, part: str) -> Text | None:
    of_town = Instrument.objects.filter(
        agreement__municipality=stage.parts[part],
        agreement__model=stage.catalogue.model,
    ).order_by("pk")
    latest = of_town.binding().last() or of_town.last()
    # An amendment goes on from what it amends; a renewal begins.
    whole = of_town.exclude(kind=Kind.AMENDMENT).last()
    if latest is None or whole is None:
        return None
    coming = date(timezone.localdate().year + 1, 1, 1)
    first, last = whole.effective_on or coming, whole.ends_on or coming
    return Text(stage, part, first=first, last=last, found=latest)


# Followed for years


def _running(*missions: str) -> Callable[[Stage, str], Text]:
    """In force since the first period of the calendar, for six years."""

    def told(stage: Stage, part: str) -> Text:
        return _concluded(stage, part, missions, date(_year(stage) + 5, 12, 31))

    return told


def _year(stage: Stage) -> int:
    return stage.catalogue.first_day.year


def _concluded(stage: Stage, part: str, missions: tuple[str, ...], last: date) -> Text:
    year = _year(stage)
    text = Text(stage, part, first=stage.catalogue.first_day, last=last)
    text.write(*missions)
    text.conclude(
        date(year - 1, 11, 27) - timedelta(figures.pick(0, 9, "day", text.town))
    )
    return text


def _expiring(stage: Stage, part: str) -> Text:
    soon = timezone.localdate() + timedelta(days=75)
    return _concluded(stage, part, (VACANT, RENTS), soon)


def _ended(stage: Stage, part: str) -> Text:
    last = date(_year(stage) + 1, 12, 31)
    return _concluded(stage, part, (VACANT, FAIR), last)


def _suspended(stage: Stage, part: str) -> Text:
    text = _running(VACANT)(stage, part)
    suspend_instrument(
        text.instrument,
        suspended_on=timezone.localdate() - timedelta(days=20),
        reason="Le poste de référent logement est vacant depuis six mois. De "
        "betrekking "
        "van huisvestingsreferent is al zes maanden vacant.",
        by=text.rita,
    )
    return text


def _terminated(stage: Stage, part: str) -> Text:
    text = _running(RENTS)(stage, part)
    terminate_instrument(
        text.instrument,
        terminated_on=date(_year(stage) + 1, 7, 1),
        reason="À la demande de la commune. Op verzoek van de gemeente.",
        by=text.rita,
    )
    return text


def _amended(stage: Stage, part: str) -> Text:
    """From its third year on fewer dwellings are to return, for a reason."""
    text, year = _running(*MOST)(stage, part), _year(stage) + 2
    later = Target.objects.of(text.instrument).filter(
        indicator__definition=stage.catalogue.indicators["returned"],
        period__starts_on__gte=date(year, 1, 1),
    )
    text.instrument = open_amendment(
        text.instrument,
        lineages=[str(one.lineage) for one in later],
        reason_fr="Adapter l’objectif de remise sur le marché aux moyens du service.",
        reason_nl="De doelstelling om woningen weer op de markt te brengen aanpassen "
        "aan de middelen van de dienst.",
        effective_on=date(year, 1, 1),
        by=text.writer,
    )
    for target in Target.objects.of(text.instrument).filter(is_open=True):
        assert target.value  # noqa: S101 - a count has one
        edit_node(
            target,
            value=target.value * 2 // 3,
            reason_fr="Un des trois agents du service n’est pas remplacé.",
            reason_nl="Een van de drie medewerkers van de dienst wordt niet vervangen.",
            by=text.writer,
        )
    text.conclude(date(year - 1, 11, 20))
    return text


def _renewed(stage: Stage, part: str) -> Text:
    """Two years, then three more with targets of their own."""
    year = _year(stage)
    text = _concluded(stage, part, (UNFIT, BUYING), date(year + 1, 12, 31))
    before = len(text.periods)
    taken = MissionTaken.objects.of(text.instrument)
    text.first, text.last = date(year + 2, 1, 1), date(year + 4, 12, 31)
    text.instrument = open_amendment(
        text.instrument,
        lineages=[str(one.lineage) for one in taken],
        kind=Kind.RENEWAL,
        reason_fr="Poursuivre le travail commencé.",
        reason_nl="Het begonnen werk voortzetten.",
        effective_on=text.first,
        ends_on=text.last,
        by=text.writer,
    )
    keys = {stage.catalogue.indicators[key].pk: key for key in INDICATORS}
    for agreed in AgreedIndicator.objects.of(text.instrument):
        one = INDICATORS[keys[agreed.definition_id]]
        for number, period in enumerate(text.periods, start=before + 1):
            if aim := figures.target(one, text.town, number):
                add_node(
                    agreed,
                    kind="targets",
                    period=period,
                    reason_fr="Période ajoutée par le renouvellement.",
                    reason_nl="Door de hernieuwing toegevoegde periode.",
                    by=text.writer,
                    **aim,
                )
    text.conclude(date(year + 1, 11, 25))
    return text


def _being_amended(stage: Stage, part: str) -> Text:
    """In force, while its first amendment is being written."""
    text = _running(VACANT, LAND)(stage, part)
    commitments = Commitment.objects.of(text.instrument)[:1]
    open_amendment(
        text.instrument,
        lineages=[str(one.lineage) for one in commitments],
        takes_missions=True,
        reason_fr="Ajouter l’acquisition de logements.",
        reason_nl="De aankoop van woningen toevoegen.",
        by=text.writer,
    )
    return text


# On the way


def _coming(stage: Stage, part: str) -> Text:
    """A text for the six years from the first of January on."""
    year = timezone.localdate().year + 1
    return Text(stage, part, first=date(year, 1, 1), last=date(year + 5, 12, 31))


def _nearly_empty(stage: Stage, part: str) -> Text:
    text = _coming(stage, part)
    if vacant := stage.catalogue.missions.get(VACANT):
        add_node(text.instrument, kind="missions", mission=vacant, by=text.writer)
    return text


def _half_in_french(stage: Stage, part: str) -> Text:
    text = _coming(stage, part)
    text.write(VACANT)
    text.chapter(UNFIT, in_french_only=True)
    return text


def _in_review(stage: Stage, part: str) -> Text:
    """Two threads are open, one of them answered; a third is settled."""
    text = _coming(stage, part)
    text.write(SOCIAL, VACANT)
    text.submit()
    commitments = list(Commitment.objects.of(text.instrument))
    first, second = commitments[0], commitments[1]

    def say(words: str, *, by: str = "remy", **about: Any) -> Any:
        return add_remark(text.instrument, text=words, by=stage.cast[by], **about)

    asked = say(
        "Graag verduidelijken: gaat het alleen om nieuwbouw, of ook om renovatie?",
        place=first.lineage,
    )
    say("Ook om zware renovatie; we passen de tekst aan.", by="nora", answers=asked)
    say(
        "L’objectif paraît prudent au vu des projets déjà autorisés.",
        by="rita",
        place=second.lineage,
    )
    settled = say("De bijlage met de planning ontbreekt nog.")
    settle_remark(settled, by=text.remy)
    return text


def _abandoned(stage: Stage, part: str) -> Text:
    text = _coming(stage, part)
    text.write(BUYING)
    abandon_draft(
        text.instrument,
        reason="La commune préfère attendre le prochain contrat-type. De gemeente "
        "wacht liever op de volgende modelovereenkomst.",
        by=text.remy,
    )
    return text


def _until(step: str, *missions: str) -> Callable[[Stage, str], Text]:
    """Agreed on, and brought as far as ``step``."""

    def told(stage: Stage, part: str) -> Text:
        text, today = _coming(stage, part), timezone.localdate()
        text.write(*missions)
        text.agree()
        if step == "agreed":
            return text
        text.college(today - timedelta(days=34))
        if step == "college":
            return text
        text.council(today - timedelta(days=13))
        if step == "signing":
            text.sign_on_paper(today - timedelta(days=2), how_many=1)
        if step == "to_come":
            text.sign_electronically()
            text.publish()
        return text

    return told


STORIES: dict[str, Callable[[Stage, str], Text]] = {
    "running": _running(VACANT, UNFIT),
    "nearly_empty": _nearly_empty,
    "signing": _until("signing", BUYING),
    "silent": _running(SOCIAL, LAND),
    "expiring": _expiring,
    "agreed": _until("agreed", VACANT, LAND),
    "suspended": _suspended,
    "half_in_french": _half_in_french,
    "amended": _amended,
    "college": _until("college", RENTS),
    "council": _until("council", UNFIT),
    "renewed": _renewed,
    "corrected": _running(SOCIAL, VACANT, LAND, BUYING),
    "terminated": _terminated,
    "in_review": _in_review,
    "to_come": _until("to_come", SOCIAL, VACANT, LAND),
    "abandoned": _abandoned,
    "ended": _ended,
    "being_amended": _being_amended,
}
