"""How letters compare: one rule, in Python (``naming.letters``) and on both databases.

For sorting and for searching, é is e, Œ is oe, Ĳ is ij, ß is ss, capitals are small
letters, and what is neither letter nor figure is a space. The databases' own orders
differ from machine to machine, and none of them is sure to be there.

    contacts.order_by("name__letters", "pk")
    contacts.filter(holding(text, "name", "email"))
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, Q, TextField, Transform
from django.dispatch import receiver

from accord.lib.bilingual import LANGUAGES, local
from accord.lib.naming import MARKS, PAIRS, SIGNS, letters

WORDS = 12  # that are looked for at once
_FUNCTION = "accord_letters"


@CharField.register_lookup
@TextField.register_lookup
class Letters(Transform):
    """``letters`` of a column, asked of the database."""

    lookup_name = "letters"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function=_FUNCTION, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        said = f"regexp_replace(normalize(%(expressions)s, NFKD), '{MARKS}', '', 'g')"
        for one, other in PAIRS.items():
            said = f"replace({said}, '{one}', '{other}')"
        said = f"trim(regexp_replace(lower({said}), '{SIGNS}', ' ', 'g'))"
        more["template"] = f'({said} COLLATE "C")'
        return self.as_sql(compiler, connection, **more)


@receiver(connection_created, dispatch_uid=_FUNCTION)
def _teach(connection: Any, **kwargs: Any) -> None:
    """SQLite asks Python."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            _FUNCTION,
            1,
            lambda text: None if text is None else letters(text),
            deterministic=True,
        )


def alphabetical(name: str) -> str:
    """The reader's column, as an order: ``order_by(alphabetical("title"))``."""
    return f"{local(name)}__letters"


def in_both(*names: str) -> list[str]:
    """The columns of texts in both languages."""
    return [f"{name}_{code}" for name in names for code in LANGUAGES]


def holding(text: str, *columns: str) -> Q:
    """Every word of it is in one of these columns; none asked: every row is found."""
    return holding_each(([word] for word in letters(text).split()), *columns)


def holding_each(words: Iterable[Iterable[str]], *columns: str) -> Q:
    """Each word, in one of its spellings, is in one of these columns."""
    found = Q()
    for spellings in islice(words, WORDS):
        said = Q()
        for column in columns:
            for word in spellings:
                said |= Q(**{f"{column}__letters__contains": word})
        found &= said
    return found
