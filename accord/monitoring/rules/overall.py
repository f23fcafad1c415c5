"""What several targets say together, in one word that hides none of them.

Pure functions over values: nothing here reads the database or the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.monitoring.rules.progress import Tally, Verdict


class Overall(TextChoices):
    """The word for a group of targets: its worst news comes first."""

    BEHIND = "behind", _("Behind")
    NOT_REPORTED = "not_reported", _("Nothing reported")
    UNSAID = "unsaid", _("Cannot be said")
    PARTLY = "partly", _("Partly known")
    ON_TRACK = "on_track", _("On track")
    ACHIEVED = "achieved", _("Targets reached")


@dataclass(frozen=True)
class GroupTally:
    """How the targets of a group stand, and of how many a result was handed in.

    Method: groups add up target by target, so a mission, an agreement and the Region
    are counted from the same targets. A result that says why there is no figure is
    handed in; its target cannot be said.
    """

    tally: Tally = Tally()
    reported: int = 0

    @classmethod
    def of(cls, verdict: str | None, how_many: int = 1) -> "GroupTally":
        """Targets whose result says ``verdict``; ``None`` when none was handed in."""
        counted = Tally(**{verdict or Verdict.NOT_KNOWN.value: how_many})
        return cls(counted, how_many if verdict else 0)

    @classmethod
    def sum(cls, several: Iterable["GroupTally"]) -> "GroupTally":
        return sum(several, cls())

    def __add__(self, other: "GroupTally") -> "GroupTally":
        return GroupTally(self.tally + other.tally, self.reported + other.reported)

    @property
    def expected(self) -> int:
        return self.tally.expected

    @property
    def fine(self) -> int:
        """The targets that are reached or on track."""
        return self.tally.achieved + self.tally.on_track

    @property
    def is_reported(self) -> bool:
        """Whether every result that is asked for was handed in."""
        return 0 < self.expected == self.reported

    @property
    def overall(self) -> Overall | None:
        """The word for it; ``None`` when nothing is asked for.

        Method: one target behind makes the group “behind”, because a colleague must
        look there; without one, a group is on track only when something is known of
        every target.
        """
        if not self.expected:
            return None
        if self.tally.behind:
            return Overall.BEHIND
        if not self.reported:
            return Overall.NOT_REPORTED
        if not self.tally.counted:
            return Overall.UNSAID
        if self.tally.not_known:
            return Overall.PARTLY
        reached = self.tally.achieved == self.expected
        return Overall.ACHIEVED if reached else Overall.ON_TRACK
