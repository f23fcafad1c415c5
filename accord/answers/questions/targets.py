"""Quantified targets against results, per mission."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from accord.accounts.models import User
from accord.answers.answer import Answer, Sheet
from accord.answers.columns import (
    BY_TOWN,
    SOURCE,
    TO_KNOW,
    Row,
    shown,
    to_know,
    town_cells,
)
from accord.answers.reading import (
    agreements_of,
    sheet_of_texts,
    text_cells,
    without_text,
)
from accord.answers.words import of_choice, of_record, pair
from accord.instruments.models import Target
from accord.instruments.querysets import unended_on
from accord.instruments.rules import Kind
from accord.lib.bilingual import LANGUAGES, local
from accord.lib.tabular import OnPaper, Pair
from accord.monitoring.models import NoData, Result, Verification
from accord.monitoring.querysets import night_after
from accord.monitoring.rules.progress import Verdict
from accord.monitoring.rules.rollup import Amount, has_ended
from accord.monitoring.wording import spoken_figure
from accord.monitoring.workflow import HANDED_IN, State

OVERALL: Pair = {"fr": "toute la durée", "nl": "hele duur"}
NOT_ENDED: Pair = {"fr": "période non terminée", "nl": "periode niet afgelopen"}
NOT_REPORTED: Pair = {"fr": "non remis", "nl": "niet ingediend"}
SUBMITTED: Pair = {
    "fr": "remis, pas encore vérifié",
    "nl": "ingediend, nog niet geverifieerd",
}
VERIFIED: Pair = {"fr": "vérifié", "nl": "geverifieerd"}
THE_REPORT: Pair = {
    "fr": "Le rapport de la commune sur cette période.",
    "nl": "Het verslag van de gemeente over deze periode.",
}
THE_CHECK = pair(
    "La vérification du résultat par la Région.",
    "De verificatie van het resultaat door het Gewest.",
)
COLUMNS = (
    *BY_TOWN,
    shown(
        "mission",
        "Mission. Mission sous laquelle l’engagement est pris.",
        "Opdracht. Opdracht waaronder de verbintenis valt.",
        on_paper=OnPaper.SPAN,
    ),
    shown(
        "indicator",
        "Indicateur. Ce qui est compté.",
        "Indicator. Wat geteld wordt.",
        on_paper=OnPaper.SPAN,
    ),
    shown(
        "definition",
        "Définition. Comment il est compté, dans la version que le contrat utilise.",
        "Definitie. Hoe het geteld wordt, in de versie die de overeenkomst gebruikt.",
        on_paper=OnPaper.NOTE,
    ),
    shown(
        "period",
        "Période. Période de l’objectif, ou toute la durée du contrat.",
        "Periode. Periode van de doelstelling, of de hele duur van de overeenkomst.",
    ),
    shown(
        "target",
        "Objectif. Ce qui est à atteindre selon le texte en vigueur à la fin de la "
        "période, ou au jour demandé.",
        "Doelstelling. Wat te bereiken is volgens de tekst die gold op het einde van "
        "de periode, of op de gevraagde dag.",
    ),
    shown(
        "set_by",
        "Fixé par. Le texte qui a fixé l’objectif.",
        "Vastgelegd door. De tekst die de doelstelling vastlegde.",
    ),
    shown(
        "result",
        "Résultat. Vérifié au jour demandé. Pour toute la durée : le cumul le plus "
        "récent.",
        "Resultaat. Geverifieerd op de gevraagde dag. Voor de hele duur: het "
        "recentste totaal sinds het begin.",
    ),
    shown(
        "state",
        "Suivi. Remis et vérifié, remis, non remis, ou période non terminée.",
        "Opvolging. Ingediend en geverifieerd, ingediend, niet ingediend, of periode "
        "niet afgelopen.",
    ),
    shown(
        "verdict",
        "Constat. Le résultat comparé à l’objectif de la même période.",
        "Vaststelling. Het resultaat getoetst aan de doelstelling van dezelfde "
        "periode.",
        may_be_blank=True,
    ),
    SOURCE,
    TO_KNOW,
)


@dataclass(frozen=True)
class Key:
    """A target, and what the short answer counts of it."""

    pk: int
    mission: tuple[int, str, str]
    is_due: bool
    is_reported: bool
    verdict: str | None


def sheet(user: User, day: date) -> Sheet:
    targets = [
        Key(pk, (mission, fr, nl), bool(end and has_ended(end, day)), reported, verdict)
        for pk, mission, fr, nl, end, reported, verdict in _targets(user, day)
        .annotate(
            is_reported=Exists(_handed_in(user, day).filter(**_THEIR)),
            verdict=Subquery(
                _verified(user, day)
                .filter(**_THEIR)
                .order_by("-revision")
                .values("verdict")[:1]
            ),
        )
        .values_list(
            "pk",
            *(f"indicator__commitment__taken__mission{one}" for one in _MISSION),
            "period__ends_on",
            "is_reported",
            "verdict",
        )
    ]

    return sheet_of_texts(
        COLUMNS,
        targets,
        partial(_rows, user, day),
        _summary(targets),
        lacking=without_text(agreements_of(user, day)),
        unknown=(
            "les objectifs n’en sont pas connus.",
            "de doelstellingen ervan zijn niet bekend.",
        ),
    )


_MISSION = ("", "__title_fr", "__title_nl")
_THEIR = {"series": OuterRef("indicator__series"), "period": OuterRef("period")}


def _targets(user: User, day: date) -> QuerySet[Any]:
    """Each target as the text had it that bound when its period ended, or on ``day``.

    An amendment thus never moves the targets of a period that is behind it.
    """
    known_on = Case(
        When(period__ends_on__lt=day, then=F("period__ends_on")),
        default=Value(day),
        output_field=DateField(),
    )
    rows = Target.objects.visible_to(user).standing().annotate(known_on=known_on)
    day_known = F("known_on")
    return (
        rows.held_on(day_known)
        .filter(
            unended_on(day_known, "instrument__") | Q(period__isnull=True),
            indicator__is_removed=False,
        )
        .order_by(
            "indicator__commitment__taken__mission__rank",
            local("instrument__agreement__municipality__sort"),
            "indicator__definition__code",
            "indicator",
            F("period__starts_on").asc(nulls_last=True),
            "pk",
        )
    )


def _handed_in(user: User, day: date) -> Any:
    """What had been reported by ``day`` and was not sent back."""
    return Result.objects.visible_to(user).filter(
        submitted_on__lte=day, state__in=HANDED_IN
    )


def _verified(user: User, day: date) -> Any:
    """What had been verified by the end of ``day``; of several, the last revision."""
    said = Verification.objects.visible_to(user).filter(
        result=OuterRef("pk"),
        outcome__in=["verified", "corrected"],
        at__lt=night_after(day),
    )
    return _handed_in(user, day).filter(Exists(said), state=State.VERIFIED)


def _rows(user: User, day: date, keys: list[Key]) -> dict[Key, Row]:
    of_key = {one.pk: one for one in keys}
    targets = list(
        _targets(user, day)
        .filter(pk__in=of_key)
        .select_related(
            "period",
            "set_by__document",
            "instrument__agreement__municipality",
            "instrument__document",
            "instrument__source",
            "indicator__definition",
            "indicator__commitment__taken__mission",
        )
        .defer(
            "instrument__content",
            "set_by__content",
            "instrument__agreement__municipality__outline",
        )
    )
    verified = _verified(user, day).values("pk")
    results = defaultdict(list)
    handed_in = _handed_in(user, day).filter(_told_by(user, day, targets))
    for result in (
        handed_in.annotate(is_checked=Exists(verified.filter(pk=OuterRef("pk"))))
        .select_related("period")
        .order_by("period__ends_on", "revision")
    ):
        results[result.series_id].append(result)
    return {
        of_key[one.pk]: _row(one, results[one.indicator.series_id], day)
        for one in targets
    }


def _told_by(user: User, day: date, targets: list[Any]) -> Q:
    """The results that these targets are compared with, and no others.

    Those of their periods; of the whole time, those of the last period verified.
    """
    found = Q(
        series__in={one.indicator.series_id for one in targets if one.period_id},
        period__in={one.period_id for one in targets if one.period_id},
    )
    overall = {one.indicator.series_id for one in targets if not one.period_id}
    if not overall:
        return found
    rows = _verified(user, day).filter(series__in=overall).order_by()
    last = rows.values_list("series").annotate(Max("period__ends_on"))
    ends = {ends_on for _series, ends_on in last}
    return found | Q(series__in=overall, period__ends_on__in=ends)


def _row(target: Any, results: list[Any], day: date) -> Row:
    indicator, text = target.indicator, target.instrument
    definition = indicator.definition
    taken = indicator.commitment.taken
    row = {
        **town_cells(text.agreement.municipality, text.agreement.get_absolute_url()),
        "mission": of_record(taken.mission, "title"),
        "indicator": of_record(definition, "name"),
        "definition": of_record(definition, "definition"),
        "period": of_record(target.period, "label") if target.period else OVERALL,
        "target": _figure(target, definition),
        "set_by": _version(target.set_by),
        **text_cells(text),
    }
    checked = [one for one in results if one.is_checked]
    if target.period is None:
        last = checked[-1] if checked else None
        told = _amount(last.to_date, definition) if last else None
        return row | {"result": told, "state": VERIFIED if told else NOT_REPORTED}
    return row | _told(
        [one for one in checked if one.period_id == target.period_id],
        any(one.period_id == target.period_id for one in results),
        definition,
        has_ended(target.period.ends_on, day),
    )


def _told(
    checked: list[Any], is_reported: bool, definition: Any, is_ended: bool
) -> dict[str, Any]:
    """What is known of the result of one period."""
    if checked:
        last = checked[-1]
        told = _amount(last.counted, definition)
        if told is None and last.no_data_reason:
            told = of_choice(NoData(last.no_data_reason))
        return {
            "result": told,
            "state": VERIFIED,
            "verdict": of_choice(Verdict(last.verdict)),
        }
    if is_reported:
        return {"state": SUBMITTED, **to_know(THE_CHECK)}
    if not is_ended:
        return {"state": NOT_ENDED}
    return {"state": NOT_REPORTED, **to_know(THE_REPORT)}


def _figure(measured: Any, definition: Any) -> Pair | None:
    return _amount(Amount.of_row(measured), definition)


def _amount(amount: Amount | None, definition: Any) -> Pair | None:
    if amount is None:
        return None
    return {code: spoken_figure(amount, definition, code) for code in LANGUAGES}


def _version(text: Any) -> Pair:
    kind = of_choice(Kind(text.kind))
    number = f" {text.number}" if text.number else ""
    return {code: f"{kind[code]}{number}" for code in LANGUAGES}


def _summary(targets: list[Key]) -> list[Pair]:
    """Per mission, how many figures were reported of how many."""
    by_mission = defaultdict(list)
    for one in targets:
        if one.is_due:
            by_mission[one.mission].append(one)
    return [
        pair(
            "{fr} – chiffres remis : {n} sur {m} ; objectifs atteints : {yes}.",
            "{nl}: {n} van de {m} verwachte cijfers ingediend; doelstelling bereikt: "
            "{yes}.",
            fr=fr,
            nl=nl,
            n=sum(one.is_reported for one in due),
            m=len(due),
            yes=sum(one.verdict == Verdict.ACHIEVED for one in due),
        )
        for (_pk, fr, nl), due in by_mission.items()
    ]


TARGETS = Answer(
    code="targets",
    slug_fr="objectifs-resultats",
    slug_nl="doelstellingen-resultaten",
    title_fr="Objectifs chiffrés et résultats par mission",
    title_nl="Becijferde doelstellingen en resultaten per opdracht",
    question_fr="Quels objectifs chiffrés chaque contrat fixe-t-il par mission, et "
    "quels résultats ont été obtenus ?",
    question_nl="Welke becijferde doelstellingen legt elke overeenkomst per opdracht "
    "vast, en welke resultaten werden behaald?",
    method_fr="Une ligne par objectif chiffré d’un texte signé. L’objectif d’une "
    "période est celui du texte en vigueur à sa fin : un avenant n’y change rien "
    "après coup. Seuls comptent les résultats vérifiés au jour demandé ; un résultat "
    "non remis n’est pas zéro. Le constat compare un résultat à l’objectif de la même "
    "période.",
    method_nl="Eén rij per becijferde doelstelling van een ondertekende tekst. De "
    "doelstelling van een periode is die van de tekst die gold toen ze afliep: een "
    "aanhangsel verandert dat achteraf niet. Alleen resultaten die op de gevraagde dag "
    "geverifieerd waren, tellen; een resultaat dat niet is ingediend, is geen nul. De "
    "vaststelling toetst een resultaat aan de doelstelling van dezelfde periode.",
    sheet=sheet,
)
