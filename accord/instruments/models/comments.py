"""What one side says about a part of the text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Organisation
from accord.instruments.models.instruments import Instrument
from accord.instruments.querysets import CommentQuerySet


class Comment(models.Model):
    """A comment on a node of a text; ``lineage`` empty: on the text as a whole.

    While it is open, the side whose text it is may change that node in review.
    """

    UNTOLD = frozenset({"instrument_id", "lineage", "answers_id", "author_id", "at"})

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    lineage = models.UUIDField(_("part of the text"), null=True, editable=False)
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", editable=False
    )
    text = models.TextField(_("comment"), max_length=4000)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("nl", _("Dutch"))]
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    resolved_at = models.DateTimeField(_("settled"), null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="comment_of_node", fields=["instrument", "lineage"]),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def journal_file(self) -> tuple[type[models.Model], int]:
        return Instrument, self.instrument_id

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None
