"""The questions that parliament asks, one to a module; in the order of the index."""

from accord.answers.answer import Answer
from accord.answers.questions.missions import MISSIONS
from accord.answers.questions.signatures import SIGNATURES
from accord.answers.questions.subsidy import SUBSIDY

ANSWERS: tuple[Answer, ...] = (SIGNATURES, MISSIONS, SUBSIDY)

__all__ = ["ANSWERS"]
