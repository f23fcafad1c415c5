"""Checking who signed a document, with nothing fetched from anywhere.

People sign with their own means and send the file back. A PDF is signed by adding to
its end: the issued file must still be there, byte for byte, as an older state of the
same document, and what was added must be signatures and nothing else. Each signature is
then judged (``judging``), by itself and for what it lets follow: one that bars those
who must still sign is refused, with what to do instead.

An unknown authority is no reason to refuse: it is said, and people decide.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto.x509 import Certificate
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.translation import gettext as _
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
)
from pyhanko.sign.fields import enumerate_sig_fields

from accord.documents.checked import Checked
from accord.documents.judging import judged, level_of
from accord.lib import pdfs

# Who signs first may also certify, which notes in ``/Perms`` what may follow.
SINCE_ISSUED = StandardDiffPolicy(
    [
        CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}),
        *DEFAULT_DIFF_POLICY.global_rules[1:],
    ],
    DEFAULT_DIFF_POLICY.form_rule,
)
CERTIFICATES = (".pem", ".crt", ".cer", ".der")
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
    others_follow: bool = False,
) -> Examination:
    """Whether ``uploaded`` is ``issued`` with signatures added, and whose they are.

    ``trusted``: the authorities, ``roots()`` if not given. ``at``: the moment for which
    certificates are judged, now if not given; for a file received earlier, when it was
    received. ``others_follow``: somebody must still sign this file.

    Whatever the file is, the answer is an examination, never an exception.
    """
    authorities = roots() if trusted is None else trusted
    if not pdfs.begins(uploaded):
        return _refused(_("This file is not a PDF."))
    if not uploaded.startswith(b"%PDF-"):  # what is signed is counted from the start
        return _refused(
            _(
                "Something stands before the document in this file: no program would "
                "find its signatures valid. Send it as it was saved when it was signed."
            )
        )
    try:
        reader = PdfFileReader(BytesIO(uploaded))
        if reader.encrypted:
            return _refused(_("This file is encrypted. Send it without a password."))
        found = _examined(reader, uploaded, issued, authorities, at or timezone.now())
    except Exception as error:
        # A stranger's bytes: the parsers stumble over them in countless ways.
        logger.info("An uploaded PDF cannot be read: %r", error)
        return _refused(_("This file is too damaged to be read."))
    barring = [_cure(one) for one in found.signatures if one.bars]
    if others_follow and not found.refusals and barring:
        return replace(found, refusals=tuple(barring))
    return found


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
    checked = tuple(judged(reader.embedded_regular_signatures, trusted, at))

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
    refusals += [said for one in checked if (said := _against(one))]
    if is_ours and not refusals and not _only_signatures(reader, last):
        refusals.append(
            _(
                "Something other than signatures was added to the document before it "
                "was signed. Sign the file exactly as it was downloaded."
            )
        )
    return Examination(is_ours, checked, tuple(refusals))


def _against(one: Checked) -> str:
    """Why a signature makes the file unfit to be kept; empty where it does not."""
    said = {"name": one.name, "algorithm": one.weak}
    if not (one.intact and one.valid):
        return _("The file was changed after %(name)s signed it.") % said
    if one.is_barred:
        return (
            _(
                "The signature of %(name)s is not permitted: an earlier one allows "
                "none after it."
            )
            % said
        )
    if not one.covers_all:
        return _AFTER[one.uncovered]() % said
    if one.weak:
        return (
            _(
                "The signature of %(name)s was made with %(algorithm)s, which can be "
                "forged. Sign again with SHA-256 and a key of today."
            )
            % said
        )
    return ""


_AFTER: dict[str, Callable[[], str]] = {
    "": lambda: _("The signature of %(name)s does not cover the whole document."),
    "line_end": lambda: _(
        "After the last byte that %(name)s signed, this file has a line end or "
        "padding: a program added it on the way. Send the file exactly as the program "
        "that signs saved it."
    ),
    "bytes": lambda: _(
        "After the last byte that %(name)s signed, this file has something that "
        "belongs to no page and no signature. Send the file exactly as the program "
        "that signs saved it."
    ),
}


def _cure(one: Checked) -> str:
    """What to do instead, of a signature after which nobody may sign."""
    said = {"name": one.name}
    if one.bars == "certified":
        return (
            _(
                "%(name)s certified the document so that nothing may be added, and "
                "others must still sign. Sign the file as it was downloaded once more: "
                "without certifying it, or so that signatures are allowed afterwards."
            )
            % said
        )
    return (
        _(
            "The signature of %(name)s locks the fields of the document, and others "
            "must still sign. Sign the file as it was downloaded once more, without "
            "locking it."
        )
        % said
    )


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
    return level_of(changes) <= ModificationLevel.FORM_FILLING


def _identifier(reader: PdfFileReader) -> bytes | None:
    """What a PDF keeps through its life: the first half of its ``/ID``."""
    pair = reader.trailer_view.get("/ID")
    return pair[0].original_bytes if pair else None
