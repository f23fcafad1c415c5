"""The life of a fact.

draft ──publish──▶ published
  │                    │
  ╰──strike──▶ struck ◀╯

Nothing is erased: a fact recorded by mistake is struck, visibly, with a reason.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    STRUCK = "struck", _("Struck")
