"""Issuing the document of an agreed text: numbered, kept, known by its fingerprint."""

from django.core.files.base import ContentFile

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.documents.models import IssuedDocument
from accord.instruments.documents import rendered, title_of
from accord.instruments.models import Instrument

KIND = "agreement"


def issue(instrument: Instrument, *, by: User) -> IssuedDocument:
    """Number the agreed text and keep its PDF. The caller holds the transaction."""
    number = _free_number(instrument)
    content, text_hash = instrument.content, instrument.text_hash
    at = instrument.agreed_at
    assert content  # noqa: S101 - the caller has just agreed on it
    assert at  # noqa: S101 - and says when
    before = instrument.amends.content if instrument.amends else None
    pdf = rendered(content, number=number, text_hash=text_hash, at=at, before=before)
    file = keep(ContentFile(pdf, name=f"{number}.pdf"), by=by, is_ours=True)
    return IssuedDocument.objects.create(
        number=number,
        kind=KIND,
        title_fr=title_of(content, "fr"),
        title_nl=title_of(content, "nl"),
        file=file,
        sha256=file.sha256,
        text_hash=text_hash,
        issued_at=at,
    )


def _free_number(instrument: Instrument) -> str:
    """NIS code, year of the text, version; a letter when a text is issued again."""
    agreed_at, town = instrument.agreed_at, instrument.agreement.municipality
    assert agreed_at  # noqa: S101 - the caller has just agreed on it
    base = f"{town.nis_code}-{agreed_at.year}-{instrument.number}"
    taken = set(
        IssuedDocument.objects.filter(number__startswith=base).values_list(
            "number", flat=True
        )
    )
    letters = ("", *"BCDEFGHJKLMNPQRSTUVWXYZ")
    return next(f"{base}{one}" for one in letters if f"{base}{one}" not in taken)
