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
from accord.directory import loading as directory
from accord.framework import loading as framework
from accord.journal.loading import Report, load_sheet
from accord.lib.sheets import Sheet, always, refers
from accord.sources.claiming import claim
from accord.sources.loading import NOTE, SOURCE, SOURCES, codes
from accord.sources.workflow import State


def _known() -> dict:
    agreements = Agreement.objects.standing().values_list(
        "municipality__nis_code", "model__code", "pk"
    )
    return {
        "sources": codes(),
        "municipalities": directory.nis_codes(),
        "model_agreements": framework.model_codes(),
        "missions": framework.mission_codes(),
        "agreements": {(nis, model): pk for nis, model, pk in agreements},
    }


# What every fact of a file carries: published, with its source and note.
FACT = (SOURCE, NOTE, always(state=State.PUBLISHED.value))
AGREEMENT = refers("nis_code", "agreements", into="agreement", by=("nis_code", "model"))
TOWN_AND_MODEL = (
    refers("nis_code", "municipalities", into="municipality"),
    refers("model", "model_agreements"),
)

SHEETS = (
    Sheet(
        "agreements",
        Agreement,
        ("municipality_id", "model_id"),
        (*TOWN_AND_MODEL, *FACT),
        _known,
        told_by={"agreements": ("nis_code", "model")},
    ),
    Sheet(
        "steps",
        Step,
        ("agreement_id", "kind", "when", "source_id"),
        (AGREEMENT, "kind", "when", *FACT),
        _known,
    ),
    Sheet(
        "choices",
        MissionChoice,
        ("agreement_id", "mission_id", "source_id"),
        (
            AGREEMENT,
            refers("mission", "missions", by=("model", "mission")),
            "answer",
            *FACT,
        ),
        _known,
    ),
    Sheet(
        "absences",
        Absence,
        ("municipality_id", "model_id", "when", "source_id"),
        (*TOWN_AND_MODEL, "when", *FACT),
        _known,
    ),
    Sheet(
        "referents",
        ReferentName,
        ("agreement_id", "name", "source_id"),
        (AGREEMENT, "name", "when", "video_address", *FACT),
        _known,
    ),
)

# The order in which files refer to each other.
REGISTER = (SOURCES, *directory.SHEETS, *framework.SHEETS, *SHEETS)


def load_register(folder: Path) -> list[Report]:
    """Load every file of the register that ``folder`` holds, each all or nothing.

    Raises ``WrongRegister`` if the database holds another register.
    """
    claim(folder)
    by = User.objects.system("register")
    reports = []
    for sheet in REGISTER:
        file = folder / f"{sheet.name}.csv"
        if file.exists():
            reports.append(load_sheet(sheet, file, by=by))
    with transaction.atomic():
        derive()
    return reports
