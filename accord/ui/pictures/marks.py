"""One list of verdicts, words and shapes, for every screen, file and answer.

The shape tells, the colour repeats it: a mark is understood in grey, on paper and where
colours are forced. The symbols stand in ``static/ui/marks.svg``; a test holds both
lists together.
"""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Mark(TextChoices):
    """What is said of a promise, or of what is expected."""

    KEPT = "kept", pgettext_lazy("verdict", "Target reached")
    TRACK = "track", pgettext_lazy("verdict", "On track")
    BEYOND = "beyond", pgettext_lazy("verdict", "Above the target")
    PART = "part", pgettext_lazy("verdict", "Known in part")
    BEHIND = "behind", pgettext_lazy("verdict", "Behind")
    NONE = "none", pgettext_lazy("verdict", "Not reported")
    UNSAID = "unsaid", pgettext_lazy("verdict", "Not measured")
    DUE = "due", pgettext_lazy("verdict", "Not due yet")
    OUT = "out", pgettext_lazy("verdict", "Not in the text")
    WAIT = "wait", pgettext_lazy("verdict", "To be verified")
    LATE = "late", pgettext_lazy("verdict", "Overdue")


KEPT = frozenset({Mark.KEPT, Mark.TRACK, Mark.BEYOND})  # what counts as kept
# What a count leaves out: nobody could have kept or missed it.
UNCOUNTED = frozenset({Mark.DUE, Mark.OUT, Mark.UNSAID})
# The worst first: a group shows its worst news, never a mean.
WORST = (
    Mark.LATE,
    Mark.BEHIND,
    Mark.NONE,
    Mark.WAIT,
    Mark.PART,
    Mark.TRACK,
    Mark.BEYOND,
    Mark.KEPT,
    Mark.UNSAID,
    Mark.DUE,
    Mark.OUT,
)
# How a part of a bar is drawn for each.
MARKED_LOOKS = {
    Mark.KEPT: "full",
    Mark.TRACK: "full",
    Mark.BEYOND: "full",
    Mark.PART: "soft",
    Mark.WAIT: "open",
    Mark.BEHIND: "miss",
    Mark.LATE: "miss",
    Mark.NONE: "hatch",
    Mark.UNSAID: "ground",
    Mark.DUE: "ground",
    Mark.OUT: "ground",
}
