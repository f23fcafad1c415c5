"""The life of a message: what the worker did with it last.

queued ──claim──▶ sending ──accepted──▶ sent
  ▲                 │  ▲ ╰──nobody needs it any more──▶ dropped
  │              refused │ claim, when its time has come
  │                 ▼  │
  │               failed ──too often──▶ given up
  ╰──────────────send again────────────────╯

A worker that dies leaves ``sending`` behind: after a while ``sweep`` puts it back among
the queued ones.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.workflow import Move


class State(TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not needed any more")
    FAILED = "failed", _("Failed, will be tried again")
    GIVEN_UP = "given_up", _("Given up")


WAITING = frozenset({State.QUEUED, State.FAILED})
SEND_AGAIN = Move(frozenset({State.GIVEN_UP}), State.QUEUED)
