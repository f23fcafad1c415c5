"""Middleware that knows nothing about housing agreements."""

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Not records: who is signed in, and how often someone tried.
ALLOWED_TABLES = (
    "django_session",
    "cache",
    "usersessions_usersession",
    "mfa_authenticator",
)


class ReadOnlyGetMiddleware:
    """Reading a page never changes a record: GET and HEAD may not write."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD"):
            with connection.execute_wrapper(_refuse_writes):
                return self.get_response(request)
        return self.get_response(request)


def _refuse_writes(execute, sql, params, many, context):
    if sql.lstrip().upper().startswith(WRITES):
        if not any(f'"{table}"' in sql for table in ALLOWED_TABLES):
            raise RuntimeError(f"A GET request tried to write: {sql[:80]}")
    return execute(sql, params, many, context)
