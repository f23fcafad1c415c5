"""The questions that parliament asks, one to a module; in the order of the index."""

from accord.answers.answer import Answer
from accord.answers.questions.lateness import LATENESS
from accord.answers.questions.missions import MISSIONS
from accord.answers.questions.signatures import SIGNATURES
from accord.answers.questions.subsidy import SUBSIDY
from accord.answers.questions.targets import TARGETS

ANSWERS: tuple[Answer, ...] = (SIGNATURES, MISSIONS, SUBSIDY, TARGETS, LATENESS)

__all__ = ["ANSWERS"]
