"""Pictures of figures: one idea each, with its words and the same content as a table.

A picture is drawn on the server as SVG. It has a title, a unit, values that can be
read, a key, a source and a day; it needs no script and no colour to be understood.
Where there is too little to draw there is none: a sentence stands in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accord.lib.spoken import spoken_day
from accord.ui.pictures.drawing import Drawing


@dataclass(frozen=True)
class Picture:
    """A drawing and all that must stand with it.

    ``name`` is its place on the page and the name of its file, ``unit`` what is counted
    and for whom, ``says`` what it shows in one sentence, ``key`` what the shapes mean.
    The first of the ``heads`` is that of the rows' names. ``why_not`` is the sentence
    that stands where nothing is drawn.
    """

    name: str
    title: str
    unit: str
    says: str
    drawing: Drawing | None
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    source: str
    day: date
    key: str = ""
    why_not: str = ""

    @property
    def svg(self) -> SafeString | str:
        return self.drawing.inline(self.says) if self.drawing else ""

    @property
    def origin(self) -> str:
        """Where it is from, and the day that it stands for."""
        return _("Source: %(source)s. Situation on %(day)s.") % {
            "source": self.source,
            "day": spoken_day(self.day),
        }

    def file(self, marked: str = "") -> bytes:
        """The same as a file of its own; ``marked``: what must be said of all of it."""
        if self.drawing is None:
            raise ValueError("There is no drawing to keep.")
        above = [self.title, self.unit]
        below = [words for words in (self.key, self.origin, marked) if words]
        return self.drawing.file(self.says, above, below)
