"""Messages to people, in their own language, once what they tell is kept."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override


def tell(
    reader: Any,
    template: str,
    *,
    subject: Promise,
    context: Callable[[], dict[str, Any]],
) -> None:
    """Write to ``reader``, who has an ``email`` and a ``language``.

    ``subject`` is a lazy text, and ``context`` is asked for in that language: addresses
    speak it too. ``template`` is one of this room's mails, or the path of another's.
    """
    path = template if "/" in template else f"directory/mails/{template}"
    with override(reader.language):
        text = render_to_string(f"{path}.txt", context())
        title, sender = str(subject), settings.DEFAULT_FROM_EMAIL
    transaction.on_commit(lambda: send_mail(title, text, sender, [reader.email]))
