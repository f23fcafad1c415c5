"""The files of agreements: what each source says of them."""

from pathlib import Path

from django.db import transaction

from accord.accounts.models import User
from accord.agreements.derive import derive
from accord.agreements.models import (
    Absence,
    Agreement,
    MissionChoice,
    ReferentName,
    Step,
)
from accord.agreements.rules import Choice, StepKind
from accord.directory import loading as directory
from accord.framework import loading as framework
from accord.journal.loading import Report, load_sheet
from accord.lib.sheets import Row, Sheet
from accord.sources.loading import SOURCES, codes
from accord.sources.workflow import State

OF_AGREEMENT = ("nis_code", "model")
NOTES = ("note_fr", "note_nl")


def _known() -> dict:
    agreements = Agreement.objects.standing().values_list(
        "municipality__nis_code", "model__code", "pk"
    )
    return {
        "sources": codes(),
        "municipalities": directory.nis_codes(),
        "models": framework.model_codes(),
        "missions": framework.mission_codes(),
        "agreements": {(nis, model): pk for nis, model, pk in agreements},
    }


def _fact(row: Row) -> dict:
    """What every fact of a file carries: published, with its source and note."""
    return {
        "source_id": row.reference("source", "sources"),
        **row.texts("note"),
        "state": State.PUBLISHED.value,
    }


def _about(row: Row) -> dict:
    key = (row.text("nis_code"), row.text("model"))
    return {"agreement_id": row.reference("nis_code", "agreements", key=key)}


def _agreement(row: Row) -> dict:
    return {
        "municipality_id": row.reference("nis_code", "municipalities"),
        "model_id": row.reference("model", "models"),
        **_fact(row),
    }


def _step(row: Row) -> dict:
    kind = row.choice("kind", StepKind)
    return {**_about(row), "kind": kind, **row.date("when"), **_fact(row)}


def _choice(row: Row) -> dict:
    key = (row.text("model"), row.text("mission"))
    return {
        **_about(row),
        "mission_id": row.reference("mission", "missions", key=key),
        "answer": row.choice("answer", Choice),
        **_fact(row),
    }


def _absence(row: Row) -> dict:
    return {
        "municipality_id": row.reference("nis_code", "municipalities"),
        "model_id": row.reference("model", "models"),
        **row.date("when"),
        **_fact(row),
    }


def _referent(row: Row) -> dict:
    return {
        **_about(row),
        "name": row.required("name"),
        **row.date("when"),
        "video_address": row.text("video_address"),
        **_fact(row),
    }


SHEETS = (
    Sheet(
        name="agreements",
        model=Agreement,
        columns=(*OF_AGREEMENT, "source", *NOTES),
        key=("municipality_id", "model_id"),
        read=_agreement,
        known=_known,
    ),
    Sheet(
        name="steps",
        model=Step,
        columns=(*OF_AGREEMENT, "kind", "when", "source", *NOTES),
        key=("agreement_id", "kind", "when", "source_id"),
        read=_step,
        known=_known,
    ),
    Sheet(
        name="choices",
        model=MissionChoice,
        columns=(*OF_AGREEMENT, "mission", "answer", "source", *NOTES),
        key=("agreement_id", "mission_id", "source_id"),
        read=_choice,
        known=_known,
    ),
    Sheet(
        name="absences",
        model=Absence,
        columns=(*OF_AGREEMENT, "when", "source", *NOTES),
        key=("municipality_id", "model_id", "when", "source_id"),
        read=_absence,
        known=_known,
    ),
    Sheet(
        name="referents",
        model=ReferentName,
        columns=(*OF_AGREEMENT, "name", "when", "video_address", "source", *NOTES),
        key=("agreement_id", "name", "source_id"),
        read=_referent,
        known=_known,
    ),
)

# The order in which files refer to each other.
REGISTER = (SOURCES, *directory.SHEETS, *framework.SHEETS, *SHEETS)


def load_register(folder: Path) -> list[Report]:
    """Load every file of the register that ``folder`` holds, each all or nothing."""
    by = User.objects.system("register")
    reports = []
    for sheet in REGISTER:
        file = folder / f"{sheet.name}.csv"
        if file.exists():
            reports.append(load_sheet(sheet, file, by=by))
    with transaction.atomic():
        derive()
    return reports
