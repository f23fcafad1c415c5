"""What needs someone: computed from what stands, kept nowhere, gone when done.

Each room has a ``needs.py`` that says which kinds of needs it knows and which rows have
one today:

    ANSWER = NeedKind(
        "inquiries.answer",
        side=Side.MUNICIPALITY,
        label=gettext_lazy("Question to answer"),
        act=gettext_lazy("Answer"),
        address=at("inquiries:inquiry_answer"),
    )
    KINDS = (ANSWER,)

    def rows(user, today):
        inquiries = Inquiry.objects.visible_to(user).open()
        return [
            shaped(
                inquiries,
                kind=ANSWER,
                municipality="agreement__municipality",
                what="text",
                since=TruncDate("at"),
            )
        ]

All have the same columns, so that the desk (``accord/dashboards``) reads every room in
one UNION ALL. A room above that needs more than a query gives ``Need`` values instead
(``accord/monitoring/reading/duties``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.functional import Promise

from accord.directory.models import Role

LONGEST = 100  # characters of ``what``: one line, and a page of fifty stays small


class Need(NamedTuple):
    """One thing that someone must do next; the columns, in their order.

    ``record`` is what the act is about and ``under`` what it stands under, for the
    address. ``municipality`` says whose it is or which one it concerns; ``person``,
    that it needs this person alone. ``since`` it waits, ``due`` it should be done.
    """

    kind: str
    record: int
    under: int | None
    municipality: int | None
    person: int | None
    what: str
    since: date | None
    due: date | None


class Side(StrEnum):
    """Whose turn it is: of the two that bind themselves, or of people."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    PERSON = "person"
    MANAGERS = "managers"  # who manages people


@dataclass(frozen=True, eq=False)
class NeedKind:
    """A kind of need: whose side it is on, its words, and the one act that ends it.

    ``role``: the least that who acts holds there. ``is_returned``: it came back to be
    done again. ``look``: where who may not act reads about it; without it, they see the
    line alone.
    """

    key: str  # room.word, as verbs are
    side: Side
    label: str | Promise  # “Question to answer”
    act: str | Promise  # “Answer”
    address: Callable[[Need], str] | None = None  # without it, each brings its own
    role: Role = Role.EDITOR
    is_returned: bool = False
    look: Callable[[Need], str] | None = None


def at(page: str, *of: str) -> Callable[[Need], str]:
    """The address of a page of what is needed: of its ``record``, or of these columns.

    ``at("instruments:signatory_edit", "under", "record")``
    """
    columns = of or ("record",)
    return lambda need: reverse(page, args=[getattr(need, name) for name in columns])


PREFIX = "need_"  # apart from the columns of the models
COLUMNS = tuple(PREFIX + name for name in Need._fields)

_TYPES: dict[str, Callable[[], Any]] = {
    "record": models.BigIntegerField,
    "under": models.BigIntegerField,
    "municipality": models.BigIntegerField,
    "person": models.BigIntegerField,
    "since": models.DateField,
    "due": models.DateField,
}


def shaped(
    rows: QuerySet[Any, Any],
    *,
    kind: NeedKind,
    what: Any,
    under: Any = None,
    municipality: Any = None,
    person: Any = None,
    since: Any = None,
    due: Any = None,
) -> QuerySet[Any, Any]:
    """The rows in the columns of ``Need``, to be united with those of other rooms.

    Each argument is the name of a column or an expression; a moment is given as its
    day (``TruncDate``), and ``what`` in the reader's language (``local("title")``).
    ``rows`` start from ``visible_to(user)`` and are not grouped.
    """
    given = {
        "record": "pk",
        "under": under,
        "municipality": municipality,
        "person": person,
        "since": since,
        "due": due,
    }
    columns: dict[str, Any] = {
        PREFIX + name: _typed(name, value) for name, value in given.items()
    }
    # Typed literals: PostgreSQL unites no columns of an unknown type.
    columns[PREFIX + "kind"] = Cast(Value(kind.key), models.TextField())
    text = F(what) if isinstance(what, str) else what
    columns[PREFIX + "what"] = Left(Cast(text, models.TextField()), LONGEST)
    return rows.order_by().annotate(**columns).values_list(*COLUMNS)


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return Cast(Value(None), _TYPES[name]())
    return F(value) if isinstance(value, str) else value


def kind_of(rows: QuerySet[Any, Any]) -> str:
    """The key of the kind that shaped rows are of."""
    [key] = rows.query.annotations[PREFIX + "kind"].get_source_expressions()
    return str(key.value)


def worded(column: str, choices: Any) -> Case:
    """The word for a column of choices, in the reader's language: for ``what``."""
    cases = [When(**{column: key}, then=Value(str(word))) for key, word in choices]
    return Case(*cases, default=Value(""), output_field=models.TextField())


def read(rows: QuerySet[Any, Any]) -> list[Need]:
    """The needs of one shaped queryset, or of several united ones."""
    return [Need(*row) for row in rows]


def united(parts: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """All of them as one query; sort it by names in ``COLUMNS``."""
    first, *others = parts
    return first.union(*others, all=True) if others else first
