"""What a link of a mail is about, and doing it in the name of whose it is."""

from dataclasses import dataclass

from accord.accounts.models import User
from accord.lib.asked import number
from accord.notifications import actions
from accord.notifications.links import Act, Link, opened
from accord.notifications.models import Notification
from accord.notifications.rules import Rhythm, Topic


@dataclass(frozen=True)
class Found:
    """A link that still works: its person, and what it is about."""

    link: Link
    person: User
    told: Notification | None = None
    topic: Topic | None = None

    @property
    def words(self) -> str:
        return str(self.link.act.label)

    @property
    def about(self) -> str:
        """The topic or the subject; nothing where it is about all."""
        if self.told:
            return self.told.subject
        return str(self.topic.label) if self.topic else ""

    def follow(self) -> None:
        if self.link.act == Act.SEEN and self.told:
            actions.read_notification(self.told, by=self.person)
        elif self.link.act == Act.PAUSE and self.told:
            actions.pause_record(self.told, by=self.person)
        else:
            for topic in [self.topic] if self.topic else list(Topic):
                actions.choose_rhythm(
                    self.person, topic=topic, rhythm=Rhythm.NONE, by=self.person
                )


def found_by(token: str) -> Found | None:
    """What a link is about; ``None`` once it has ended, or its person has left."""
    link = opened(token)
    if link is None:
        return None
    person = User.objects.filter(pk=link.person, is_active=True).first()
    if person is None:
        return None
    if link.act == Act.STOP_ALL:
        return Found(link, person)
    if link.act == Act.STOP:
        is_known = link.about in Topic.values
        return Found(link, person, topic=Topic(link.about)) if is_known else None
    own = Notification.objects.visible_to(person)
    told = own.filter(pk=number(link.about)).first()
    return Found(link, person, told=told) if told else None
