"""Support: an administrator sees, for half an hour, what someone else sees.

It is announced to that person by mail, shown on every page, and every page that is
opened is kept in ``journal.Reading``. Nothing can be changed while it lasts.
"""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from accord.accounts.models import User

LASTS = timedelta(minutes=30)
KEY = "support"  # in the administrator's session


def begin(request: HttpRequest, person: User) -> None:
    """Remember it in the session. Comes after the action, which tells the person."""
    until = timezone.now() + LASTS
    request.session[KEY] = {"person": person.pk, "until": until.timestamp()}


def person_seen(request: HttpRequest) -> User | None:
    """Whom the reader sees the platform as, while that lasts."""
    kept = request.session.get(KEY)
    if not kept or not getattr(request.user, "is_administrator", False):
        return None
    if kept["until"] <= timezone.now().timestamp():
        del request.session[KEY]
        return None
    # audience: administrators, asked above
    return User.objects.filter(pk=kept["person"], is_active=True).first()
