"""The words of law of a text: its parties, recitals, clauses, closing formula.

The model agreement gives them (``framework.Clause``); a text says who and when. Both
sides agree on them with the rest: they are kept with the text as it is then, filled in.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from accord.directory.models import Organisation
from accord.framework.models import EXPECTED, Clause, ClausePart
from accord.instruments import vocabulary as words
from accord.instruments.vocabulary import Content, Pair
from accord.lib.bilingual import LANGUAGES
from accord.lib.gathering import Gathered
from accord.lib.register import current
from accord.lib.spoken import spoken_items

PARTIES = (ClausePart.REGION, ClausePart.MUNICIPALITY)
# Where the deed is silent, it says who the parties are all the same.
SILENT = [part for part in EXPECTED if part not in PARTIES]


ORDER = {part.value: place for place, part in enumerate(ClausePart)}


def clauses_on(day: date) -> Subquery:
    """Those of the model of a text's agreement, as a column of the text."""
    rows = Clause.objects.public().on(day).filter(model=OuterRef("agreement__model"))
    columns = ("pk", "part", "rank", "title_fr", "title_nl", "text_fr", "text_nl")
    gathered = Gathered(JSONObject(**{name: name for name in columns}))
    return Subquery(
        rows.order_by().values("model").annotate(all=gathered).values("all")
    )


def filled(rows: list[dict[str, Any]], content: Content) -> list[dict[str, Any]]:
    """The clauses in the order of the deed; what the text says is in their places."""

    def place(one: dict[str, Any]) -> tuple[int, int, int]:
        return ORDER[one["part"]], one["rank"], one["pk"]

    return [
        {
            "part": one["part"],
            "title": {code: one[f"title_{code}"] for code in LANGUAGES},
            "text": {
                code: one[f"text_{code}"].format_map(
                    _places(one["part"], content, code)
                )
                for code in LANGUAGES
            },
        }
        for one in sorted(rows, key=place)
    ]


def parties(content: Content) -> list[Pair]:
    """Each party with whom it is represented by: as the model says, else plainly."""
    said = {one["part"]: one["text"] for one in content.get("clauses", ())}
    return [
        said.get(part)
        or words.each(
            lambda code, part=part: words.pair(words.DEED[part.value])[code].format_map(
                _places(part, content, code)
            )
        )
        for part in PARTIES
    ]


def general(content: Content) -> list[Content]:
    """The clauses that follow the missions, in the order of the deed."""
    beside = {*PARTIES, ClausePart.RECITAL, ClausePart.CLOSING}
    return [one for one in content.get("clauses", ()) if one["part"] not in beside]


def readable(content: Content | None) -> list[Content]:
    """What anyone may read of them: who is to sign is not among it."""
    return [*of_part(content, ClausePart.RECITAL), *general(content)] if content else []


def of_part(content: Content, part: ClausePart) -> list[Content]:
    return [one for one in content.get("clauses", ()) if one["part"] == part]


def unknown(content: Content) -> list[Pair]:
    """What a deed needs and this register does not know of the model.

    Of a text agreed on before the register had clauses, nothing is said.
    """
    if "clauses" not in content:
        return []
    given = {one["part"] for one in content["clauses"]}
    return [words.pair(words.CLAUSES[one.value]) for one in SILENT if one not in given]


def authority_today() -> Content:
    """The authority as this register names it; ``the`` is its name with the article."""
    authority = current().authority
    return {"legal_name": asdict(authority.name), "the": asdict(authority.the)}


def party_name(side: str, content: Content) -> Pair:
    """A party by its name in law, as it was when the text was agreed on."""
    if side == ClausePart.REGION:
        return _authority(content)["legal_name"]
    return content["municipality"].get("legal_name") or _named_today(
        content["municipality"]
    )


def _authority(content: Content) -> Content:
    """That of the text; one agreed on before texts said it was the register's own."""
    return content.get("authority") or authority_today()


def _named_today(town: Content) -> Pair:
    """Of a town in a text that does not say its name in law."""
    known = Organisation.objects.public().get(nis_code=town["nis_code"])
    return {code: getattr(known, f"legal_name_{code}") for code in LANGUAGES}


def _places(part: str, content: Content, code: str) -> dict[str, str]:
    """What the places of a clause are filled in with, in one language."""
    side = part if part in PARTIES else ""
    signing = [
        f"{one['name']}, {one['capacity'][code]}"
        for one in content["signatories"]
        if side in ("", one["side"])
    ]
    nobody = words.pair(words.DEED["nobody"])[code]
    return {
        "municipality": party_name("municipality", content)[code],
        "region": party_name("region", content)[code],
        "authority": _authority(content)["the"][code],
        "representatives": spoken_items(signing, code) or nobody,
        **{
            name: words.day_words(content[name])[code]
            or words.pair(words.DEED[name])[code]
            for name in ("effective_on", "ends_on")
        },
    }
