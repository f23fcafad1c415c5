"""What a room says of a list that people bring it: its columns, and what a row means.

    class Plots(List):
        columns = (Column("code", "Code", "Code"), Column("area_m2", "Surface", …))

        def weigh(self, row: Row) -> Iterable[Wanted]:
            code = line_of(row.cells["code"])
            said = {"area_m2": number_of(row.cells["area_m2"], below=10_000_000)}
            yield Wanted(code, Plot, row.number, code, said, kept=self.kept.get(code))

A row that cannot be taken raises ``Refused`` with its reason. Everything that is asked
of the database is asked once, when the list is made: a list serves one reading.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accord.history import Difference
from accord.incoming.cells import MAYBE_ERROR, Holds, line_of, unreadable
from accord.lib.bilingual import language_of
from accord.lib.errors import Refused
from accord.lib.naming import plain

if TYPE_CHECKING:
    from accord.incoming.planning import Plan


@dataclass(frozen=True)
class Column:
    """A column of a list: its headings, and how a cell under them is read.

    ``of``: which of the records that a row speaks of it is about. ``holds`` is what its
    cells can be, ``also`` how else its heading is written; ``is_hidden``: we hide it.
    """

    key: str
    fr: str
    nl: str
    of: str = ""
    read: Callable[[Any], Any] = line_of
    holds: Holds = Holds.TEXT
    also: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def heading(self) -> str:
        return f"{self.fr} / {self.nl}"


def pair(key: str, fr: str, nl: str, **how: Any) -> tuple[Column, Column]:
    """The columns of a text in both languages."""
    return (
        Column(f"{key}_fr", f"{fr} (français)", f"{nl} (Frans)", **how),
        Column(f"{key}_nl", f"{fr} (néerlandais)", f"{nl} (Nederlands)", **how),
    )


class Row(NamedTuple):
    """What a row says, by column, and its number as a spreadsheet shows it."""

    number: int
    cells: Mapping[str, Any]


@dataclass(slots=True)
class Wanted:
    """What a list says of one record, beside what is kept of it.

    ``key`` is the same in all rows that speak of it; ``record`` and ``under`` are for
    the room, when it loads the plan.
    """

    key: Hashable
    model: type[Model]
    row: int
    about: str
    says: Mapping[str, Any]
    kept: Mapping[str, Any] | None = None  # None: there is no such record yet
    record: Any = None
    under: Any = None
    rows: tuple[tuple[str, int], ...] = ()  # what another row than this one said

    @property
    def is_new(self) -> bool:
        return self.kept is None

    @property
    def changes(self) -> Mapping[str, Any]:
        """What the list says otherwise; all of it, where nothing is kept."""
        if self.kept is None:
            return self.says
        kept = self.kept
        return {name: said for name, said in self.says.items() if kept[name] != said}

    def joined(self, other: "Wanted") -> "Wanted":
        """With what one more row says of it; refused where that is something else."""
        for name, said in other.says.items():
            if self.says.get(name, said) != said:
                row = dict(self.rows).get(name, self.row)
                raise Refused(
                    _("It says otherwise than row %(row)s: %(what)s.")
                    % {"row": row, "what": said}
                )
        more = other.says.keys() - self.says.keys()
        return replace(
            self,
            says={**self.says, **other.says},
            rows=(*self.rows, *((name, other.row) for name in more)),
        )


class List(ABC):
    """One reading of a list. A room's list says what follows, and weighs a row."""

    label: str | Promise  # of the field that takes its file
    help_text: str | Promise = ""
    about_label: str | Promise = pgettext_lazy("what it is about", "About")
    noted: tuple[str | Promise, str | Promise] = ("", "")  # title and sentence of notes
    columns: tuple[Column, ...]
    needs: frozenset[str]  # the columns without which it is no such list
    names: tuple[str, ...]  # the columns that tell people what a row is about
    unlike: str | Promise  # said of a file that has no such headings
    kinds: tuple[str, ...] = ("xlsx", "csv")
    most_rows = 10_000
    sheet = ""  # looked at first
    own_sheets: frozenset[str] = frozenset()  # what we write beside it
    own_rows = 0  # so many rows above the headings are ours
    fills_merged = False  # a cell over several rows speaks of each of them

    @abstractmethod
    def weigh(self, row: Row) -> Iterable[Wanted]:
        """What a row says of which records. Raises ``Refused``."""

    def look_over(self, rows: Sequence[Row]) -> None:  # noqa: B027 # few lists need it
        """All rows, before the first is weighed."""

    def require_readable(self, row: Row) -> None:
        """Raise ``Refused`` where a cell says what cannot be known."""
        for key, cell in row.cells.items():
            if type(cell) is str and cell[:1] not in MAYBE_ERROR:
                continue  # nearly all cells, of lists of tens of thousands of rows
            column = self._column_of[key]
            if reason := unreadable(cell, column.holds):
                told = {"column": column.heading, "why": reason}
                raise Refused(_("Column “%(column)s”: %(why)s") % told)

    @cached_property
    def _column_of(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    def notes(self, plan: "Plan") -> list[str]:
        """What should be looked at, and does not stop it from being loaded."""
        return []

    def in_words(self, one: Wanted, name: str, value: Any) -> str:
        return str(value)

    @classmethod
    def spelt(cls) -> dict[str, str]:
        """Which column each way to write a heading means."""
        return {
            plain(said): one.key
            for one in cls.columns
            for said in (one.key, one.fr, one.nl, one.heading, *one.also)
        }

    def about(self, row: Row) -> str:
        said = (str(row.cells[key]) for key in self.names if key in row.cells)
        return " – ".join(said)[:160]

    def told(self, one: Wanted) -> list[Difference]:
        """Each column that changes: before and after, in words."""

        def said(name: str, value: Any, else_: str) -> str:
            return else_ if value in (None, "") else self.in_words(one, name, value)

        columns: Any = one.model._meta
        kept = one.kept or {}
        return [
            Difference(
                label=str(columns.get_field(name).verbose_name),
                before=said(name, kept.get(name), "–"),
                after=said(name, value, _("nothing")),
                language=language_of(name),
            )
            for name, value in one.changes.items()
        ]
