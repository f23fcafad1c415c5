"""What several answers read: the reader's municipalities and agreements on a day."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.answers.answer import Sheet
from accord.answers.columns import Cells, Row, source_cells, to_know, town_cells
from accord.answers.words import pair
from accord.directory.models import Organisation
from accord.directory.standing import standing_of
from accord.instruments.models import Instrument
from accord.lib.tabular import Column, Pair


def towns_of(user: User) -> list[Organisation]:
    """The Region reads of every municipality, a municipality of itself."""
    standing = standing_of(user)
    rows = Organisation.objects.visible_to(user).municipalities().in_alphabet()
    if not standing.is_regional:
        rows = rows.filter(pk__in=standing.organisation_ids)
    return list(rows.defer("outline"))


def agreements_of(user: User, day: date, *, earlier: bool = False) -> list[Any]:
    """The published agreements that count on a day, of those the reader may see.

    ``earlier``: every other one too. ``has_text``: a signed text of it had taken
    effect, and is kept here.
    """
    texts = Instrument.objects.visible_to(user).binding().filter(in_force_on__lte=day)
    rows = Agreement.objects.visible_to(user).published()
    rows = rows.as_of(day) if earlier else rows.counting_on(day)
    rows = rows.annotate(has_text=Exists(texts.filter(agreement=OuterRef("pk"))))
    return list(
        rows.select_related("municipality", "model")
        .defer("municipality__outline")
        .in_alphabet()
    )


def worklist(user: User, kind: str) -> str:
    """Where the Region finds what is not known; the others have no such list."""
    if not standing_of(user).is_regional:
        return ""
    return f"{reverse('dashboards:unknown_list')}?kind={kind}"


def counted(
    found: Iterable[Any], sentences: dict[Any, tuple[str, str]], total: int
) -> list[Pair]:
    """“16 of 19 …” for each thing counted, in both languages."""
    every = list(found)
    return [
        pair(fr, nl, n=every.count(one), total=total)
        for one, (fr, nl) in sentences.items()
    ]


THE_SIGNED_TEXT: Pair = {
    "fr": "Le texte signé du contrat, enregistré dans Accord.",
    "nl": "De ondertekende tekst van de overeenkomst, bewaard in Accord.",
}
WITHOUT_TEXT = (
    "Contrats dont le texte signé n’est pas dans Accord : {n} ;",
    "Overeenkomsten waarvan de ondertekende tekst niet in Accord staat: {n};",
)


def without_text(agreements: Iterable[Any]) -> list[Any]:
    """Those that were concluded, or perhaps, and whose text is not kept here."""
    return [
        one for one in agreements if one.concluded_on_day != "no" and not one.has_text
    ]


def sheet_of_texts(
    columns: tuple[Column, ...],
    keys: list[Any],
    read: Callable[[list[Any]], dict[Any, Row]],
    summary: list[Pair],
    *,
    lacking: list[Any],
    unknown: tuple[str, str],
) -> Sheet:
    """What signed texts say, then the agreements ``lacking`` one: it is said of each.

    ``unknown`` is what is not known of those, in French and in Dutch.
    """

    def rows(wanted: list[Any]) -> list[Row]:
        found = read([one for one in wanted if not isinstance(one, Agreement)])
        return [
            _without_text(one) if isinstance(one, Agreement) else found[one]
            for one in wanted
        ]

    if lacking:
        fr, nl = WITHOUT_TEXT
        more = pair(f"{fr} {unknown[0]}", f"{nl} {unknown[1]}", n=len(lacking))
        summary = [*summary, more]
    return Sheet(columns, [*keys, *lacking], rows, summary)


def _without_text(agreement: Any) -> Row:
    file = agreement.get_absolute_url()
    return {
        **town_cells(agreement.municipality, file),
        **to_know(THE_SIGNED_TEXT, file),
    }


def text_cells(text: Instrument) -> Cells:
    """The text as the source of what it says."""
    if text.source:
        return source_cells(text.source)
    number = str(text.document or text.pk)
    return {
        "source": {
            "fr": f"Contrat logement n° {number}, texte signé",
            "nl": f"Huisvestingsovereenkomst nr. {number}, ondertekende tekst",
        },
        "source_url": text.get_absolute_url(),
    }
