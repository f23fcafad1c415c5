"""The missions of each agreement, as a matrix."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accord.accounts.models import User
from accord.agreements.models import MissionChoice
from accord.agreements.policies import can_record
from accord.agreements.rules import Chosen, chosen
from accord.answers.answer import Answer, Sheet
from accord.answers.columns import (
    NIS,
    STATE,
    TO_KNOW,
    TOWN,
    Row,
    agreement_cells,
    of,
    shown,
    to_know,
)
from accord.answers.reading import agreements_of, worklist
from accord.answers.words import of_choice, of_record, of_source, pair
from accord.framework.models import Mission
from accord.lib.bilingual import LANGUAGES
from accord.lib.spoken import spoken_items
from accord.lib.tabular import NOTHING, Column, Pair, Type
from accord.sources.models import Source

THE_TEXT = pair(
    "Le texte signé, ou une déclaration écrite de la commune ou de la Région.",
    "De ondertekende tekst, of een schriftelijke verklaring van de gemeente of "
    "het Gewest.",
)
SOURCES = shown(
    "sources",
    "Sources. Qui dit quelles missions sont retenues.",
    "Bronnen. Wie zegt welke opdrachten opgenomen zijn.",
)
LOOKS = {Chosen.CHOSEN: "yes", Chosen.UNKNOWN: "unknown", Chosen.DISPUTED: "disputed"}


@dataclass(frozen=True)
class Said:
    """What published facts say of missions, and which sources say it."""

    answers: dict[tuple[int, str], list[str]]
    sources: dict[int, set[int]]

    def together(self, agreement: int, code: str) -> Chosen:
        return chosen(self.answers.get((agreement, code), []))


def said_of(user: User) -> Said:
    """Every published choice that the reader may see: one query."""
    answers, sources = defaultdict(list), defaultdict(set)
    rows = MissionChoice.objects.visible_to(user).published()
    for agreement, code, answer, source in rows.order_by("pk").values_list(
        "agreement", "mission__code", "answer", "source"
    ):
        answers[agreement, code].append(answer)
        sources[agreement].add(source)
    return Said(dict(answers), dict(sources))


def sheet(user: User, day: date) -> Sheet:
    agreements, said = agreements_of(user, day), said_of(user)
    missions = list(Mission.objects.visible_to(user).for_table())
    columns: dict[str, Any] = {}  # each code once, as the latest model words it
    for mission in sorted(missions, key=lambda one: (one.model_id, one.rank)):
        columns[mission.code] = mission
    of_model = defaultdict(set)
    for mission in missions:
        of_model[mission.model_id].add(mission.code)
    every = (TOWN, NIS, STATE, *map(_column, columns.values()), SOURCES, TO_KNOW)

    def rows(wanted: list[Any]) -> list[Row]:
        cited = {pk for one in wanted for pk in said.sources.get(one.pk, ())}
        sources = Source.objects.visible_to(user).in_bulk(cited)
        return [
            _row(user, one, columns, of_model[one.model_id], said, sources)
            for one in wanted
        ]

    summary = [_counted(one, agreements, said) for one in columns.values()]
    return Sheet(every, agreements, rows, summary)


def _column(mission: Any) -> Column:
    name = f"mission-{mission.code}"
    return Column(
        name,
        f"{mission.title_fr} : retenue, non retenue, ou les sources se contredisent.",
        f"{mission.title_nl}: opgenomen, niet opgenomen, of de bronnen spreken elkaar "
        "tegen.",
        of(name),
        Type.TOGETHER,
        head_fr=mission.short_fr or mission.title_fr,
        head_nl=mission.short_nl or mission.title_nl,
        url=of(f"{name}_url"),
        look=of(f"{name}_look"),
        is_unknown=True,
    )


def _row(
    user: User, agreement: Any, columns: Any, codes: set[str], said: Said, sources: Any
) -> Row:
    form = reverse("agreements:choice_record", args=[agreement.pk])
    may_record = can_record(user, agreement)
    row = agreement_cells(agreement)
    is_open = False
    for code in codes:
        known = said.together(agreement.pk, code)
        name = f"mission-{code}"
        row[f"{name}_look"] = LOOKS.get(known, "no")
        if known != Chosen.UNKNOWN:
            row[name] = of_choice(known)
            continue
        is_open = True
        if may_record:
            row[f"{name}_url"] = f"{form}?mission={columns[code].pk}"
    for code in columns.keys() - codes:
        row[f"mission-{code}"] = NOTHING  # its model has no such mission
    cited = [sources[pk] for pk in sorted(said.sources.get(agreement.pk, ()))]
    if cited:
        each = [of_source(one) for one in cited]
        row["sources"] = {
            code: spoken_items((one[code] for one in each), code) for code in LANGUAGES
        }
    if is_open:
        row |= to_know(THE_TEXT, worklist(user, "missions"))
    return row


def _counted(mission: Any, agreements: list[Any], said: Said) -> Pair:
    theirs = [one for one in agreements if one.concluded_on_day == "yes"]
    found = [said.together(one.pk, mission.code) for one in theirs]
    return pair(
        "{fr} (contrats conclus : {total}) – retenue : {yes} ; non retenue : "
        "{no} ; non connu ou contesté : {open}.",
        "{nl} (gesloten overeenkomsten: {total}) – opgenomen: {yes}; niet opgenomen: "
        "{no}; niet bekend of betwist: {open}.",
        **of_record(mission, "title"),
        total=len(theirs),
        yes=found.count(Chosen.CHOSEN),
        no=found.count(Chosen.NOT_CHOSEN),
        open=found.count(Chosen.UNKNOWN) + found.count(Chosen.DISPUTED),
    )


MISSIONS = Answer(
    code="missions",
    slug_fr="missions",
    slug_nl="opdrachten",
    title_fr="Les missions de chaque contrat",
    title_nl="De opdrachten van elke overeenkomst",
    question_fr="Quelles missions chaque commune a-t-elle retenues ?",
    question_nl="Welke opdrachten nam elke gemeente op?",
    method_fr="Une ligne par contrat, une colonne par mission du contrat-type. Une "
    "mission est retenue ou non selon les faits publiés ; sans fait publié, ce n’est "
    "pas connu, jamais « non ». L’état est celui du jour demandé ; les missions sont "
    "celles que donnent les sources connues aujourd’hui.",
    method_nl="Eén rij per overeenkomst, één kolom per opdracht van de "
    "modelovereenkomst. Een opdracht is opgenomen of niet volgens de bekendgemaakte "
    "feiten; zonder bekendgemaakt feit is het niet bekend, nooit “neen”. De status is "
    "die van de gevraagde dag; de opdrachten zijn die van de bronnen die vandaag "
    "bekend zijn.",
    sheet=sheet,
)
