"""Who reported late: per agreement and period, what was due and when it came."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accord.accounts.models import User
from accord.answers.answer import Q1209, Q1219, Answer, Sheet
from accord.answers.parts import (
    NIS,
    SOURCE,
    TO_KNOW,
    TOWN,
    Row,
    of_record,
    shown,
)
from accord.answers.reading import (
    agreements_of,
    row_without_text,
    text_cells,
    town_cells,
    without_text,
)
from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument
from accord.lib.tabular import Pair, Type
from accord.monitoring.expected import text_for
from accord.monitoring.models import Result, Verification
from accord.monitoring.rules import lateness

ON_TIME: Pair = {"fr": "remis à temps", "nl": "op tijd ingediend"}
LATE: Pair = {"fr": "remis en retard", "nl": "te laat ingediend"}
OVERDUE: Pair = {
    "fr": "pas encore remis, en retard",
    "nl": "nog niet ingediend, te laat",
}
NOT_DUE: Pair = {"fr": "pas encore attendu", "nl": "termijn loopt nog"}
NOTHING_DUE: Pair = {"fr": "aucun chiffre attendu", "nl": "geen cijfer verwacht"}
THE_REST: Pair = {
    "fr": "Les chiffres que la commune n’a pas encore remis.",
    "nl": "De cijfers die de gemeente nog niet indiende.",
}


PARTS = (
    TOWN,
    NIS,
    shown(
        "period",
        "Période",
        "Periode",
        "Période du calendrier des rapports du contrat.",
        "Periode van de rapporteringskalender van de overeenkomst.",
    ),
    shown(
        "due_on",
        "À remettre pour le",
        "In te dienen tegen",
        "Échéance de la période.",
        "Uiterste datum van de periode.",
        Type.DATE,
        width=2,
    ),
    shown(
        "expected",
        "Chiffres attendus",
        "Verwachte cijfers",
        "Indicateurs du texte en vigueur à la fin de la période.",
        "Indicatoren van de tekst die gold op het einde van de periode.",
        Type.INTEGER,
        width=2,
    ),
    shown(
        "reported",
        "Chiffres remis",
        "Ingediende cijfers",
        "Remis au jour demandé, y compris « pas de chiffre » avec son motif.",
        "Ingediend op de gevraagde dag, ook “geen cijfer” met de reden.",
        Type.INTEGER,
        width=2,
    ),
    shown(
        "complete_on",
        "Tout remis le",
        "Alles ingediend op",
        "Jour où le dernier chiffre attendu a été remis. Vide : pas encore tout remis.",
        "Dag waarop het laatste verwachte cijfer werd ingediend. Leeg: nog niet alles "
        "ingediend.",
        Type.DATE,
        may_be_blank=True,
        width=2,
    ),
    shown(
        "days_late",
        "Jours de retard",
        "Dagen te laat",
        "De l’échéance au jour où tout a été remis, sinon au jour demandé.",
        "Van de uiterste datum tot de dag waarop alles werd ingediend, anders tot de "
        "gevraagde dag.",
        Type.INTEGER,
        may_be_blank=True,
        width=2,
    ),
    shown(
        "state",
        "Constat",
        "Vaststelling",
        "À temps, en retard, pas encore remis ou pas encore attendu.",
        "Op tijd, te laat, nog niet ingediend of termijn loopt nog.",
    ),
    SOURCE,
    TO_KNOW,
)


@dataclass(frozen=True)
class Due:
    """One report that an agreement owes: of its text, for one period."""

    text: Any
    period: Any


def sheet(user: User, day: date) -> Sheet:
    lacking = without_text(agreements_of(user, day))
    due = _due(user, day)

    def rows(keys: list[Any]) -> list[Row]:
        found = _rows(user, day, [one for one in keys if isinstance(one, Due)])
        return [
            found[one] if isinstance(one, Due) else row_without_text(one)
            for one in keys
        ]

    return Sheet(PARTS, [*due, *lacking], rows, _summary(due, len(lacking), day))


def _due(user: User, day: date) -> list[Due]:
    """The reports asked for by ``day``, the latest period first."""
    theirs = defaultdict(list)
    texts = Instrument.objects.visible_to(user).binding().for_table()
    for text in texts.select_related("source", "document").defer(
        "content", "agreement__municipality__outline"
    ):
        theirs[text.agreement_id].append(text)
    periods = list(
        ReportingPeriod.objects.visible_to(user)
        .filter(opens_on__lte=day)
        .order_by("-starts_on", "pk")
    )
    found = []
    for period in periods:
        for versions in theirs.values():
            text = text_for(versions, period)
            if text:
                found.append(Due(text, period))
    return found


def _rows(user: User, day: date, due: list[Due]) -> dict[Due, Row]:
    expected = defaultdict(set)
    indicators = AgreedIndicator.objects.visible_to(user).standing()
    for text, series in indicators.filter(
        instrument__in={one.text.pk for one in due}
    ).values_list("instrument", "series"):
        expected[text].add(series)
    came = _first_handed_in(user, day, due, expected)
    return {one: _row(one, expected[one.text.pk], came, day) for one in due}


def _first_handed_in(
    user: User, day: date, due: list[Due], expected: dict[int, set[int]]
) -> dict[tuple[int, int], date]:
    """When each figure first came, by series and period: a return takes nothing back.

    A report that was sent back and handed in again keeps its first day: it had come by
    the day on which it was sent back.
    """
    returns = (
        Verification.objects.visible_to(user)
        .filter(result=OuterRef("pk"), outcome="returned")
        .order_by("at")
        .values("at")[:1]
    )
    rows = Result.objects.visible_to(user).filter(
        revision=1,
        series__in={pk for one in due for pk in expected[one.text.pk]},
        period__in={one.period.pk for one in due},
        submitted_on__isnull=False,
    )
    found = {}
    for series, period, submitted_on, returned_at in rows.annotate(
        returned_at=Subquery(returns)
    ).values_list("series", "period", "submitted_on", "returned_at"):
        if returned_at:
            returned_on = timezone.localtime(returned_at).date()
            submitted_on = min(submitted_on, returned_on)
        if submitted_on <= day:
            found[series, period] = submitted_on
    return found


def _row(
    one: Due, expected: set[int], came: dict[tuple[int, int], date], day: date
) -> Row:
    period, agreement = one.period, one.text.agreement
    days = [came[pk, period.pk] for pk in expected if (pk, period.pk) in came]
    complete_on = max(days) if len(days) == len(expected) and days else None
    late = lateness(period.due_on, complete_on, day)
    row = {
        **town_cells(agreement.municipality, agreement.get_absolute_url()),
        "period": of_record(period, "label"),
        "due_on": period.due_on,
        "expected": len(expected),
        "reported": len(days),
        "complete_on": complete_on,
        **text_cells(one.text),
    }
    if not expected:
        return row | {"state": NOTHING_DUE}
    if complete_on:
        return row | {"days_late": late, "state": LATE if late else ON_TIME}
    if not late:
        return row | {"state": NOT_DUE, "to_know": THE_REST}
    look = {"state_look": "late"}
    return row | {"days_late": late, "state": OVERDUE, "to_know": THE_REST} | look


def _summary(due: list[Due], lacking: int, day: date) -> list[Pair]:
    past = [one for one in due if one.period.due_on < day]
    agreements = len({one.text.agreement_id for one in past})
    found: list[Pair] = [
        {
            "fr": f"Rapports à remettre avant cette date : {len(past)} "
            f"(contrats : {agreements}).",
            "nl": f"Verslagen die vóór die dag ingediend moesten zijn: {len(past)} "
            f"(overeenkomsten: {agreements}).",
        }
    ]
    if lacking:
        found.append(
            {
                "fr": "Contrats dont le texte signé n’est pas dans Accord : "
                f"{lacking} ; les échéances n’en sont pas connues.",
                "nl": "Overeenkomsten waarvan de ondertekende tekst niet in Accord "
                f"staat: {lacking}; de uiterste datums ervan zijn niet bekend.",
            }
        )
    return found


LATENESS = Answer(
    slug_fr="retards",
    slug_nl="te-laat",
    title_fr="Qui a remis ses rapports en retard",
    title_nl="Wie te laat rapporteerde",
    question_fr="Quelles communes ont remis leurs rapports à temps, lesquelles en "
    "retard et lesquelles pas encore ?",
    question_nl="Welke gemeenten dienden hun verslagen op tijd in, welke te laat en "
    "welke nog niet?",
    method_fr="Une ligne par contrat et par période ouverte au jour demandé. Un "
    "rapport est remis quand chaque indicateur attendu a un chiffre, ou le motif de "
    "son absence. La première remise compte, même si le rapport a ensuite été "
    "renvoyé ou corrigé. Un report de clôture ne change pas l’échéance.",
    method_nl="Eén rij per overeenkomst en per periode die op de gevraagde dag open "
    "was. Een verslag is ingediend als elke verwachte indicator een cijfer heeft, of "
    "de reden waarom er geen is. De eerste indiening telt, ook als het verslag later "
    "werd teruggestuurd of verbeterd. Uitstel van de afsluiting verandert de "
    "uiterste datum niet.",
    asked=(Q1219, Q1209),
    sheet=sheet,
)
