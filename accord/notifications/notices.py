"""The letter that tries whether mail arrives."""

from django.utils.translation import gettext_lazy as _

from accord.accounts.letters import Letter, Written
from accord.accounts.models import User


def _trial(person: int) -> Written | None:
    # audience: the person's own
    reader = User.objects.filter(pk=person).first()
    if reader is None:
        return None
    template = "notifications/mails/trial"
    return Written(reader, _("Test message"), template, lambda: {"person": reader})


TRIAL = Letter("notifications.trial", _("Test message"), _trial)
