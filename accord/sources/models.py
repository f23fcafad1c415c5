from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.lib.addresses import address_of
from accord.lib.bilingual import active_language, filled, paired
from accord.lib.constraints import always
from accord.lib.fields import (
    NOTE,
    Code,
    Line,
    WebAddress,
    choice,
    in_both_languages,
    key,
    texts,
)
from accord.lib.imprecise import Dated
from accord.sources.querysets import KeptRegisterQuerySet, SourceQuerySet
from accord.sources.workflow import State


class Kind(models.TextChoices):
    OFFICIAL = "official", _("Official")
    PRESS = "press", _("Press")
    COMPUTED = "computed", _("Computed")
    DEMONSTRATION = "demonstration", _("Demonstration")


class Source(Dated):
    """Who says it, where and when. ``date`` is the day it was published."""

    code = Code(_("code"), unique=True)
    kind = choice(_("kind"), Kind)
    publisher, publisher_fr, publisher_nl = texts(_("publisher"), 160)
    title, title_fr, title_nl = texts(_("title"), 300)
    address = WebAddress(_("address"), max_length=500, blank=True)
    address_nl = WebAddress(
        _("address of the same page in Dutch"), max_length=500, blank=True
    )
    consulted = Line(_("consulted"), max_length=32, blank=True)
    language = models.CharField(
        _("language"),
        max_length=4,
        choices=[("fr", _("French")), ("nl", _("Dutch")), ("both", _("Both"))],
        default="both",
    )
    note, note_fr, note_nl = texts(NOTE, blank=True)

    objects = SourceQuerySet.as_manager()
    get_absolute_url = address_of("publicsite:source_detail", "code")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            in_both_languages(
                "source_named_in_both_languages",
                filled("publisher", "title") & paired("note"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title}"

    @property
    def link(self) -> str:
        """Where it is read: for readers of Dutch in Dutch, where there is a page."""
        return (active_language() == "nl" and self.address_nl) or self.address


# Why the platform itself strikes a fact: kept as a code, told in the reader's language.
OVERTAKEN = "overtaken"
REASONS = [(OVERTAKEN, _("A later version takes its place."))]


class Fact(models.Model):
    """What a source says, with its life: draft, published, struck."""

    NAMED_BY: ClassVar[dict[str, Any]] = {"struck_reason": REASONS}

    source = key(Source, _("source"))
    note, note_fr, note_nl = texts(NOTE, blank=True)
    state = choice(_("state"), State, default=State.DRAFT, editable=False)
    struck_reason = Line(
        _("why it was struck"), max_length=300, blank=True, editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            always("%(app_label)s_%(class)s_known_state", Q(state__in=State.values)),
            always(
                "%(app_label)s_%(class)s_struck_with_reason",
                ~Q(state="struck") | ~Q(struck_reason=""),
            ),
            in_both_languages(
                "%(app_label)s_%(class)s_note_in_both_languages",
                paired("note"),
                said=_("Write the note in French and in Dutch."),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def struck_because(self) -> str:
        return str(dict(REASONS).get(self.struck_reason, self.struck_reason))

    @property
    def is_struck(self) -> bool:
        return self.state == State.STRUCK


class KeptRegister(models.Model):
    """Which register this database holds, and for which files it was made ready."""

    code = Code(_("code"), unique=True)
    prepared = Code(_("prepared for"), max_length=64, blank=True, editable=False)

    objects = KeptRegisterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code
