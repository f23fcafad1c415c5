"""What people were told, what they chose, and the messages that carry it."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.letters import KNOWN
from accord.lib.constraints import always, once
from accord.lib.fields import Line, Mailbox, Prose, choice, key
from accord.notifications import querysets
from accord.notifications.rules import Rhythm, Topic
from accord.notifications.workflow import State


class MessageKind(models.TextChoices):
    SINGLE = "single", _("One notification")
    DIGEST = "digest", _("Digest")
    LETTER = "letter", _("Letter")  # what it says is nowhere kept: see accounts.letters


class Message(models.Model):
    """One e-mail to one person, or to an address that has no account yet.

    It has words from its first attempt on, made of what its notifications say by then;
    a letter has none, as they may open an account: they are made for each attempt.
    ``message_id`` is given once: a mail server that gets the message twice can know it.
    """

    person = key(settings.AUTH_USER_MODEL, _("person"), null=True)
    email = Mailbox(_("e-mail address"), blank=True)
    letter = Line(_("letter"), max_length=60, blank=True)
    about = models.JSONField(_("about"), default=dict, blank=True)
    kind = choice(_("kind"), MessageKind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = Line(_("subject"), max_length=250, blank=True)
    text = Prose(_("text"), blank=True)
    html = Prose(_("page"), blank=True)
    unsubscribe = Line(_("address to stop"), max_length=500, blank=True)
    state = choice(_("state"), State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True)
    last_error = Line(_("last error"), max_length=300, blank=True)
    message_id = Line(_("message number"), max_length=250, unique=True)
    claimed_at = models.DateTimeField(_("claimed"), null=True)
    claimed_by = Line(_("claimed by"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = querysets.MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            always("message_known_state", Q(state__in=State.values)),
            always(
                "message_sent_has_moment", ~Q(state="sent") | Q(sent_at__isnull=False)
            ),
            always(
                "message_claimed_has_moment",
                ~Q(state="sending") | Q(claimed_at__isnull=False),
            ),
            always(
                "message_waits_for_someone",
                ~Q(state__in=["queued", "sending", "failed"])
                | Q(person__isnull=False)
                | ~Q(email=""),
            ),
        ]
        indexes = [
            models.Index(name="message_due", fields=["state", "next_attempt_at"]),
            models.Index(name="message_old", fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.get_state_display()})"

    @property
    def address(self) -> str:
        return self.person.email if self.person else self.email

    @property
    def what(self) -> Any:
        """What kind of message it is, for who sees to it that it arrives."""
        known = KNOWN.get(self.letter)
        return known.label if known else self.get_kind_display()


class About(models.Model):
    """A person and a record."""

    person = key(settings.AUTH_USER_MODEL, _("person"))
    record_type = key(ContentType)
    record_id = models.BigIntegerField()

    class Meta:
        abstract = True


class Notification(About):
    """One event, told to one person.

    ``left_at``: when the message that holds it was first tried. Until then, and until
    it is read, what happens next to the same record joins it: ``times`` counts.
    """

    kind = Line(_("kind"), max_length=60)
    topic = choice(_("topic"), Topic)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = Line(_("subject"), max_length=200)
    body = Prose(_("text"), blank=True)
    address = Line(_("page"), max_length=300)
    at = models.DateTimeField(_("at"))
    times = models.PositiveSmallIntegerField(_("times"), default=1)
    is_required = models.BooleanField(_("required"), default=False)
    read_at = models.DateTimeField(_("read"), null=True)
    left_at = models.DateTimeField(_("left"), null=True)
    message = key(Message, _("message"), null=True)

    objects = querysets.NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            once(
                "notification_open_once",
                ["person", "kind", "record_type", "record_id"],
                when=Q(left_at__isnull=True, read_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(name="notification_of_person", fields=["person", "-at"]),
            models.Index(
                name="notification_to_gather",
                fields=["person"],
                condition=Q(
                    left_at__isnull=True, read_at__isnull=True, message__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Preference(models.Model):
    """How often a person wants mail about a topic."""

    person = key(settings.AUTH_USER_MODEL, _("person"))
    topic = choice(_("topic"), Topic)
    rhythm = choice(_("rhythm"), Rhythm)

    objects = querysets.OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            once("preference_once", ["person", "topic"]),
            always("preference_known_rhythm", Q(rhythm__in=Rhythm.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_rhythm_display()}"


class Pause(About):
    """No mail to a person about one record for a while, but what is required."""

    until = models.DateTimeField(_("until"))

    objects = querysets.OwnQuerySet.as_manager()

    class Meta:
        constraints = [once("pause_once", ["person", "record_type", "record_id"])]

    def __str__(self) -> str:
        return f"{self.person} – {self.until:%Y-%m-%d}"


class Scheduled(models.Model):
    """A job of the schedule: for which moment it ran last, and whether it runs now."""

    name = Line(_("job"), max_length=40, unique=True)
    slot = models.DateTimeField(_("ran for"), null=True)
    claimed_at = models.DateTimeField(_("runs since"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    error = Line(_("last error"), max_length=120, blank=True)

    objects = querysets.ScheduledQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
