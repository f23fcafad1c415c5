"""Middleware that knows nothing about housing agreements."""

import re
from functools import partial

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path
from django.utils.deprecation import MiddlewareMixin
from django.utils.encoding import escape_uri_path

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Not records: who is signed in, how often someone tried, who looked at what.
ALLOWED_TABLES = (
    "journal_reading",
    "django_session",
    "cache",
    "cache_documents",
    "usersessions_usersession",
    "mfa_authenticator",
)


class ReadOnlyGetMiddleware:
    """Reading a page never changes a record: GET and HEAD may not write.

    A view that a protocol obliges to, says so: ``view.writes_on_get = True``.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD"):
            with connection.execute_wrapper(partial(_refuse_writes, request)):
                return self.get_response(request)
        return self.get_response(request)


def _refuse_writes(request, execute, sql, params, many, context):
    if sql.lstrip().upper().startswith(WRITES):
        match = request.resolver_match
        excepted = match and getattr(match.func, "writes_on_get", False)
        if not excepted and not any(f'"{table}"' in sql for table in ALLOWED_TABLES):
            raise RuntimeError(f"A GET request tried to write: {sql[:80]}")
    return execute(sql, params, many, context)


LARGEST = 2**63 - 1  # what the column of a row's number holds


class NumbersMiddleware(MiddlewareMixin):
    """A number in an address that no row can have is an address that is not there."""

    def process_view(self, request, view, args, kwargs):
        numbers = (one for one in (*args, *kwargs.values()) if isinstance(one, int))
        if any(number > LARGEST for number in numbers):
            raise Http404


# What a mail program or a hand takes along with an address at the end of a sentence.
# Looked for where a row of them begins: else an address of dots would take minutes.
_SIGNS = r"[\s.,;:!?)>\]}»”’\"']"
CAUGHT = re.compile(f"(?<!{_SIGNS}){_SIGNS}+/?$")


class CaughtSignsMiddleware(MiddlewareMixin):
    """Lead an address with a full stop or a bracket behind it to the one that is meant.

    A signed link would else be said to be used up. It comes before the middleware that
    adds a slash, which would make the stop a part of the token.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        path = CAUGHT.sub("", request.path_info)
        if request.method in ("GET", "HEAD") and path != request.path_info:
            for meant in (path, f"{path}/"):
                if is_valid_path(meant):
                    return redirect(escape_uri_path(meant))
        return None


class ClosedDoorsMiddleware(MiddlewareMixin):
    """What browsers are told besides the policies of Django and of its friends."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        # Pages of other sites may read open data, and nothing else of ours.
        is_open = request.path.startswith("/data/")
        policy = "cross-origin" if is_open else "same-origin"
        response.setdefault("Cross-Origin-Resource-Policy", policy)
        response.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        return response
