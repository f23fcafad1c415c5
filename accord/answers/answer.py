"""What an answer is: a question with its method, and the sheet that answers it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from accord.accounts.models import User
from accord.answers.columns import Row
from accord.lib import register
from accord.lib.authority import reword
from accord.lib.batches import batches
from accord.lib.bilingual import Bilingual, active_language
from accord.lib.register import Question
from accord.lib.tabular import Column, Pair, Table


@dataclass(frozen=True)
class Sheet:
    """An answer on a day: its columns, what it says in short, and its rows.

    ``keys`` say which rows there are; ``rows`` reads those of some of them. A page
    shows a few keys, a file hands over all: the same rows.
    """

    columns: tuple[Column, ...]
    keys: Sequence[Any]
    rows: Callable[[list[Any]], list[Row]]
    summary: list[Pair] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """The short answer in the reader's language."""
        return [one[active_language()] for one in self.summary]

    def every_row(self) -> Iterator[Row]:
        for batch in batches(self.keys):
            yield from self.rows(batch)


@dataclass(frozen=True)
class Answer:
    """A question that parliament asks, and how it is answered.

    ``code`` is what the register calls it, to say which written questions asked it.
    """

    code: str
    slug_fr: str
    slug_nl: str
    title_fr: str
    title_nl: str
    question_fr: str
    question_nl: str
    method_fr: str
    method_nl: str
    sheet: Callable[[User, date], Sheet]
    per_page: int = 20

    slug = Bilingual()
    title = Bilingual()
    question = Bilingual()
    method = Bilingual()

    def __post_init__(self) -> None:
        reword(self)

    @property
    def asked(self) -> list[Question]:
        """The written questions behind it, as the register names them."""
        return register.current().questions_behind(self.code)

    def get_absolute_url(self) -> str:
        return reverse("answers:answer_detail", args=[self.slug])

    def table(self, sheet: Sheet) -> Table:
        """The sheet as a table of the house, for its files."""
        return Table(
            name=self.slug_fr,
            title_fr=self.title_fr,
            title_nl=self.title_nl,
            description_fr=self.method_fr,
            description_nl=self.method_nl,
            columns=sheet.columns,
        )
