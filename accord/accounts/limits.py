"""How often a password may be tried: by who tries, and at nobody else's expense.

A wrong try counts against the address *and* where it comes from. A browser in which its
person has signed in before is known by a cookie, and counts apart: whatever others try,
from the same building or from everywhere, it is let in with the right password. The
numbers, and why: ``SIGN_IN_RATES`` in the settings, decision 0041.
"""

import hashlib
import secrets
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

APP = "accord"
SALT = "accord.accounts.limits"
LASTS = 180 * 24 * 3600  # seconds that a browser stays known; each sign-in renews it
MOST = 5  # people who are known in one browser: a desk that colleagues share

Usages = list[ratelimit.RateLimitUsage]


def tried(request: HttpRequest, address: str) -> Usages | None:
    """Count a try before it is made, as if it were wrong; ``None``: it has to wait."""
    used: Usages = []
    for action, key in _counted(request, address):
        usage = ratelimit.consume(
            request, app=APP, action=action, config=settings.SIGN_IN_RATES, key=key
        )
        if usage is None:
            return None
        used.append(usage)
    return used


def passed(used: Usages) -> None:
    """It was right: it does not count."""
    for usage in used:
        usage.rollback()


def may_be_sent(request: HttpRequest, address: str) -> bool:
    """Whether one more link for a new password is sent; nobody is told that it is not.

    Not a lock: those that were sent are in the mailbox, and each still works.
    """
    usage = ratelimit.consume(
        request, app=APP, action="mail", config=settings.SIGN_IN_RATES, key=address
    )
    return usage is not None


def forget(request: HttpRequest, address: str) -> None:
    """The way out: who chose a new password by mail tries afresh from here."""
    for action, key in _counted(request, address)[:1]:
        ratelimit.clear(
            request, app=APP, action=action, config=settings.SIGN_IN_RATES, key=key
        )


def proved(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Someone signed in, or chose a new password by mail: their browser is known."""
    request.proved = user.email  # type: ignore[attr-defined] # for the middleware


def reset(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    forget(request, user.email)
    proved(sender, request, user)


def remember(request: HttpRequest, response: HttpResponseBase, address: str) -> None:
    device, known = _device(request)
    people = [one for one in known if one != _digest(address)]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([device, [_digest(address), *people][:MOST]], salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _counted(request: HttpRequest, address: str) -> list[tuple[str, str]]:
    """What a try counts against, the narrowest first."""
    device, known = _device(request)
    if _digest(address) in known:
        return [("device", f"{device} {address}")]
    origin = ratelimit.get_ip(request)
    return [("address", f"{address} {origin}"), ("account", address), ("origin", "")]


def _device(request: HttpRequest) -> tuple[str, list[str]]:
    """This browser's own number, and who is known in it; nobody reads who they are."""
    kept = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        device, known = signing.loads(kept, salt=SALT, max_age=LASTS)
        return str(device), list(known)
    except (signing.BadSignature, ValueError, TypeError):
        return secrets.token_urlsafe(16), []


def _digest(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()[:32]
