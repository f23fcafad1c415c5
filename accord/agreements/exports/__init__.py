"""Agreements as tables: what they are, their steps, their missions.

Each is read "as of a day": what had come by then, what had not, and what cannot be
said. The caller chooses the audience and hands over the querysets; rows come a batch
at a time, each batch with what belongs to it.
"""

from accord.agreements.exports.agreements import (
    AGREEMENTS,
    agreement_rows,
    with_agreement,
)
from accord.agreements.exports.columns import state_columns
from accord.agreements.exports.missions import AGREEMENT_MISSIONS, mission_rows
from accord.agreements.exports.steps import AGREEMENT_STEPS, step_rows

__all__ = [
    "AGREEMENTS",
    "AGREEMENT_MISSIONS",
    "AGREEMENT_STEPS",
    "agreement_rows",
    "mission_rows",
    "state_columns",
    "step_rows",
    "with_agreement",
]
