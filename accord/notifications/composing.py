"""The words of a mail, in plain text and as a page, in one language throughout."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accord.accounts.letters import KNOWN
from accord.accounts.models import User
from accord.lib import register
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
            "item": items[0],
            "sections": list(_sections(items)),
            "more": len(rows) - len(items),
            "count": len(rows),
            "notifications": _whole("notifications:notification_list"),
            "preferences": _whole("notifications:preference_edit"),
        }
        subject = rows[0].subject if is_single else _subject(len(rows))
        _write(message, "single" if is_single else "digest", subject, context)
        if is_single:
            message.unsubscribe = items[0].stop
        else:
            every = Link(Act.STOP_ALL, rows[0].person_id)
            message.unsubscribe = address_of(every)


def compose_letter(message: Message) -> bool:
    """Write a letter as it stands now, for sending: whether anyone still needs it."""
    written = KNOWN[message.letter].write(**message.about)
    if written is None:
        return False
    if isinstance(written.reader, User):
        message.person, message.email = written.reader, ""
    message.language = written.reader.language
    with override(message.language):
        said = render_to_string(f"{written.template}.txt", written.context())
        subject = written.subject
        title = str(subject() if callable(subject) else subject)
        _write(message, "letter", title, {"said": said.strip()})
    return True


def _write(message: Message, name: str, subject: str, context: dict[str, Any]) -> None:
    """The same in both parts, and the sender at the head of the subject."""
    message.subject = _("Accord: %(subject)s") % {"subject": " ".join(subject.split())}
    context |= {
        "language": message.language,
        "subject": message.subject,
        "contact": settings.CONTACT_EMAIL,
        "publisher": register.current().publisher,
        "home": settings.BASE_URL,
    }
    path = f"notifications/mails/{name}"
    message.text = render_to_string(f"{path}.txt", context).strip() + "\n"
    message.html = render_to_string(f"{path}.html", context)


def _subject(count: int) -> str:
    said = ngettext("%(count)d notification", "%(count)d notifications", count)
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
