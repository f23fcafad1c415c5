"""Documents that were issued: numbered, kept as they were, known by fingerprint."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.attachments.models import Attachment
from accord.documents.querysets import IssuedDocumentQuerySet
from accord.lib.constraints import always
from accord.lib.fields import Code, Line, key, texts

HASH = r"^[0-9a-f]{64}$"


class IssuedDocument(models.Model):
    """One PDF as it left the house. The same text gives the same bytes again.

    ``sha256`` is of the file; ``text_hash`` of the text it was made from, whose first
    characters are the code printed beside the number.
    """

    CODE = 12  # characters of the fingerprint that a document shows

    number = Line(_("number"), max_length=60, unique=True)
    kind = Code(_("kind"))
    title, title_fr, title_nl = texts(_("title"), 250)
    file = key(Attachment, _("file"))
    sha256 = Line(_("fingerprint of the file"), max_length=64)
    text_hash = Line(_("fingerprint of the text"), max_length=64)
    issued_at = models.DateTimeField(_("issued"))

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            always(
                "issued_document_has_fingerprints",
                Q(sha256__regex=HASH) & Q(text_hash__regex=HASH),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def code(self) -> str:
        return self.text_hash[: self.CODE]
