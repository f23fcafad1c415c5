"""What the pages of the access matrix are about: something that Ines was told."""

from typing import Any

from accord.notifications.links import Act, Link, address_of
from accord.notifications.models import Message
from accord.notifications.rules import Topic
from accord.notifications.sending import new_message_id
from accord.notifications.telling import Kind, tell


def told(cast: Any) -> dict[str, list[Any]]:
    [row] = tell(
        Kind("tests.told", Topic.PLATFORM, "Told"),
        [cast.ines],
        cast.ixelles,
        by=None,
        subject="Told",
        body="Told.",
        url=cast.ixelles.get_absolute_url,
    )
    message = Message.objects.create(
        person=cast.ines,
        kind="single",
        language="fr",
        message_id=new_message_id(),
        state="given_up",
    )
    link = address_of(Link(Act.SEEN, cast.ines.pk, str(row.pk)))
    return {
        "notifications:notification_read": [row.pk],
        "notifications:notification_read_all": [row.pk],
        "notifications:message_send_again": [message.pk],
        "notifications_account:link_follow": [link.rstrip("/").rsplit("/", 1)[1]],
    }
