"""Whether this process lives and can serve: for who starts, watches or balances it."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache as shared
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


class NotMigrated(Exception):
    """The tables are not those of this code."""


@cache
def migrations() -> frozenset[tuple[str, str]]:
    """Those of the code that runs, as (app, name).

    Asked as a process starts: new code laid beside it later is not this process's.
    """
    return frozenset(MigrationLoader(None).disk_migrations)


@cache
def _require_migrated() -> None:
    """Asked until it is so: the migrations of code that runs do not change."""
    if migrations() - MigrationRecorder(connection).applied_migrations().keys():
        raise NotMigrated


def trouble() -> str:
    """Why this process cannot serve, in words for a log; empty when it can."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _require_migrated()
    except NotMigrated:
        return "the database is not migrated"
    except DatabaseError as error:
        return f"the database does not answer ({type(error).__name__})"
    try:
        shared.get("healthz")
    except Exception as error:  # whatever the cache's own library raises
        return f"the cache does not answer ({type(error).__name__})"
    return ""


@login_not_required
@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """200 while this process answers at all; nothing else is asked."""
    return JsonResponse({"alive": True})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when ready; 503 with the reason when not."""
    reason = trouble()
    answer = {"ready": not reason} | ({"reason": reason} if reason else {})
    return JsonResponse(answer, status=503 if reason else 200)
