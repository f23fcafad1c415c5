from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accord.attachments.querysets import AttachmentQuerySet, FiledQuerySet
from accord.attachments.rules import KINDS
from accord.attachments.storage import Stretch, opened_at
from accord.lib.constraints import always
from accord.lib.errors import Refused
from accord.lib.fields import Line, key
from accord.lib.owned import OnRecord
from accord.lib.pdfs import TOLD

LABELS = {kind.content_type: kind.label for kind in KINDS.values()}


def key_of(sha256: str) -> str:
    """Where a file lies in the storage: a path made of its content alone."""
    return f"{sha256[:2]}/{sha256}"


class Attachment(models.Model):
    """A file someone gave us, as it came. It never changes and is never removed.

    Its bytes lie in the storage “attachments” under ``key``; the same bytes, given
    twice, lie there once. ``content_type`` was found in the content.
    """

    sha256 = Line(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content_type = Line(_("type"), max_length=100)
    name = Line(_("file name"), max_length=160)  # for people: never a path
    carries = Line(_("what it carries"), max_length=60, blank=True)
    uploaded_by = key(settings.AUTH_USER_MODEL, _("given by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        constraints = [
            always(
                "attachment_known_by_its_content", Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            always("attachment_not_empty", Q(size__gt=0)),
            always("attachment_named_and_typed", ~Q(name="") & ~Q(content_type="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return key_of(self.sha256)

    def open(self) -> File:
        """Its bytes, from their beginning; the caller closes it."""
        return storages["attachments"].open(self.key)

    @property
    def content(self) -> bytes:
        """All of it, of a file that fits in memory: a document, a scan."""
        with self.open() as file:
            return file.read()

    def open_at(self, start: int, length: int) -> Stretch:
        """So many of its bytes from ``start`` on; the caller closes it."""
        return opened_at(storages["attachments"], self.key, start, length)

    @property
    def told(self) -> list[str | Promise]:
        """What is in it that one should know before opening it."""
        return [TOLD[code] for code in self.carries.split()]

    @property
    def kind_label(self) -> str:
        """What it is, as people call it."""
        return LABELS.get(self.content_type, "")


class Filed(OnRecord):
    """A file put on a record, by whom and under which title; it may be withdrawn.

    Its audience is the record's (``owners``). What is withdrawn is not handed out any
    more; that it was there, and who took it away, stays.
    """

    ALIKE = ("owner_type", "owner_id", "title")
    UNTOLD = ("owner_type_id", "owner_id", "by_id", "at", "withdrawn_by_id")

    attachment = key(Attachment, _("file"))
    title = Line(_("what it is"), max_length=160)
    is_sensitive = models.BooleanField(_("about persons"), default=False)
    by = key(settings.AUTH_USER_MODEL, _("given by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    withdrawn_by = key(settings.AUTH_USER_MODEL, _("withdrawn by"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = FiledQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        constraints = [
            always("filed_titled", ~Q(title=""), said=_("Say what it is.")),
            always(
                "filed_withdrawn_by_someone",
                Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="filed_owner", fields=["owner_type", "owner_id"])]

    def __str__(self) -> str:
        return self.title

    def require_there(self) -> None:
        """Raise ``Refused`` for what somebody has withdrawn meanwhile."""
        if self.withdrawn_at:
            raise Refused(gettext("This file was withdrawn already."))
