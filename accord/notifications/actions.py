"""What people do with what they are told, and with messages that failed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.notifications import policies, sending, workflow
from accord.notifications.models import Message, Notification, Pause, Preference
from accord.notifications.notices import TRIAL
from accord.workflow import QUIET, action

PAUSED_FOR = timedelta(days=7)


@action(
    allowed=policies.is_theirs,
    label=_("Mark as read"),
    told=_("read a notification"),
    unseen=QUIET,
)
def read_notification(notification: Notification, *, by: User) -> None:
    notification.read_at = notification.read_at or timezone.now()
    notification.save(update_fields=["read_at"])


@action(
    allowed=policies.is_theirs,
    label=_("Mark all as read"),
    told=_("read all notifications"),
    unseen=QUIET,
)
def read_all(notification: Notification, *, by: User) -> None:
    """This one and all before it: what came since the page was opened stays."""
    theirs = Notification.objects.filter(person=by, at__lte=notification.at)
    theirs.unread().update(read_at=timezone.now())


@action(
    allowed=policies.is_theirs,
    label=_("No mail about this for a week"),
    told=_("paused the messages about a record"),
    unseen=QUIET,
)
def pause_record(notification: Notification, *, by: User) -> Pause:
    """What is required leaves all the same; the rest waits on the page."""
    pause, _new = Pause.objects.update_or_create(
        person=by,
        record_type=notification.record_type,
        record_id=notification.record_id,
        defaults={"until": timezone.now() + PAUSED_FOR},
    )
    return pause


@action(
    allowed=policies.is_oneself,
    label=_("Save"),
    told=_("chose how often to be written to"),
    title=_("What you receive by mail"),
    lede=_(
        "Everything is on the page of your notifications. Here you choose how often it "
        "also comes by mail. What a deadline or a rule asks for always comes, and at "
        "once."
    ),
    done=_("Your choice is kept."),
    unseen=QUIET,
)
def choose_rhythm(person: User, *, topic: str, rhythm: str, by: User) -> Preference:
    chosen, _new = Preference.objects.update_or_create(
        person=person, topic=topic, defaults={"rhythm": rhythm}
    )
    return chosen


@action(
    allowed=policies.can_send_again,
    label=_("Send again"),
    told=_("had a message sent again"),
    title=_("Send a message again"),
    done=_("The message will be sent again."),
    moves=workflow.SEND_AGAIN,
)
def send_again(message: Message, *, by: User) -> None:
    """As if it had never been tried, under the same Message-ID."""
    message.attempts, message.next_attempt_at = 0, timezone.now()
    message.save()
    sending.wake(1)


@action(
    allowed=policies.can_try_mail,
    label=_("Send a test message to yourself"),
    told=_("sent a test message"),
    unseen=QUIET,
)
def try_mail(person: User, *, by: User) -> None:
    """It takes the way of all mail: the queue, a worker, the mail server."""
    TRIAL.send(person, person=person.pk)
