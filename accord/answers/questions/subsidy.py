"""Which agreements meet the condition for the referent's subsidy, and why."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import override

from accord.accounts.models import User
from accord.agreements.rules import Chosen, Eligibility, evaluate
from accord.answers.answer import Answer, Sheet
from accord.answers.columns import (
    NIS,
    SOURCE,
    STATE,
    TO_KNOW,
    TOWN,
    Cells,
    Row,
    agreement_cells,
    shown,
    source_cells,
    to_know,
)
from accord.answers.questions.missions import THE_TEXT, Said, said_of
from accord.answers.reading import agreements_of, counted, worklist
from accord.answers.words import of_record
from accord.framework.models import Condition, ConditionMission
from accord.framework.querysets import SUBSIDY as SUBSIDY_CODE
from accord.lib.bilingual import LANGUAGES
from accord.lib.imprecise import Answer as Certainty
from accord.lib.tabular import Pair

THE_ACT: Pair = {
    "fr": "Le contrat signé, qui porte la date de sa conclusion.",
    "nl": "De ondertekende overeenkomst, met de datum van haar sluiting.",
}
THE_MODEL: Pair = {
    "fr": "Le contrat-type, qui nomme les missions requises.",
    "nl": "De modelovereenkomst, die de vereiste opdrachten noemt.",
}
WORDS: dict[Certainty, Pair] = {
    Certainty.YES: {"fr": "oui", "nl": "ja"},
    Certainty.NO: {"fr": "non", "nl": "neen"},
    Certainty.UNKNOWN: {"fr": "on ne peut le dire", "nl": "niet te zeggen"},
}
COLUMNS = (
    TOWN,
    NIS,
    STATE,
    shown(
        "condition",
        "Condition. La condition du contrat-type, telle qu’elle est enregistrée.",
        "Voorwaarde. De voorwaarde van de modelovereenkomst, zoals ze is ingevoerd.",
    ),
    shown(
        "answer",
        "Remplie. Oui, non, ou on ne peut le dire.",
        "Voldaan. Ja, neen, of niet te zeggen.",
    ),
    shown(
        "reasons",
        "Pourquoi. Les faits qui fondent la réponse.",
        "Waarom. De feiten achter het antwoord.",
        width=6,
    ),
    SOURCE,
    TO_KNOW,
)
COUNTED = {
    Certainty.YES: (
        "Contrats qui remplissent la condition : {n} sur {total}.",
        "Overeenkomsten die aan de voorwaarde voldoen: {n} van de {total}.",
    ),
    Certainty.NO: (
        "Contrats qui ne la remplissent pas : {n}.",
        "Overeenkomsten die er niet aan voldoen: {n}.",
    ),
    Certainty.UNKNOWN: (
        "Contrats pour lesquels on ne peut le dire : {n}.",
        "Overeenkomsten waarvoor het niet te zeggen is: {n}.",
    ),
}


def sheet(user: User, day: date) -> Sheet:
    agreements, said = agreements_of(user, day), said_of(user)
    named = defaultdict(list)
    links = ConditionMission.objects.visible_to(user).for_table()
    for link in links.filter(condition__code=SUBSIDY_CODE):
        named[link.condition_id].append(link.mission)
    conditions = {
        one.model_id: (one, named[one.pk])
        for one in Condition.objects.visible_to(user)
        .filter(code=SUBSIDY_CODE)
        .for_table()
    }

    def found(agreement: Any) -> Eligibility:
        return _evaluated(agreement, conditions.get(agreement.model_id), said, "fr")

    def rows(wanted: list[Any]) -> list[Row]:
        return [_row(user, one, conditions.get(one.model_id), said) for one in wanted]

    answers = [found(one).answer for one in agreements]
    return Sheet(COLUMNS, agreements, rows, counted(answers, COUNTED, len(agreements)))


def _evaluated(agreement: Any, condition: Any, said: Said, code: str) -> Eligibility:
    """By the rule; the missions are named in that language."""
    concluded = Certainty(agreement.concluded_on_day)
    ended = Certainty(agreement.ended_on_day)
    if condition is None:
        return evaluate(concluded, {}, ended=ended)
    one, missions = condition
    names = {
        getattr(mission, f"title_{code}"): said.together(agreement.pk, mission.code)
        for mission in missions
    }
    return evaluate(concluded, names, one.at_least, ended=ended)


def _row(user: User, agreement: Any, condition: Any, said: Said) -> Row:
    reasons: Pair = {}
    for code in LANGUAGES:
        found = _evaluated(agreement, condition, said, code)
        with override(code):
            reasons[code] = " ".join(found.reasons)
    row = {
        **agreement_cells(agreement),
        "answer": WORDS[found.answer],
        "answer_look": found.answer.value,
        "reasons": reasons,
    }
    if condition:
        one, _missions = condition
        row |= {"condition": of_record(one, "title"), **source_cells(one.source)}
    if found.answer == Certainty.UNKNOWN:
        row |= _to_know(user, found)
    return row


def _to_know(user: User, found: Eligibility) -> Cells:
    if not found.said:
        return to_know(THE_MODEL)
    open_ = (Chosen.UNKNOWN, Chosen.DISPUTED)
    if any(said in open_ for _name, said in found.said):
        return to_know(THE_TEXT, worklist(user, "missions"))
    return to_know(THE_ACT, worklist(user, "conclusion"))


SUBSIDY = Answer(
    code="subsidy",
    slug_fr="subside",
    slug_nl="subsidie",
    title_fr="La condition du subside pour le référent",
    title_nl="De voorwaarde voor de subsidie van de referent",
    question_fr="Quels contrats remplissent la condition du subside pour le référent "
    "logement, et pourquoi ?",
    question_nl="Welke overeenkomsten voldoen aan de voorwaarde voor de subsidie van "
    "de "
    "huisvestingsreferent, en waarom?",
    method_fr="Le contrat est conclu au jour demandé et contient les missions que la "
    "condition de son contrat-type nomme. La réponse n’est donnée que si aucun fait "
    "encore ouvert ne peut la changer ; sinon on ne peut le dire. Règle : question "
    "écrite n° 1209. Le versement du subside ne figure pas ici.",
    method_nl="De overeenkomst is op de gevraagde dag gesloten en bevat de opdrachten "
    "die de voorwaarde van haar modelovereenkomst noemt. Het antwoord wordt pas "
    "gegeven als geen enkel open feit het nog kan veranderen; anders is het niet te "
    "zeggen. Regel: schriftelijke vraag nr. 1209. De uitbetaling van de subsidie staat "
    "hier niet.",
    sheet=sheet,
)
