"""The document of a text: one bilingual PDF, the same whenever it is made again."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accord.documents import typeset
from accord.documents.models import IssuedDocument
from accord.framework.models import ClausePart
from accord.instruments import deed
from accord.instruments import vocabulary as words
from accord.instruments.changes import period_words, told
from accord.instruments.content import Content
from accord.lib.bilingual import LANGUAGES
from accord.lib.spoken import spoken_list

TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"
TITLES = {
    "contract": ("Contrat logement", "Huisvestingsovereenkomst"),
    "amendment": (
        "Avenant {} au contrat logement",
        "Aanhangsel {} bij de huisvestingsovereenkomst",
    ),
    "renewal": (
        "Renouvellement {} du contrat logement",
        "Hernieuwing {} van de huisvestingsovereenkomst",
    ),
}


def rendered(
    content: Content,
    *,
    number: str,
    text_hash: str,
    at: datetime,
    before: Content | None = None,
    on: date | None = None,
) -> bytes:
    """The PDF of a text: the same bytes for the same text, number and moment.

    ``before``: the text it changes, for what changes to come first. ``on``: a copy of
    the text in force on that day, which nobody signs.
    """
    address = verification_address(number, text_hash)
    in_each = {
        code: verification_address(number, text_hash, code) for code in LANGUAGES
    }
    data = {
        **_cover(content, on),
        **_deed(content),
        "number": number,
        "hash": text_hash,
        "address": address,
        "addresses": in_each,
        "demonstration": settings.DEMO,
        "missions": [mission_words(one, content) for one in content["missions"]],
        "signatories": []
        if on
        else [_signatory(one, content) for one in content["signatories"]],
        "definitions": _definitions(content),
        "changes": [asdict(one) for one in told(before, content)] if before else [],
    }
    return typeset.pdf(TEMPLATE, data, at=at, files={"qr.svg": typeset.qr(address)})


def verification_address(number: str, text_hash: str, language: str = "") -> str:
    """Where anyone checks the document; the code shows that they hold it.

    In a language, or in that which the reader's browser asks for.
    """
    code = text_hash[: IssuedDocument.CODE]
    if language:
        with override(language):
            path = reverse("instruments_public:document_verify")
    else:
        path = reverse("root:document_choice")
    return f"{settings.BASE_URL}{path}?number={number}&code={code}"


def title_of(content: Content, language: str) -> str:
    """“Avenant 1 au contrat logement – Aval”."""
    title = words.pair(TITLES[content["kind"]])[language].format(content["number"])
    return f"{title} – {content['municipality'][language]}"


def _cover(content: Content, on: date | None) -> dict[str, Any]:
    titles = words.each(lambda language: title_of(content, language))
    if on:
        standing = words.day_words(on.isoformat())
        titles = {
            "fr": f"{titles['fr']}, texte en vigueur le {standing['fr']}",
            "nl": f"{titles['nl']}, tekst van kracht op {standing['nl']}",
        }
    facts = {
        "model": {code: content["model"][code] for code in ("fr", "nl")},
        "effective_on": words.day_words(content["effective_on"]),
        "ends_on": words.day_words(content["ends_on"]),
        "calendar": content["calendar"],
    }
    return {
        "title_fr": titles["fr"],
        "title_nl": titles["nl"],
        "facts": [
            {"label": words.label_words(name), "value": value}
            for name, value in facts.items()
            if value and value["fr"]
        ],
        "reason": content["reason"] if content["reason"]["fr"] else None,
        "is_copy": on is not None,
    }


def _deed(content: Content) -> dict[str, Any]:
    """What the model agreement has said in words of law."""
    return {
        "parties": deed.parties(content),
        "recitals": deed.of_part(content, ClausePart.RECITAL),
        "clauses": deed.general(content),
        "closing": deed.of_part(content, ClausePart.CLOSING),
        "unknown": deed.unknown(content),
    }


def mission_words(mission: Content, content: Content) -> Content:
    """A mission with all under it, in the words of both languages."""
    numbers = {
        one["lineage"]: one["number"]
        for up in content["missions"]
        for one in up["commitments"]
    }
    return {
        **{name: mission[name] for name in ("number", "title", "obligation")},
        "ambition": mission["ambition"],
        "commitments": [
            {
                "number": one["number"],
                "text": one["text"],
                "indicators": [_indicator(each) for each in one["indicators"]],
            }
            for one in mission["commitments"]
        ],
        "actions": [_action(one, numbers) for one in mission["actions"]],
        "means": [_means(one) for one in mission["means"]],
    }


def _indicator(one: Content) -> Content:
    return {
        "number": one["number"],
        "name": one["name"],
        "baseline": words.baseline_words(one, one["baseline"]),
        "tolerance": words.percent_words(one["tolerance_pct"]),
        "reporter": one["reporter"],
        "targets": [
            {
                "period": period_words(target["period"]),
                "value": words.measured_words(one, target),
                "set_by": words.version_words(target["set_by"], target["set_by_kind"]),
                "reason": target["reason"],
            }
            for target in one["targets"]
        ],
    }


def _action(one: Content, numbers: dict[str, str]) -> Content:
    who = [part for part in (one["organisation"], one["service"]) if part]
    return {
        "number": one["number"],
        "title": one["title"],
        "who": words.each(lambda code: ", ".join(part[code] for part in who)),
        "starts_on": words.day_words(one["starts_on"]),
        "due_on": words.day_words(one["due_on"]),
        "serves": words.part_words("serves", one["serves"], one, numbers),
        "plan_actions": words.part_words(
            "plan_actions", one["plan_actions"], one, numbers
        ),
    }


def _means(one: Content) -> Content:
    """What is put in, and each payer who pays a part of it."""
    what = one["amount_eur"] or one["fte"]
    name = "amount_eur" if one["amount_eur"] else "fte"
    quantity = words.part_words(name, what, one, {})
    if one["kind"] == "fte":
        quantity = {"fr": f"{quantity['fr']} ETP", "nl": f"{quantity['nl']} vte"}
    payers = {
        **{share: words.pair(payer) for share, payer in words.PAYERS.items()},
        "share_other": one["other_payer"],
    }
    shares = [
        (payer, words.percent_words(one[share]))
        for share, payer in payers.items()
        if payer and one[share] not in (None, "0")
    ]
    return {
        "number": one["number"],
        "text": one["text"],
        "year": str(one["year"]),
        "quantity": quantity if what else words.pair(words.CODES["kind"]["in_kind"]),
        "shares": words.each(
            lambda code: ", ".join(
                f"{payer[code]} {part[code]}" for payer, part in shares
            )
        ),
    }


def _signatory(one: Content, content: Content) -> Content:
    """Who signs, for the party as the law names it."""
    return {
        "rank": str(one["rank"]),
        "name": one["name"],
        "capacity": one["capacity"],
        "party": deed.party_name(one["side"], content),
    }


def _definitions(content: Content) -> list[Content]:
    """Each definition once, in the order of the text, with the numbers that use it."""
    found: dict[tuple[str, int], Content] = {}
    used: dict[tuple[str, int], list[str]] = defaultdict(list)
    commitments = chain.from_iterable(one["commitments"] for one in content["missions"])
    for one in chain.from_iterable(each["indicators"] for each in commitments):
        key = (one["code"], one["version"])
        found.setdefault(key, one)
        used[key].append(one["number"])
    return [_definition(one, used[key]) for key, one in found.items()]


def _definition(one: Content, used: list[str]) -> Content:
    told_of = ("unit", "value_kind", "direction", "reported_as")
    more = ("numerator_label", "denominator_label", "scale", "verification")
    facts = [
        {
            "label": words.label_words(name),
            "value": words.part_words(name, one[name], one, {}),
        }
        for name in (*told_of, *more)
    ]
    return {
        "name": one["name"],
        "used": words.each(lambda code: spoken_list(used, code)),
        "version": str(one["version"]),
        "definition": one["definition"],
        "facts": [fact for fact in facts if fact["value"]["fr"].strip()],
    }
