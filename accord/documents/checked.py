"""What can be said of one signature, to people, in their language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.lib.spoken import spoken_day

DOUBTS = {
    "no_authority": gettext_lazy(
        "This site has been told of no authority that it may trust."
    ),
    "unknown_authority": gettext_lazy(
        "None of the authorities that this site trusts vouches for the signer."
    ),
    "too_early": gettext_lazy("The certificate is not valid before %(day)s."),
    "expired": gettext_lazy("The certificate was valid until %(day)s only."),
    "weak": gettext_lazy(
        "The certificate rests on an algorithm that is no longer safe."
    ),
    "revoked": gettext_lazy("The certificate was withdrawn."),
    "purpose": gettext_lazy("The certificate is not meant for signing documents."),
    "rules": gettext_lazy(
        "The certificate does not meet the rules for signing documents."
    ),
}

# Since then; nothing is said where nothing was added.
FOLLOWED = {
    "proofs": gettext_lazy(
        "After it came only what keeps it checkable in later years."
    ),
    "signatures": gettext_lazy("After it came only further signatures."),
    "notes": gettext_lazy("After it came notes on the pages."),
}
UNCOVERED = {
    "": gettext_lazy("The signature does not cover the whole document."),
    "line_end": gettext_lazy(
        "The signature covers the document, but not a line end or padding behind it."
    ),
    "bytes": gettext_lazy(
        "The signature covers the document, but not what stands behind its last byte."
    ),
}
CERTIFIES = {
    "nothing": gettext_lazy(
        "It certifies the document: nothing may be added after it."
    ),
    "signatures": gettext_lazy(
        "It certifies the document: only signatures may be added after it."
    ),
    "notes": gettext_lazy(
        "It certifies the document: only signatures and notes may be added after it."
    ),
}
LOCKED = gettext_lazy("It locks the fields of the document: nobody may sign after it.")
UNTIMELY = {
    "future": gettext_lazy("The moment that it says was still to come."),
    "outside": gettext_lazy(
        "The certificate was not valid at the moment that it says."
    ),
}


@dataclass(frozen=True)
class Checked:
    """One signature, and what can be said of it.

    What older reports do not say has a value here.
    """

    field: str
    name: str
    organisation: str
    issuer: str
    serial: str  # hexadecimal, as certificates are shown
    signed_at: datetime | None  # as the signer's computer says
    stamped_at: datetime | None  # as a time-stamping authority says
    is_stamp_trusted: bool
    intact: bool  # what was signed is what is there
    valid: bool  # the signer's key made this signature
    covers_all: bool  # nothing but signatures came after it, or proofs of them
    trusted: bool  # a configured authority vouches for the certificate
    doubt: str = ""  # why it is not trusted: a code of ``DOUBTS``
    doubt_on: date | None = None
    is_stamp_broken: bool = False
    uncovered: str = ""  # what stands behind its last byte: a code of ``UNCOVERED``
    followed_by: str = ""  # what came after it: a code of ``FOLLOWED``
    certifies: str = ""  # what it lets follow: a code of ``CERTIFIES``
    bars: str = ""  # why nobody may sign after it: “certified” or “locked”
    is_obeyed: bool = True  # nothing came after it that it does not allow
    is_barred: bool = False  # an earlier signature did not allow it
    keeps_conditions: bool = True  # those that its field sets
    weak: str = ""  # the algorithm that is no longer safe
    place: str = ""  # where it was made, if it says
    untimely: str = ""  # why its moment cannot be: a code of ``UNTIMELY``

    @classmethod
    def read(cls, report: Mapping[str, Any]) -> "Checked":
        """As it was, from what ``asdict`` gave and JSON kept."""
        moments = {
            name: local(parse_datetime(report[name]) if report[name] else None)
            for name in ("signed_at", "stamped_at")
        }
        day = report["doubt_on"]
        return cls(**{**report, **moments, "doubt_on": day and date.fromisoformat(day)})

    @property
    def why_not_trusted(self) -> str:
        """In the reader's language, whoever had it checked."""
        day = spoken_day(self.doubt_on) if self.doubt_on else ""
        return str(DOUBTS[self.doubt]) % {"day": day} if self.doubt else ""

    def said(self) -> list[str]:
        """Sentences for people, in their language."""
        return [*self._who_and_when(), *self.judged()]

    def judged(self) -> list[str]:
        """What holds and who vouches for it, without a word on the signer."""
        return list(self._judgement())

    def _who_and_when(self) -> Iterator[str]:
        words = {
            "name": self.name,
            "organisation": self.organisation,
            "issuer": self.issuer,
            "serial": self.serial,
        }
        if self.organisation:
            yield (
                _(
                    "Signed by %(name)s (%(organisation)s), with certificate "
                    "%(serial)s of %(issuer)s."
                )
                % words
            )
        else:
            yield (
                _("Signed by %(name)s, with certificate %(serial)s of %(issuer)s.")
                % words
            )
        if self.signed_at:
            yield _(
                "Signed on %(day)s at %(time)s, according to the signer’s computer."
            ) % _moment(self.signed_at)
        else:
            yield _("The signature does not say when it was made.")
        if self.stamped_at and self.is_stamp_trusted:
            yield _(
                "An authority that this site trusts stamped it on %(day)s at %(time)s."
            ) % _moment(self.stamped_at)
        elif self.stamped_at:
            yield _(
                "A time-stamp says %(day)s at %(time)s, but this site does not trust "
                "the authority that gave it."
            ) % _moment(self.stamped_at)

    def _judgement(self) -> Iterator[str]:
        if not (self.intact and self.valid):
            yield _("What was signed has changed since: the signature does not hold.")
        elif self.is_barred:
            yield _(
                "The signature is not permitted: an earlier one allows none after it."
            )
        elif not self.is_obeyed:
            yield _("What came after it is not permitted by it: it no longer holds.")
        else:
            yield _("What was signed has not changed since.")
        if self.covers_all:
            yield _("The signature covers the whole document.")
        else:
            yield str(UNCOVERED[self.uncovered])
        if self.followed_by in FOLLOWED:
            yield str(FOLLOWED[self.followed_by])
        if self.certifies:
            yield str(CERTIFIES[self.certifies])
        elif self.bars:
            yield str(LOCKED)
        yield from self._doubts()

    def _doubts(self) -> Iterator[str]:
        if not self.keeps_conditions:
            yield _("It does not keep to the conditions that its field sets.")
        if self.weak:
            yield (
                _("It was made with %(algorithm)s, which is no longer safe.")
                % {"algorithm": self.weak}
            )
        if self.untimely:
            yield str(UNTIMELY[self.untimely])
        if self.is_stamp_broken:
            yield _("Its time-stamp does not hold.")
        if self.trusted:
            yield _(
                "An authority that this site trusts vouches for the signer. Whether "
                "the certificate was withdrawn was not asked."
            )
        elif self.why_not_trusted:
            yield self.why_not_trusted


def local(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return timezone.localtime(moment if moment.tzinfo else timezone.make_aware(moment))


def _moment(moment: datetime) -> dict[str, str]:
    return {"day": spoken_day(moment.date()), "time": f"{moment:%H:%M}"}
