"""What administrators must see to: messages that were given up."""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory.needs import NeedKind, Side, shaped
from accord.notifications.models import Message

GIVEN_UP = NeedKind(
    "notifications.given_up",
    side=Side.PERSON,
    label=gettext_lazy("Message that could not be sent"),
    act=gettext_lazy("Look"),
    address=lambda need: reverse("notifications:message_list"),
)
KINDS = (GIVEN_UP,)


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    return [
        shaped(
            Message.objects.visible_to(user).given_up(),
            kind=GIVEN_UP,
            person=Cast(Value(user.pk), BigIntegerField()),
            what=Coalesce("person__name", "email", output_field=TextField()),
            since=TruncDate("created_at"),
        )
    ]
