from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Organisation
from accord.lib.addresses import address_of
from accord.lib.fields import Line, Prose, key, written_in
from accord.lib.owned import OnRecord
from accord.threads.querysets import RemarkQuerySet


class Remark(OnRecord):
    """What one says on a record, for an organisation; or what one answers to that.

    ``place`` is the part of the record that it is about, empty for the whole. A thread
    is a remark with its answers; it is open until its remark is settled.
    """

    ALIKE = ("owner_type", "owner_id", "place", "answers", "text")
    UNTOLD = frozenset(
        {"owner_type_id", "owner_id", "place", "answers_id", "author_id", "at"}
    )

    place = Line(_("part"), max_length=36, blank=True, editable=False)
    answers = key("self", null=True, editable=False)
    text = Prose(_("comment"), max_length=4000)
    language = written_in()
    author = key(settings.AUTH_USER_MODEL)
    organisation = key(Organisation)
    at = models.DateTimeField(_("at"))
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)

    objects = RemarkQuerySet.as_manager()
    get_absolute_url = address_of("threads:remark_detail")

    class Meta:
        indexes = [
            models.Index(name="remark_of", fields=["owner_type", "owner_id", "place"])
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_regional(self) -> bool:
        """The Region says it."""
        return self.organisation.kind == "region"
