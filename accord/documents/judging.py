"""One signature, judged as other programs judge it: all that pyHanko says of it.

Its arithmetic, what it covers, what came after it and whether it allowed that, the
conditions of its field, the strength of what it was made with, and who vouches for it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from asn1crypto.algos import DigestAlgorithm
from asn1crypto.x509 import Certificate
from django.utils import timezone
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    ModificationLevel,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.utils import DEFAULT_ALGORITHM_USAGE_POLICY
from pyhanko_certvalidator import ValidationContext

from accord.documents.checked import Checked, local
from accord.lib.plaintext import line

LONGEST_NAME = 200
CLOCKS_DIFFER = timedelta(hours=1)  # of a signer's computer from ours

CERTIFIES: dict[MDPPerm | None, str] = {
    MDPPerm.NO_CHANGES: "nothing",
    MDPPerm.FILL_FORMS: "signatures",
    MDPPerm.ANNOTATE: "notes",
}
FOLLOWED = {
    ModificationLevel.NONE: "",
    ModificationLevel.LTA_UPDATES: "proofs",
    ModificationLevel.FORM_FILLING: "signatures",
    ModificationLevel.ANNOTATIONS: "notes",
    ModificationLevel.OTHER: "other",
}
# After the last signature only what keeps signatures checkable in later years may come:
# certificates, a time-stamp of the document. After the others, signatures too.
AFTER_THE_LAST = ("", "proofs")
AFTER_ANOTHER = (*AFTER_THE_LAST, "signatures")
PROBLEMS: dict[Any, str] = {
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "purpose",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
    AdESFailure.REVOKED: "revoked",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
}


def judged(
    signatures: Sequence[EmbeddedPdfSignature],
    trusted: Sequence[Certificate],
    at: datetime,
) -> Iterator[Checked]:
    """Each in its order; one that an earlier one did not allow knows it."""
    is_barred = False
    for place, signature in enumerate(signatures, start=1):
        one = _checked(
            signature,
            trusted,
            at,
            is_last=place == len(signatures),
            is_barred=is_barred,
        )
        is_barred = is_barred or (bool(one.bars) and not one.is_obeyed)
        yield one


def _checked(
    signature: EmbeddedPdfSignature,
    trusted: Sequence[Certificate],
    at: datetime,
    *,
    is_last: bool,
    is_barred: bool,
) -> Checked:
    status = validate_pdf_signature(
        signature,
        signer_validation_context=ValidationContext(
            trust_roots=list(trusted), moment=at, allow_fetching=False
        ),
    )
    stamp = status.timestamp_validity
    holds = bool(stamp and stamp.intact and stamp.valid)
    subject, issuer = status.signing_cert.subject, status.signing_cert.issuer
    doubt, doubt_on = _doubt(status, trusted, at)
    followed_by = _followed_by(signature, status)
    allowed = AFTER_THE_LAST if is_last else AFTER_ANOTHER
    return Checked(
        field=_plain(signature.field_name),
        name=_named(subject, "common_name") or _plain(subject.human_friendly),
        organisation=_named(subject, "organization_name"),
        issuer=_named(issuer, "common_name") or _plain(issuer.human_friendly),
        serial=f"{status.signing_cert.serial_number:x}",
        signed_at=local(status.signer_reported_dt),
        stamped_at=local(stamp.timestamp if stamp and holds else None),
        is_stamp_trusted=bool(stamp and holds and stamp.trusted),
        is_stamp_broken=bool(stamp) and not holds,
        intact=status.intact,
        valid=status.valid,
        covers_all=followed_by in allowed,
        uncovered=_uncovered(signature) if followed_by == "other" else "",
        followed_by=followed_by,
        certifies=CERTIFIES.get(signature.docmdp_level, ""),
        bars=_bars(signature),
        is_obeyed=status.docmdp_ok is not False or followed_by == "other",
        is_barred=is_barred,
        keeps_conditions=status.seed_value_constraint_error is None,
        weak=_weak(signature, status),
        place=_plain(str(signature.sig_object.get("/Location", ""))),
        untimely=_untimely(status, at),
        trusted=status.trusted,
        doubt=doubt,
        doubt_on=doubt_on,
    )


# What came after it, and what it allows


def level_of(changes: Any) -> ModificationLevel:
    """How far a document was changed; what no rule allows is as far as can be."""
    if isinstance(changes, DiffResult):
        return changes.modification_level
    return ModificationLevel.OTHER


def _followed_by(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str:
    """What came after it, whether or not it allowed that."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return ""
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION or _is_newest(
        signature
    ):
        return "other"
    changes: Any = status.diff_result
    if not status.docmdp_ok:  # by what the signature allows: look at it without that
        changes = DEFAULT_DIFF_POLICY.review_file(
            signature.reader, signature.signed_revision
        )
    return FOLLOWED[level_of(changes)]


def _is_newest(signature: EmbeddedPdfSignature) -> bool:
    """No state of the document came after it."""
    return signature.reader.xrefs.total_revisions == signature.signed_revision + 1


def _uncovered(signature: EmbeddedPdfSignature) -> str:
    """What stands behind the newest signature, where it is no part of the document."""
    if not _is_newest(signature) or len(signature.byte_range) != 4:
        return ""
    _first, _long, start, length = signature.byte_range
    stream = signature.reader.stream
    stream.seek(start + length)
    rest = stream.read()
    if not rest:
        return ""
    return "bytes" if rest.strip(b"\0\t\n\f\r ") else "line_end"


def _bars(signature: EmbeddedPdfSignature) -> str:
    """Why nobody may sign after it; empty where others may."""
    if signature.docmdp_level == MDPPerm.NO_CHANGES:
        return "certified"
    lock = signature.fieldmdp or _lock_of_its_field(signature)
    # What locks a field that has no name yet, locks those that the next signers add.
    return "locked" if lock and lock.is_locked("") else ""


def _lock_of_its_field(signature: EmbeddedPdfSignature) -> FieldMDPSpec | None:
    lock = signature.sig_field.get("/Lock")
    return FieldMDPSpec.from_pdf_object(lock) if lock and "/Action" in lock else None


# What it was made with, and when


def _weak(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str:
    """The algorithm that the library no longer accepts, as people know it."""
    policy = DEFAULT_ALGORITHM_USAGE_POLICY
    digest = DigestAlgorithm({"algorithm": status.md_algorithm})
    if not policy.digest_algorithm_allowed(digest, moment=None):
        return status.md_algorithm.upper()
    made_with = signature.signer_info["signature_algorithm"]
    key = status.signing_cert.public_key
    if policy.signature_algorithm_allowed(made_with, moment=None, public_key=key):
        return ""
    return f"{key.algorithm.upper()} {key.bit_size}"


def _untimely(status: PdfSignatureStatus, at: datetime) -> str:
    """What cannot be of the moment at which it says that it was made."""
    said, certificate = status.signer_reported_dt, status.signing_cert
    if said is None:
        return ""
    if said > at + CLOCKS_DIFFER:
        return "future"
    is_within = certificate.not_valid_before <= said <= certificate.not_valid_after
    return "" if is_within else "outside"


# Who vouches for it


def _doubt(
    status: PdfSignatureStatus, trusted: Sequence[Certificate], at: datetime
) -> tuple[str, date | None]:
    """Why no authority vouches for a signature that holds, and since or until when."""
    certificate = status.signing_cert
    problem = status.trust_problem_indic
    if status.trusted or not (status.intact and status.valid):
        return "", None
    if not trusted:
        return "no_authority", None
    own = certificate.self_signed != "no" and certificate not in trusted
    if own or problem == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return "unknown_authority", None
    if at < certificate.not_valid_before:
        return "too_early", timezone.localdate(certificate.not_valid_before)
    if at > certificate.not_valid_after:
        return "expired", timezone.localdate(certificate.not_valid_after)
    return PROBLEMS.get(problem, "rules"), None


def _named(name: Any, part: str) -> str:
    """A part of a certificate's name; it may be there twice, or not at all."""
    found = name.native.get(part) or ""
    return _plain(found if isinstance(found, str) else ", ".join(map(str, found)))


def _plain(text: str) -> str:
    """Of a stranger's text, what can be shown and stored."""
    return line(text).strip()[:LONGEST_NAME]
