"""A client that sends forms as a browser does: with what their page hid in them."""

import re
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accord.accounts.second_factor import DONE
from accord.submitting import token_for

HIDDEN = re.compile(r'<input type="hidden" name="((?:heir_)?seen)" value="(\w+)">')


class Browser(Client):
    """``post`` opens the page of the form first, unless the data say what it held.

    ``send`` posts nothing but what it is given: what a program would, or an attacker.
    """

    def post(self, path: Any, data: Any = None, *args: Any, **extra: Any) -> Any:
        is_known = settings.SESSION_COOKIE_NAME in self.cookies
        if is_known and (data is None or isinstance(data, dict)):
            held = {} if "seen" in (data or {}) else self._held(str(path), extra)
            data = held | self.token() | (data or {})
        return super().post(path, data, *args, **extra)

    def send(self, path: Any, data: Any = None, **extra: Any) -> Any:
        return super().post(path, data, **extra)

    def token(self) -> dict[str, str]:
        """That of a form which this person opens, as the field that it is."""
        person = self.session.get(SESSION_KEY)
        return {"token": token_for(SimpleNamespace(pk=int(person)))} if person else {}

    def _held(self, path: str, extra: dict[str, Any]) -> dict[str, str]:
        page = self.get(path, **{k: v for k, v in extra.items() if k != "follow"})
        is_page = not page.streaming and page["Content-Type"].startswith("text/html")
        return dict(HIDDEN.findall(page.text)) if is_page else {}


def signed_in(person: Any, client: Browser | None = None) -> Browser:
    """Their browser, the second factor done: ``tests/accounts`` tests that."""
    browser = client or Browser()
    browser.force_login(person)
    session = browser.session
    session[DONE] = person.pk
    session.save()
    return browser
