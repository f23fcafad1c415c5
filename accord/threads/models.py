from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Organisation
from accord.lib.fields import Line, Prose, key
from accord.threads.querysets import RemarkQuerySet


class Remark(models.Model):
    """What one says on a record, for an organisation; or what one answers to that.

    ``place`` is the part of the record that it is about, empty for the whole. A thread
    is a remark with its answers; it is open until its remark is settled.
    """

    UNTOLD = frozenset(
        {"owner_type_id", "owner_id", "place", "answers_id", "author_id", "at"}
    )

    owner_type = key(ContentType)
    owner_id = models.BigIntegerField()
    owner = GenericForeignKey("owner_type", "owner_id")
    place = Line(_("part"), max_length=36, blank=True, editable=False)
    answers = key("self", null=True, editable=False)
    text = Prose(_("comment"), max_length=4000)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("nl", _("Dutch"))]
    )
    author = key(settings.AUTH_USER_MODEL)
    organisation = key(Organisation)
    at = models.DateTimeField(_("at"))
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="remark_of", fields=["owner_type", "owner_id", "place"])
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("threads:remark_detail", args=[self.pk])

    @property
    def journal_file(self) -> tuple[type[models.Model], int]:
        """The history it belongs to: its record's, or that of the record's own file."""
        owner: Any = self.owner
        return getattr(owner, "journal_file", None) or (type(owner), self.owner_id)

    @property
    def is_regional(self) -> bool:
        """The Region says it."""
        return self.organisation.kind == "region"
