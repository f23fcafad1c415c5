"""The steps of agreements as a table."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from accord.agreements.exports.columns import (
    ANSWERS_FR,
    ANSWERS_NL,
    agreement_columns,
    state_columns,
)
from accord.agreements.querysets import AgreementQuerySet
from accord.agreements.rules import Statement, StepKind, window
from accord.lib.batches import batches
from accord.lib.tabular import Column, Table, date_columns
from accord.sources.exports import NOTE, source_columns

AGREEMENT_STEPS = Table(
    name="agreement-steps",
    title_fr="Étapes des contrats logement",
    title_nl="Stappen van de huisvestingsovereenkomsten",
    description_fr="Une ligne par étape et par source : ce qui est arrivé à un "
    "contrat, à une date aussi précise que la source la donne. Deux sources qui se "
    "contredisent ont chacune leur ligne.",
    description_nl="Eén rij per stap en per bron: wat er met een overeenkomst "
    "gebeurde, op een datum zo precies als de bron hem geeft. Twee bronnen die elkaar "
    "tegenspreken, hebben elk hun rij.",
    columns=(
        *agreement_columns("agreement"),
        Column(
            "step",
            "Étape : announced (annonce), college (décision du Collège), council "
            "(adoption par le conseil communal), signature, concluded (conclusion, "
            "sans que la source dise par quel acte), in_force (entrée en vigueur), end "
            "(fin).",
            "Stap: announced (aankondiging), college (beslissing van het college), "
            "council (goedkeuring door de gemeenteraad), signature (ondertekening), "
            "concluded (sluiting, zonder dat de bron zegt door welke handeling), "
            "in_force (inwerkingtreding), end (einde).",
            "kind",
            codes=StepKind,
        ),
        *date_columns(fr="Date de l’étape.", nl="Datum van de stap."),
        Column(
            "reached",
            "Selon cette source, l’étape était-elle franchie au jour de la colonne "
            f"« on » ? {ANSWERS_FR}.",
            "Was de stap volgens deze bron gezet op de dag in de kolom “on”? "
            f"{ANSWERS_NL}.",
        ),
        *state_columns("agreement"),
        NOTE,
        *source_columns(),
    ),
)


def step_rows(
    steps: Iterable[Any], agreements: AgreementQuerySet, day: date
) -> Iterator[Any]:
    """Steps, each with its agreement ``as_of`` the day and what its source then says.

    ``agreements`` are those the reader may see, as of that day.
    """
    for batch in batches(steps):
        pks = {step.agreement_id for step in batch}
        known = {one.pk: one for one in agreements.filter(pk__in=pks)}
        for step in batch:
            if step.agreement_id not in known:
                continue  # taken back since the steps were read
            step.on = day
            step.agreement = known[step.agreement_id]
            step.reached = window(
                [Statement(step.kind, step.date, step.source.latest_on)],
                not_before=step.agreement.model.earliest_on,
            ).reached(day)
            yield step
