"""Secrets that the database keeps, unreadable without the secret key.

A copy of the database alone, such as a backup, gives no second factor away. A key that
was replaced still opens them while it is named in ``SECRET_KEY_FALLBACKS``, and
``rotate_secrets`` seals them anew. With another key they open nothing: an administrator
then removes them, and people set up new ones.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def sealed(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """What was sealed; nothing, when it was with a key that is no longer known."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        return ""


def resealed(text: str) -> str | None:
    """The same, sealed with the key of today; None when no key we know opens it."""
    try:
        return _cipher().rotate(text.encode()).decode()
    except InvalidToken:
        return None


def _cipher() -> MultiFernet:
    """The secret key first; those it replaced still open what they sealed."""
    keys = map(str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    digests = [hashlib.sha256(f"second factor {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in digests])
