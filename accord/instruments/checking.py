"""Checking a document for anyone: by its number, its code, or the file itself.

Who holds the code or the very bytes holds the document, and learns what became of it.
Who has a number alone learns what is public and nothing else: a document that is not
public yet is answered exactly like one that does not exist.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from accord.documents import apart
from accord.documents.checked import Checked
from accord.documents.claims import states
from accord.documents.models import IssuedDocument
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.rules import Method
from accord.instruments.workflow import Phase, State
from accord.lib.bilingual import active_language
from accord.lib.spoken import spoken_day


@dataclass(frozen=True)
class Signed:
    """Who signs in which capacity, and what can be said of their signature."""

    name: str
    capacity: str
    organisation: str
    day: date | None
    sentences: list[str]


@dataclass(frozen=True)
class Found:
    """What is said of a document that is known."""

    title: str
    number: str
    text_hash: str
    issued_on: date
    is_current: bool
    state: str
    signatures: list[Signed]


@dataclass(frozen=True)
class FileSaid:
    """What is said of a file: whether it holds, and why."""

    is_good: bool
    sentences: list[str]
    signatures: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    found: Found | None
    file: FileSaid | None = None
    is_code_wrong: bool = False


def check(number: str, code: str, uploaded: bytes | None, today: date) -> Answer:
    """Everything that may be said to who asks; nothing of it is kept."""
    asked = _held(number, code)
    if uploaded is None:
        is_wrong = asked is not None and bool(code) and not _opens(asked, code)
        return Answer(found_of(asked, today) if asked else None, None, is_wrong)
    with apart.strangers_turn():
        return _check_file(asked, number, uploaded, today)


def _check_file(
    asked: IssuedDocument | None, number: str, uploaded: bytes, today: date
) -> Answer:
    genuine = _by_bytes(uploaded)
    if genuine:
        other = bool(number) and genuine.number != number.strip().upper()
        said = _file(genuine, uploaded, is_other=other)
        return Answer(found_of(genuine, today), said)
    meant = asked or _held(apart.claimed_number(uploaded), "")
    if meant is None:
        return Answer(None)
    return Answer(found_of(meant, today), _file(meant, uploaded))


# Which document


def _held(number: str, code: str) -> IssuedDocument | None:
    """The document of that number, if it is public or the code belongs to it."""
    document = IssuedDocument.objects.numbered(number).first() if number else None
    if document is None:
        return None
    is_public = Instrument.objects.public().filter(document=document).exists()
    return document if is_public or _opens(document, code) else None


def _opens(document: IssuedDocument, code: str) -> bool:
    given = code.strip().lower().encode()
    return hmac.compare_digest(given, document.code.encode())


def _by_bytes(uploaded: bytes) -> IssuedDocument | None:
    """The document that the file begins with, whoever added to it."""
    return IssuedDocument.objects.filter(sha256__in=states(uploaded)).first()


# What became of it


def found_of(document: IssuedDocument, today: date) -> Found:
    texts = Instrument.objects.filter(document=document)
    instrument = texts.for_page().first()
    is_current, state = _standing(instrument, today)
    return Found(
        title=getattr(document, f"title_{active_language()}"),
        number=document.number,
        text_hash=document.text_hash,
        issued_on=document.issued_at.date(),
        is_current=is_current,
        state=state,
        signatures=_signatures(instrument) if instrument else [],
    )


def _standing(instrument: Instrument | None, today: date) -> tuple[bool, str]:
    """Whether its text is the one that holds today; and its state for outsiders."""
    if instrument is None:
        return False, _("It was replaced: its text was opened again before signature.")
    if instrument.state == State.SIGNED:
        return _standing_signed(instrument, today)
    if instrument.state == State.SUSPENDED:
        return False, _("It was signed by everyone and is suspended.")
    if instrument.state == State.TERMINATED and instrument.terminated_on:
        words = {"day": spoken_day(instrument.terminated_on)}
        return False, _("It was terminated: since %(day)s it holds no more.") % words
    if instrument.state == State.SIGNING:
        return False, _("Not everyone has signed it yet: it does not bind anyone.")
    if instrument.state == State.ABANDONED:
        return False, _("It was abandoned before everyone had signed it.")
    return False, _("Its text is agreed, and nobody has signed it yet.")


def _standing_signed(instrument: Instrument, today: date) -> tuple[bool, str]:
    phase = instrument.phase_on(today)
    days = {
        "begins": spoken_day(instrument.in_force_on or today),
        "ends": spoken_day(instrument.ends_on or today),
    }
    if phase == Phase.TO_COME:
        return False, _("Everyone has signed it; it holds from %(begins)s on.") % days
    if phase == Phase.REPLACED:
        return False, _("A later version was signed and has taken its place.")
    if phase == Phase.ENDED:
        return False, _("It held until %(ends)s.") % days
    return True, _("Everyone has signed it, and it is the text in force today.")


def _signatures(instrument: Instrument) -> list[Signed]:
    """In their order; of an electronic one what its check said, no certificate."""
    counting = Signature.objects.of(instrument).counting()
    set_ = {one.signatory_id: one for one in counting}
    return [
        Signed(
            name=one.name,
            capacity=one.capacity,
            organisation=one.organisation.name,
            day=set_[one.pk].signed_on if one.pk in set_ else None,
            sentences=_publicly(set_.get(one.pk)),
        )
        for one in Signatory.objects.of(instrument)
    ]


def _publicly(signature: Signature | None) -> list[str]:
    if signature is None:
        return [_("Not signed yet.")]
    if signature.method == Method.PAPER:
        return [_("Signed on paper: nothing but the original can be checked.")]
    return Checked.read(signature.report).judged()


# What the file is


def _file(
    document: IssuedDocument, uploaded: bytes, *, is_other: bool = False
) -> FileSaid:
    beside = [_("It is not the document whose number was given.")] if is_other else []
    if hashlib.sha256(uploaded).hexdigest() == document.sha256:
        said = _("This is exactly the document that was issued, without signatures.")
        return FileSaid(not is_other, [said, *beside])
    known = _("This file is not what was issued: do not rely on it.")
    examined = apart.examine(uploaded, issued=document.file.content)
    if examined.refusals:
        return FileSaid(False, [known, *examined.refusals, *beside])
    said = _("This is the document that was issued, with signatures added to it.")
    signatures = [one.said() for one in examined.signatures]
    return FileSaid(not is_other, [said, *beside], signatures)
