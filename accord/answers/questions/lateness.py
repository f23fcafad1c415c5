"""Who reported late: per agreement and period, what was due and when it came."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

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
from accord.answers.words import of_record, pair
from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument
from accord.lib.tabular import Pair, Type
from accord.monitoring.expected import text_for
from accord.monitoring.models import Result, Verification
from accord.monitoring.rules.reporting import lateness

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


COLUMNS = (
    *BY_TOWN,
    shown(
        "period",
        "Période. Période du calendrier des rapports du contrat.",
        "Periode. Periode van de rapporteringskalender van de overeenkomst.",
    ),
    shown(
        "due_on",
        "À remettre pour le. Échéance de la période.",
        "In te dienen tegen. Uiterste datum van de periode.",
        Type.DATE,
        width=2,
    ),
    shown(
        "expected",
        "Chiffres attendus. Indicateurs du texte en vigueur à la fin de la période.",
        "Verwachte cijfers. Indicatoren van de tekst die gold op het einde van de "
        "periode.",
        Type.INTEGER,
        width=2,
    ),
    shown(
        "reported",
        "Chiffres remis. Remis au jour demandé, y compris « pas de chiffre » avec son "
        "motif.",
        "Ingediende cijfers. Ingediend op de gevraagde dag, ook “geen cijfer” met de "
        "reden.",
        Type.INTEGER,
        width=2,
    ),
    shown(
        "complete_on",
        "Tout remis le. Jour où le dernier chiffre attendu a été remis. Vide : pas "
        "encore tout remis.",
        "Alles ingediend op. Dag waarop het laatste verwachte cijfer werd ingediend. "
        "Leeg: nog niet alles ingediend.",
        Type.DATE,
        may_be_blank=True,
        width=2,
    ),
    shown(
        "days_late",
        "Jours de retard. De l’échéance au jour où tout a été remis, sinon au jour "
        "demandé.",
        "Dagen te laat. Van de uiterste datum tot de dag waarop alles werd ingediend, "
        "anders tot de gevraagde dag.",
        Type.INTEGER,
        may_be_blank=True,
        width=2,
    ),
    shown(
        "state",
        "Constat. À temps, en retard, pas encore remis ou pas encore attendu.",
        "Vaststelling. Op tijd, te laat, nog niet ingediend of termijn loopt nog.",
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
    due = _due(user, day)
    return sheet_of_texts(
        COLUMNS,
        due,
        partial(_rows, user, day),
        [_summary(due, day)],
        lacking=without_text(agreements_of(user, day)),
        unknown=(
            "les échéances n’en sont pas connues.",
            "de uiterste datums ervan zijn niet bekend.",
        ),
    )


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
    row |= to_know(THE_REST)
    if not late:
        return row | {"state": NOT_DUE}
    return row | {"days_late": late, "state": OVERDUE, "state_look": "late"}


def _summary(due: list[Due], day: date) -> Pair:
    past = [one for one in due if one.period.due_on < day]
    return pair(
        "Rapports à remettre avant cette date : {n} (contrats : {agreements}).",
        "Verslagen die vóór die dag ingediend moesten zijn: {n} (overeenkomsten: "
        "{agreements}).",
        n=len(past),
        agreements=len({one.text.agreement_id for one in past}),
    )


LATENESS = Answer(
    code="lateness",
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
    sheet=sheet,
)
