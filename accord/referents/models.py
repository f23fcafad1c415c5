from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agreements.models import AboutAgreement
from accord.attachments.models import Attachment
from accord.journal.models import Entry, EntryQuerySet
from accord.lib.addresses import address_of
from accord.lib.bilingual import LANGUAGES, active_language
from accord.lib.constraints import always, once
from accord.lib.fields import (
    NOTE,
    Code,
    Line,
    Mailbox,
    ShortProse,
    WebAddress,
    choice,
    decimal,
    key,
    texts,
)
from accord.lib.spans import in_order
from accord.referents import querysets, rules
from accord.referents.rules import PostState, Reason, Situation, Stretch
from accord.referents.workflow import State
from accord.sources.models import Fact


def _fte() -> models.DecimalField:
    return decimal(_("full-time equivalents"), 5, 2)


def _file(label: Any) -> models.ForeignKey:
    return key(Attachment, label, null=True, blank=True)


def _codes(label: Any) -> models.JSONField:
    return models.JSONField(label, default=list, blank=True)


class Language(models.TextChoices):
    """Languages that a referent may speak with people."""

    FR = "fr", pgettext_lazy("a language spoken", "French")
    NL = "nl", pgettext_lazy("a language spoken", "Dutch")
    EN = "en", _("English")
    DE = "de", _("German")
    AR = "ar", _("Arabic")
    ES = "es", _("Spanish")
    IT = "it", _("Italian")
    PL = "pl", _("Polish")
    PT = "pt", _("Portuguese")
    RO = "ro", _("Romanian")
    TR = "tr", _("Turkish")
    SIGNED = "signed", _("Sign language")


class Post(AboutAgreement):
    """A referent's post that is funded under an agreement, from a day to a day.

    ``means_lineage``: the full-time equivalents in the text that fund it, where the
    text is kept here.
    """

    ALIKE = ("agreement", "means_lineage", "fte", "funded_from")
    IN_FILE = ""
    NAMED_BY: ClassVar[dict[str, Any]] = Fact.NAMED_BY | {
        "means_lineage": ("instruments.Means", "lineage")
    }

    means_lineage = models.UUIDField(_("means in the text"), null=True, editable=False)
    fte = _fte()
    funded_from = models.DateField(_("funded from"))
    funded_until = models.DateField(_("funded until"), null=True, blank=True)

    objects = querysets.PostQuerySet.as_manager()
    get_absolute_url = address_of("referents:post_detail")

    class Meta(Fact.Meta):
        verbose_name = _("post")
        constraints = [
            *Fact.Meta.constraints,
            always(
                "post_of_something",
                Q(fte__gt=0),
                said=_("A post is more than nothing."),
            ),
            in_order("post_ends_after_it_starts", "funded_from", "funded_until"),
        ]
        indexes = [
            models.Index(name="post_of_agreement", fields=["agreement", "state"])
        ]

    def __str__(self) -> str:
        return str(self.agreement)

    @property
    def stretch(self) -> Stretch:
        """The post as the rules read it."""
        return Stretch(self.fte, self.funded_from, self.funded_until)

    @property
    def standing(self) -> PostState:
        """What it is on the day asked for; after ``as_of``."""
        row: Any = self
        situation = Situation(row.situation)
        if situation != Situation.VACANT:
            return PostState(situation, row.held)
        since = rules.vacant_since(self.stretch, [row.left_on], row.on)
        return PostState(situation, row.held, since)

    @property
    def days_vacant(self) -> int | None:
        """How many days this vacancy has lasted on that day; after ``as_of``."""
        row: Any = self
        since = self.standing.vacant_since
        return (row.on - since).days + 1 if since else None

    def since_public(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Of a post that is public, what its municipality reads: not its drafting."""
        if self.is_draft:
            return entries
        made = Entry.objects.about(self).filter(changes__state__1="published")
        first = models.Subquery(made.order_by("pk").values("pk")[:1])
        return entries.filter(pk__gte=Coalesce(first, 0))


class Referent(models.Model):
    """A person who holds or held a post, with or without an account.

    ``email`` and ``telephone`` are for those who work with them; what the public may
    use is in the profile, which the person controls.
    """

    ALIKE = ("name",)
    IN_FILE = ""
    UNTOLD = frozenset({"slug"})

    name = Line(_("name"), max_length=120)
    slug = Code(_("address"), max_length=80, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    email = Mailbox(_("e-mail address at work"), blank=True)
    telephone = Line(_("telephone at work"), max_length=40, blank=True)

    objects = querysets.ReferentQuerySet.as_manager()
    get_absolute_url = address_of("referents:referent_detail")

    class Meta:
        verbose_name = _("referent")
        constraints = [always("referent_named", ~Q(name=""))]

    def __str__(self) -> str:
        return self.name


class Occupancy(models.Model):
    """A referent holds a post, or a part of it, from a day to a day."""

    ALIKE = ("post", "referent", "starts_on")
    IN_FILE = "post"
    UNTOLD = frozenset({"post_id"})

    post = key(Post)
    referent = key(Referent, _("referent"))
    fte = _fte()
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(
        _("reason of leaving"), max_length=14, choices=Reason, blank=True
    )
    note = Line(NOTE, max_length=300, blank=True)
    is_struck = models.BooleanField(_("struck"), default=False, editable=False)

    objects = querysets.OccupancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupancy of a post")
        constraints = [
            always(
                "occupancy_of_a_part_of_one_person",
                Q(fte__gt=0, fte__lte=1),
                said=_("One person holds at most one full time."),
            ),
            in_order("occupancy_ends_after_it_starts"),
            always(
                "occupancy_ended_with_a_known_reason",
                Q(reason="") | Q(reason__in=Reason.values, ends_on__isnull=False),
                said=_("A reason of leaving needs its day."),
            ),
        ]
        indexes = [
            models.Index(
                name="occupancy_of_post", fields=["post", "starts_on", "ends_on"]
            ),
            models.Index(
                name="occupancy_of_referent", fields=["referent", "starts_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referent} – {self.post}"

    @property
    def stretch(self) -> Stretch:
        return Stretch(self.fte, self.starts_on, self.ends_on)


class Profile(models.Model):
    """What a referent says of themselves, while they write it. Never public itself.

    ``themes`` are codes of missions, ``languages`` of ``Language``. ``email`` and
    ``telephone`` are those that the public may use; empty: none.
    """

    IN_FILE = "referent"
    UNTOLD = frozenset({"referent_id", "email", "telephone"})
    NAMED_BY: ClassVar[dict[str, Any]] = {
        "languages": Language.choices,
        "themes": ("framework.Mission", "code"),
    }

    referent = models.OneToOneField(Referent, models.PROTECT, related_name="+")
    state = choice(_("state"), State, default=State.DRAFT, editable=False)
    returned_reason = ShortProse(
        _("why it was returned"), max_length=500, blank=True, editable=False
    )
    presentation, presentation_fr, presentation_nl = texts(
        _("presentation"), blank=True
    )
    languages = _codes(_("languages spoken"))
    themes = _codes(_("themes"))
    email = Mailbox(_("e-mail address for the public"), blank=True)
    telephone = Line(_("telephone for the public"), max_length=40, blank=True)
    portrait = _file(_("portrait"))
    portrait_alt, portrait_alt_fr, portrait_alt_nl = texts(
        _("what the portrait shows"), 200, blank=True
    )
    video = _file(_("video"))
    captions_fr = _file(_("captions (French)"))
    captions_nl = _file(_("captions (Dutch)"))
    video_address = WebAddress(
        _("address of a video elsewhere"), max_length=500, blank=True
    )
    transcript, transcript_fr, transcript_nl = texts(_("text of the video"), blank=True)

    objects = querysets.ProfileQuerySet.as_manager()
    get_absolute_url = address_of("referents:profile_detail")

    class Meta:
        verbose_name = _("profile")
        constraints = [
            always("profile_known_state", Q(state__in=State.values)),
            always(
                "profile_returned_with_reason",
                ~Q(state="returned") | ~Q(returned_reason=""),
            ),
            always(
                "profile_one_video",
                Q(video__isnull=True) | Q(video_address=""),
                said=_("Give a video file or an address, not both."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.referent)

    @property
    def missing(self) -> list[rules.Missing]:
        return rules.missing(vars(self))


# The files of a profile, by the segment of their address.
FILES = {
    "portrait": "portrait",
    "video": "video",
    "captions-fr": "captions_fr",
    "captions-nl": "captions_nl",
}
# What a publication freezes: texts, as they were.
FROZEN = (
    "presentation_fr",
    "presentation_nl",
    "languages",
    "themes",
    "email",
    "telephone",
    "portrait_alt_fr",
    "portrait_alt_nl",
    "video_address",
    "transcript_fr",
    "transcript_nl",
)


def frozen(content: dict[str, Any], name: str) -> str:
    """A text of a frozen copy in the reader's language, else in the other one."""
    first = active_language()
    said = (content.get(f"{name}_{code}", "") for code in (first, *LANGUAGES))
    return next(filter(None, said), "")


class Frozen:
    """A text of ``content``, read as a bilingual column is."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        return frozen(instance.content, self.name) if instance else self


class Publication(models.Model):
    """A profile as the Region published it: it never changes, it ends.

    ``ended_at``: the moment a later one took its place, or the person withdrew it.
    """

    IN_FILE = "profile__referent"

    profile = key(Profile)
    name = Line(_("name"), max_length=120)
    content = models.JSONField(_("content"))
    portrait = _file(_("portrait"))
    video = _file(_("video"))
    captions_fr = _file(_("captions (French)"))
    captions_nl = _file(_("captions (Dutch)"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    ended_at = models.DateTimeField(_("no longer public since"), null=True)

    objects = querysets.PublicationQuerySet.as_manager()

    presentation, portrait_alt, transcript = Frozen(), Frozen(), Frozen()

    class Meta:
        verbose_name = _("published profile")
        constraints = [
            once(
                "publication_one_at_a_time", ["profile"], when=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page; after ``for_page``."""
        return reverse("publicsite:referent_detail", args=[self.profile.referent.slug])

    @property
    def languages(self) -> list[Any]:
        return [Language(code).label for code in self.content["languages"]]

    @property
    def themes(self) -> list[str]:
        return [frozen(one, "title") for one in self.content["themes"]]
