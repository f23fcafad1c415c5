"""Middleware that knows nothing about housing agreements."""

from functools import partial

from django.db import connection

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
