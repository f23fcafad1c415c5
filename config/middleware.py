"""One line of the log for each request."""

import logging
import time
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accord.lib.numbering import numbered

log = logging.getLogger("accord.request")
HEADER = "X-Request-ID"
# Asked every few seconds by programs, or many for one page: told at DEBUG.
LONGEST = (
    300  # characters of a path: no page has so many, and a visitor may type 60,000
)
OFTEN = ("/static/", "/livez", "/readyz", "/healthz", "/metrics")


class _Count:
    """How many queries were asked."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Any, *asked: Any) -> Any:
        self.queries += 1
        return execute(*asked)


class RequestLogMiddleware:
    """The first of all: it numbers each request, and says what became of it.

    Of the address only the path, as what follows may be anything that was typed; of the
    person only the number, where the answer needed to know them anyway.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began, count = time.perf_counter(), _Count()
        with numbered() as number:
            with connection.execute_wrapper(count):
                response: HttpResponseBase = self.get_response(request)
            response[HEADER] = number
            said = {
                "method": request.method,
                "path": request.path[:LONGEST],
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000),
                "queries": count.queries,
                "person": _person(request),
            }
            words = "%(method)s %(path)s %(status)s %(ms)s ms %(queries)s queries"
            if said["person"]:
                words += " person %(person)s"
            log.log(_level(request.path, response.status_code), words, said, extra=said)
            return response


def _level(path: str, status: int) -> int:
    if status >= 500:
        return logging.ERROR
    if status >= 400:
        return logging.WARNING
    return logging.DEBUG if path.startswith(OFTEN) else logging.INFO


def _person(request: HttpRequest) -> int | None:
    """Who is signed in, if that was asked: the log asks for nothing itself."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user and user.is_authenticated else None
