"""What several answers read: the reader's municipalities and agreements on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.answers.parts import of_record, of_source
from accord.directory.models import Organisation
from accord.directory.standing import standing_of
from accord.instruments.models import Instrument
from accord.lib.tabular import Pair


def towns_of(user: User) -> list[Organisation]:
    """The Region reads of every municipality, a municipality of itself."""
    standing = standing_of(user)
    rows = Organisation.objects.visible_to(user).municipalities().in_alphabet()
    if not standing.is_regional:
        rows = rows.filter(pk__in=standing.organisation_ids)
    return list(rows.defer("outline"))


def agreements_of(user: User, day: date) -> list[Any]:
    """The published agreements that the reader may see, as of a day.

    ``has_text``: a signed text of it had taken effect, and is kept here.
    """
    texts = Instrument.objects.visible_to(user).binding().filter(in_force_on__lte=day)
    rows = Agreement.objects.visible_to(user).published().as_of(day)
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


def town_cells(town: Organisation, url: str = "") -> dict[str, Any]:
    return {
        "municipality": of_record(town, "name"),
        "municipality_url": url or town.get_absolute_url(),
        "nis_code": town.nis_code,
    }


def counted(
    found: Iterable[Any], sentences: dict[Any, tuple[str, str]], total: int
) -> list[Pair]:
    """“16 of 19 …” for each thing counted, in both languages."""
    every = list(found)
    return [
        {
            "fr": fr.format(n=every.count(one), total=total),
            "nl": nl.format(n=every.count(one), total=total),
        }
        for one, (fr, nl) in sentences.items()
    ]


THE_SIGNED_TEXT: Pair = {
    "fr": "Le texte signé du contrat, enregistré dans Accord.",
    "nl": "De ondertekende tekst van de overeenkomst, bewaard in Accord.",
}


def without_text(agreements: Iterable[Any]) -> list[Any]:
    """Those that were concluded, or perhaps, and whose text is not kept here."""
    return [
        one for one in agreements if one.concluded_on_day != "no" and not one.has_text
    ]


def row_without_text(agreement: Any) -> dict[str, Any]:
    file = agreement.get_absolute_url()
    return {
        **town_cells(agreement.municipality, file),
        "to_know": THE_SIGNED_TEXT,
        "to_know_url": file,
    }


def text_cells(text: Instrument) -> dict[str, Any]:
    """The text as the source of what it says."""
    if text.source:
        return {
            "source": of_source(text.source),
            "source_url": text.source.get_absolute_url(),
        }
    number = str(text.document or text.pk)
    return {
        "source": {
            "fr": f"Contrat logement n° {number}, texte signé",
            "nl": f"Huisvestingsovereenkomst nr. {number}, ondertekende tekst",
        },
        "source_url": text.get_absolute_url(),
    }
