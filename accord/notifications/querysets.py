"""Who reads which notifications, and what waits to be sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Value, When

from accord.lib.scoping import ScopedQuerySet
from accord.notifications.rules import Rhythm
from accord.notifications.workflow import WAITING, State


def about(record: models.Model) -> dict[str, Any]:
    """The columns that say which record."""
    kind = ContentType.objects.get_for_model(record)
    return {"record_type": kind, "record_id": record.pk}


class NotificationQuerySet(ScopedQuerySet):
    """What a person was told is theirs alone, whoever they act for."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(person=user.pk or 0)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def open(self) -> Self:
        """Those that the next event about the same record joins."""
        return self.filter(left_at=None, read_at=None)

    def to_gather(self, rhythms: Sequence[Rhythm], now: datetime) -> Self:
        """Those that no message holds yet, of readers with one of these rhythms.

        The default rhythm is among them: who has not chosen is such a reader.
        """
        other = self._preferences().exclude(rhythm__in=rhythms)
        return self.open().filter(
            ~Exists(other.filter(topic=OuterRef("topic"))),
            ~Exists(self._pauses(now)),
            message=None,
            is_required=False,
            person__is_active=True,
        )

    def wanted(self, now: datetime) -> Self:
        """What its reader still wants by mail; what is required always goes."""
        stopped = self._preferences().filter(
            topic=OuterRef("topic"), rhythm=Rhythm.NONE
        )
        return self.filter(
            Q(is_required=True)
            | (Q(read_at=None) & ~Exists(stopped) & ~Exists(self._pauses(now)))
        ).filter(person__is_active=True)

    def _preferences(self) -> Any:
        model = self.model._meta.apps.get_model("notifications", "Preference")
        return model.objects.filter(person=OuterRef("person"))

    def _pauses(self, now: datetime) -> Any:
        model = self.model._meta.apps.get_model("notifications", "Pause")
        return model.objects.filter(
            person=OuterRef("person"),
            record_type=OuterRef("record_type"),
            record_id=OuterRef("record_id"),
            until__gt=now,
        )

    def for_list(self) -> Self:
        return self.order_by("-at", "-pk")


class OwnQuerySet(ScopedQuerySet):
    """One's own choices."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(person=user.pk or 0)


class MessageQuerySet(ScopedQuerySet):
    """Messages by mail, for whoever sees to it that they arrive."""

    def visible_to(self, user: Any) -> Self:
        """Administrators see that a message failed; no page shows them its words."""
        is_allowed = getattr(user, "is_administrator", False)
        return self if is_allowed else self.none()

    def given_up(self) -> Self:
        return self.filter(state=State.GIVEN_UP)

    def in_trouble(self) -> Self:
        return self.filter(state__in=[State.GIVEN_UP, State.FAILED])

    def due(self, now: datetime) -> Self:
        return self.filter(state__in=WAITING, next_attempt_at__lte=now)

    def figures(self) -> dict[str, Any]:
        """How many wait, since when the first does, and how many were given up."""
        waits = Q(state__in=[*WAITING, State.SENDING])
        return self.aggregate(
            waiting=Count("pk", filter=waits),
            oldest=Min("created_at", filter=waits),
            given_up=Count("pk", filter=Q(state=State.GIVEN_UP)),
        )

    def left_behind(self, before: datetime) -> Self:
        """Claimed by a worker that has not been heard of since ``before``."""
        return self.filter(state=State.SENDING, claimed_at__lt=before)

    def to_empty(self, before: datetime) -> Self:
        """Settled ones whose words, address, or what they were about, are old."""
        settled = [State.SENT, State.DROPPED, State.GIVEN_UP]
        old = self.filter(state__in=settled, created_at__lt=before)
        return old.exclude(text="", email="", about={})

    def for_table(self) -> Self:
        first = Case(When(state=State.GIVEN_UP, then=Value(0)), default=Value(1))
        return self.select_related("person").order_by(
            first, F("next_attempt_at").desc(nulls_last=True), "-pk"
        )


class ScheduledQuerySet(ScopedQuerySet):
    """When the jobs of the schedule ran last."""

    def visible_to(self, user: Any) -> Self:
        is_allowed = getattr(user, "is_administrator", False)
        return self if is_allowed else self.none()
