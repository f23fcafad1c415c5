"""Checking who signed a document, with nothing fetched from anywhere.

People sign with their own means and send the file back. A PDF is signed by adding to
its end: the issued file must still be there, byte for byte, as an older state of the
same document, and what was added must be signatures and nothing else. Each signature is
then checked by pyHanko: its arithmetic, what it covers, and who vouches for it.

An unknown authority is no reason to refuse: it is said, and people decide.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.translation import gettext as _
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from accord.documents.checked import Checked, local

# Who signs first may also certify, which notes in ``/Perms`` what may follow.
SINCE_ISSUED = StandardDiffPolicy(
    [
        CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}),
        *DEFAULT_DIFF_POLICY.global_rules[1:],
    ],
    DEFAULT_DIFF_POLICY.form_rule,
)
CERTIFICATES = (".pem", ".crt", ".cer", ".der")
LONGEST_NAME = 200
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Examination:
    """What became of an uploaded file. Without ``refusals`` it can be accepted."""

    is_ours: bool
    signatures: tuple[Checked, ...]
    refusals: tuple[str, ...]


def roots() -> list[Certificate]:
    """The certificates in the folder ``TRUST_ROOTS``; none without that folder.

    Raises ImproperlyConfigured where there is something else.
    """
    if not settings.TRUST_ROOTS:
        return []
    folder = Path(settings.TRUST_ROOTS)
    if not folder.is_dir():
        raise ImproperlyConfigured(f"TRUST_ROOTS: {folder} is not a folder")
    return [
        certificate
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in CERTIFICATES
        for certificate in _certificates(file)
    ]


def _certificates(file: Path) -> list[Certificate]:
    try:
        found = list(load_certs_from_pemder([file]))
        for certificate in found:
            _whole = certificate.native  # asn1crypto reads no further than asked
    except (OSError, ValueError, TypeError) as error:
        raise ImproperlyConfigured(
            f"TRUST_ROOTS: {file} is not a certificate in PEM or DER"
        ) from error
    return found


def examine(
    uploaded: bytes,
    *,
    issued: bytes,
    trusted: Sequence[Certificate] | None = None,
    at: datetime | None = None,
) -> Examination:
    """Whether ``uploaded`` is ``issued`` with signatures added, and whose they are.

    ``trusted``: the authorities, ``roots()`` if not given. ``at``: the moment for which
    certificates are judged, now if not given; for a file received earlier, when it was
    received. Whatever the file is, the answer is an examination, never an exception.
    """
    authorities = roots() if trusted is None else trusted
    if b"%PDF-" not in uploaded[:1024]:
        return _refused(_("This file is not a PDF."))
    try:
        reader = PdfFileReader(BytesIO(uploaded))
        if reader.encrypted:
            return _refused(_("This file is encrypted. Send it without a password."))
        return _examined(reader, uploaded, issued, authorities, at or timezone.now())
    except Exception as error:
        # A stranger's bytes: the parsers stumble over them in countless ways.
        logger.info("An uploaded PDF cannot be read: %r", error)
        return _refused(_("This file is too damaged to be read."))


def _refused(*refusals: str) -> Examination:
    return Examination(is_ours=False, signatures=(), refusals=refusals)


def _examined(
    reader: PdfFileReader,
    uploaded: bytes,
    issued: bytes,
    trusted: Sequence[Certificate],
    at: datetime,
) -> Examination:
    original = PdfFileReader(BytesIO(issued))
    last = original.xrefs.total_revisions - 1
    is_ours = uploaded.startswith(issued) and _continues(reader, original, last)
    signatures = list(reader.embedded_regular_signatures)
    checked = tuple(_checked(one, signatures[-1], trusted, at) for one in signatures)

    refusals = []
    if not is_ours and _identifier(reader) == _identifier(original):
        refusals.append(
            _(
                "This file was changed before it was signed, or after. Sign the file "
                "exactly as it was downloaded."
            )
        )
    elif not is_ours:
        refusals.append(_("This is another document than the one to be signed."))
    if not checked:
        refusals.append(_("This file bears no signature."))
    if len(list(enumerate_sig_fields(reader, filled_status=True))) > len(
        reader.embedded_signatures
    ):
        refusals.append(_("A signature in this file is of a kind that is not known."))
    for one in checked:
        if not (one.intact and one.valid):
            refusals.append(
                _("The file was changed after %(name)s signed it.") % {"name": one.name}
            )
        elif not one.covers_all:
            refusals.append(
                _("The signature of %(name)s does not cover the whole document.")
                % {"name": one.name}
            )
    if is_ours and not refusals and not _only_signatures(reader, last):
        refusals.append(
            _(
                "Something other than signatures was added to the document before it "
                "was signed. Sign the file exactly as it was downloaded."
            )
        )
    return Examination(is_ours, checked, tuple(refusals))


def _continues(reader: PdfFileReader, original: PdfFileReader, last: int) -> bool:
    """The issued file is a past state of this one, not dead bytes in front of it."""
    return reader.xrefs.total_revisions > last and (
        reader.xrefs.get_startxref_for_revision(last)
        == original.xrefs.get_startxref_for_revision(last)
    )


def _only_signatures(reader: PdfFileReader, since: int) -> bool:
    """Whether all that came after that state are signatures and their fields.

    The analysis compares forms, and a document never signed has none: it is given an
    empty one, in memory.
    """
    issued = reader.get_historical_resolver(since)
    if "/AcroForm" in reader.root and "/AcroForm" not in issued.root:
        form = DictionaryObject({pdf_name("/Fields"): ArrayObject()})
        if flags := reader.root["/AcroForm"].get("/SigFlags"):
            form[pdf_name("/SigFlags")] = flags
        issued.root[pdf_name("/AcroForm")] = form
    changes = SINCE_ISSUED.review_file(reader, issued)
    return _is_harmless(changes, ModificationLevel.FORM_FILLING)


def _is_harmless(changes: Any, level: ModificationLevel) -> bool:
    return isinstance(changes, DiffResult) and changes.modification_level <= level


def _identifier(reader: PdfFileReader) -> bytes | None:
    """What a PDF keeps through its life: the first half of its ``/ID``."""
    pair = reader.trailer_view.get("/ID")
    return pair[0].original_bytes if pair else None


def _checked(
    signature: EmbeddedPdfSignature,
    last: EmbeddedPdfSignature,
    trusted: Sequence[Certificate],
    at: datetime,
) -> Checked:
    status = validate_pdf_signature(
        signature,
        signer_validation_context=ValidationContext(
            trust_roots=list(trusted), moment=at, allow_fetching=False
        ),
    )
    stamp = status.timestamp_validity
    if stamp and not (stamp.intact and stamp.valid):
        stamp = None
    subject = status.signing_cert.subject
    doubt, doubt_on = _doubt(status, trusted, at)
    return Checked(
        field=_plain(signature.field_name),
        name=_named(subject, "common_name") or _plain(subject.human_friendly),
        organisation=_named(subject, "organization_name"),
        issuer=_named(status.signing_cert.issuer, "common_name")
        or _plain(status.signing_cert.issuer.human_friendly),
        serial=f"{status.signing_cert.serial_number:x}",
        signed_at=local(status.signer_reported_dt),
        stamped_at=local(stamp.timestamp if stamp else None),
        is_stamp_trusted=bool(stamp and stamp.trusted),
        intact=status.intact,
        valid=status.valid,
        covers_all=_covers_all(signature, status, is_last=signature is last),
        trusted=status.trusted,
        doubt=doubt,
        doubt_on=doubt_on,
    )


def _covers_all(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, *, is_last: bool
) -> bool:
    """The file to its end; or to the end of its state, followed by harmless ones.

    After the last signature only what keeps signatures checkable in later years may
    come: certificates, a time-stamp of the document.
    """
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    followed = signature.reader.xrefs.total_revisions > signature.signed_revision + 1
    return (
        followed
        and status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and _is_harmless(
            status.diff_result,
            ModificationLevel.LTA_UPDATES
            if is_last
            else ModificationLevel.FORM_FILLING,
        )
    )


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
    if problem == AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE:
        return "purpose", None
    return "rules", None


def _named(name: Any, part: str) -> str:
    """A part of a certificate's name; it may be there twice, or not at all."""
    found = name.native.get(part) or ""
    return _plain(found if isinstance(found, str) else ", ".join(map(str, found)))


def _plain(text: str) -> str:
    """Of a stranger's text, what can be shown and stored."""
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST_NAME]
