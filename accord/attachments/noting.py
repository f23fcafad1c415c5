"""Who opened what speaks of persons: one row of the journal each time."""

from accord.accounts.http import Request
from accord.attachments.models import Filed
from accord.journal.models import Reading


def note_opening(filed: Filed, request: Request) -> None:
    """Nothing for what is not sensitive; who gives support is noted anyway."""
    if filed.is_sensitive and not hasattr(request, "supporter"):
        Reading.objects.create(actor=request.user, path=request.path[:500])
