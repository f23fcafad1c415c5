"""Random requests of everyone, everywhere: ``python -m bench --storm 20000``.

On a demonstration of its own, as a visitor and as each of its people: every address of
the site, with numbers, names and signs that fit or do not; forms that are filled in
well enough to act, or with anything. None may be answered by an error of ours.
"""

import logging
import os
import random
import traceback
from collections import Counter
from collections.abc import Iterator
from typing import Any

import django

from bench.server import Server

LANGUAGES = ("fr", "nl")
DEAR = ("pdf", "document")  # a second each: asked a tenth as often
STRANGE = (
    "",
    "0",
    "-1",
    "x" * 5000,
    "\0",
    "É\u202e",
    "9" * 40,
    "' OR 1=1",
    "2027-02-30",
)
NUMBERS = (0, 1, 2, 2**31, 2**63, 10**30)
WORDS = ("csv", "json", "xlsx", "commitments", "steps", "instrument", "x", "a b", "é")


def storm(requests: int, seed: int | None, environment: dict[str, str]) -> int:
    """How many were answered by an error of ours."""
    os.environ.update(environment | {"DEMO": "true"})
    with Server(dict(os.environ)):
        pass  # it prepares the database, and the people of the demonstration
    django.setup()
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - once Django is set up

    setup_test_environment()  # answers then tell the form that their page shows
    logging.disable()
    seed = random.randrange(10**9) if seed is None else seed
    print(f"seed {seed}", flush=True)
    told, faults = Counter[int](), Counter[str]()
    asking = _Asking(random.Random(seed))
    for _request in range(requests):
        status, fault = asking.one()
        told[status] += 1
        if fault:
            faults[fault] += 1
    print(", ".join(f"{count} × {status}" for status, count in sorted(told.items())))
    print(f"{asking.acts} of them acted: entries of the journal")
    for fault, count in faults.items():
        print(f"{count} × {fault}\n")
    return faults.total()


class _Asking:
    """One storm: who asks, what, and what came of it."""

    def __init__(self, chance: random.Random) -> None:
        from django.core.signals import got_request_exception  # noqa: PLC0415 - once Django is set up

        from accord.accounts.models import User  # noqa: PLC0415 - once Django is set up
        from accord.journal.models import Entry  # noqa: PLC0415 - once Django is set up
        from tests.house.urls import served  # noqa: PLC0415 - once Django is set up

        self.chance, self.entries = chance, Entry.objects
        self.people: list[Any] = [None, *User.objects.order_by("pk")]
        self.addresses = list(served())
        self.known = _known()
        self.before = self.entries.count()
        self.raised = ""
        got_request_exception.connect(self._note, weak=False)

    @property
    def acts(self) -> int:
        return self.entries.count() - self.before

    def _note(self, **_told: Any) -> None:
        self.raised = "".join(traceback.format_exc().splitlines(keepends=True)[-7:])

    def one(self) -> tuple[int, str]:
        from django.test import Client  # noqa: PLC0415 - once Django is set up

        from tests.browsing import signed_in  # noqa: PLC0415 - once Django is set up

        person, self.raised = self.chance.choice(self.people), ""
        client: Any = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        if person:
            client = signed_in(person, client)
        name, address = self._address()
        if self.chance.random() < 0.5:
            answer = client.get(address, self._query())
        else:
            page = client.get(address)
            answer = client.post(address, self._form(page, person))
        if answer.streaming:
            b"".join(answer.streaming_content)
        answer.close()
        is_ours = self.raised or answer.status_code == 500
        return answer.status_code, f"{name} {self.raised}" if is_ours else ""

    def _address(self) -> tuple[str, str]:
        from django.urls import NoReverseMatch, reverse  # noqa: PLC0415 - once Django is set up
        from django.utils.translation import override  # noqa: PLC0415 - once Django is set up

        while True:
            one = self.chance.choice(self.addresses)
            if any(word in one.name for word in DEAR) and self.chance.random() < 0.9:
                continue
            given = [self._argument(name) for name in one.arguments]
            try:
                with override(self.chance.choice(LANGUAGES)):
                    return one.name, reverse(one.name, args=given)
            except NoReverseMatch:
                continue

    def _argument(self, name: str) -> Any:
        if name in ("under", "lineage"):
            return self.chance.choice(self.known["lineages"])
        if self.chance.random() < 0.8:
            return self.chance.choice(
                (self.chance.randint(1, 40), *self.known["words"])
            )
        return self.chance.choice((*NUMBERS, *WORDS))

    def _query(self) -> dict[str, str]:
        names = (
            "page",
            "q",
            "on",
            "state",
            "municipality",
            "mission",
            "period",
            "sort",
        )
        asked = self.chance.sample(names, self.chance.randint(0, 3))
        return {name: self._value() for name in asked}

    def _value(self) -> str:
        return self.chance.choice((*STRANGE, str(self.chance.randint(0, 40)), "2026"))

    def _form(self, page: Any, person: Any) -> dict[str, Any]:
        """What its page asks, filled in; sometimes with anything."""
        from accord.submitting import token_for  # noqa: PLC0415 - once Django is set up

        form = page.context.get("form") if page.context else None
        made = {
            name: self._filled(one) for name, one in getattr(form, "fields", {}).items()
        }
        made |= {"token": token_for(person) or "" if person else "", **self._query()}
        if self.chance.random() < 0.9:
            made["seen"] = str(getattr(form, "version", "") or "")
        return {name: value for name, value in made.items() if value is not None}

    def _filled(self, field: Any) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - once Django is set up
        from django.forms import DateField, FileField  # noqa: PLC0415 - once Django is set up

        if self.chance.random() < 0.1:
            return self._value()
        if isinstance(field, FileField):
            content = self.chance.choice((b"%PDF-1.7\n%%EOF", b"PK\3\4", b"a;b\n1;2\n"))
            return SimpleUploadedFile("a.pdf", content)
        if choices := list(_flat(getattr(field, "choices", ()) or ())):
            return self.chance.choice(choices)
        if isinstance(field, DateField):
            return f"{self.chance.randint(1, 28)}/01/2027"
        return self.chance.choice(("Texte", "12", "2027-01-01", "a@example.org", "0,5"))


def _flat(choices: Any) -> Iterator[str]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield str(getattr(value, "value", value))


def _known() -> dict[str, list[Any]]:
    """Names and parts that the demonstration has."""
    from accord.directory.models import Organisation  # noqa: PLC0415 - once Django is set up
    from accord.framework.models import Mission, Plan  # noqa: PLC0415 - once Django is set up
    from accord.instruments.models import Commitment  # noqa: PLC0415 - once Django is set up
    from accord.sources.models import Source  # noqa: PLC0415 - once Django is set up

    words = {
        *Organisation.objects.values_list("slug_fr", flat=True),
        *Mission.objects.values_list("slug_fr", flat=True),
        *Plan.objects.values_list("slug_fr", flat=True),
        *Source.objects.values_list("code", flat=True)[:20],
        *WORDS,
    }
    lineages = Commitment.objects.values_list("lineage", flat=True)
    return {"words": sorted(words - {""}), "lineages": sorted(set(lineages), key=str)}
