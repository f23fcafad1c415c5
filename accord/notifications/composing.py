"""The words of a mail, in plain text and as a page, in one language throughout."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from accord.notifications.links import Act, Link, address_of
from accord.notifications.models import Message, MessageKind, Notification
from accord.notifications.rules import Topic

MOST = 50  # of a digest; the page has them all


@dataclass(frozen=True)
class Item:
    """A notification with its addresses; what is required has none to stop it."""

    told: Notification
    address: str
    seen: str
    pause: str
    stop: str


@dataclass(frozen=True)
class Section:
    """The items of one topic."""

    label: str
    items: list[Item]
    stop: str


def compose(message: Message, rows: list[Notification]) -> None:
    """Write its subject, both its forms, and the address that stops such mails.

    ``rows`` come topic by topic. What is required cannot be stopped, hence has no such
    address.
    """
    with override(message.language):
        items = [_item(row) for row in rows[:MOST]]
        is_single = message.kind == MessageKind.SINGLE and len(items) == 1
        context = {
            "person": message.person,
            "language": message.language,
            "item": items[0],
            "sections": list(_sections(items)),
            "more": len(rows) - len(items),
            "count": len(rows),
            "notifications": _whole("notifications:notification_list"),
            "preferences": _whole("notifications:preference_edit"),
        }
        message.subject = rows[0].subject if is_single else _subject(len(rows))
        name = "single" if is_single else "digest"
        context["subject"] = message.subject
        path = f"notifications/mails/{name}"
        message.text = render_to_string(f"{path}.txt", context).strip() + "\n"
        message.html = render_to_string(f"{path}.html", context)
        if is_single:
            message.unsubscribe = items[0].stop
        else:
            message.unsubscribe = address_of(Link(Act.STOP_ALL, message.person_id))


def _subject(count: int) -> str:
    said = ngettext(
        "%(count)d notification from Accord",
        "%(count)d notifications from Accord",
        count,
    )
    return said % {"count": count}


def _item(row: Notification) -> Item:
    def doing(act: Act, about: Any) -> str:
        return address_of(Link(act, row.person_id, str(about)))

    return Item(
        told=row,
        address=f"{settings.BASE_URL}{row.address}",
        seen=doing(Act.SEEN, row.pk),
        pause="" if row.is_required else doing(Act.PAUSE, row.pk),
        stop="" if row.is_required else doing(Act.STOP, row.topic),
    )


def _sections(items: list[Item]) -> Iterator[Section]:
    for topic, group in groupby(items, lambda item: item.told.topic):
        of_topic = list(group)
        stops = (item.stop for item in of_topic if item.stop)
        yield Section(str(Topic(topic).label), of_topic, next(stops, ""))


def _whole(name: str) -> str:
    return f"{settings.BASE_URL}{reverse(name)}"
