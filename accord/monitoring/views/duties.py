"""What is due, from whom, and how late."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.directory.standing import standing_of
from accord.lib.paging import page_of
from accord.monitoring.reading import duties


@require_safe
def duty_list(request: Request) -> HttpResponse:
    """The reader's own duties first; the Region may see everyone's."""
    every = duties.of_everyone(request.user, timezone.localdate())
    wanted = {name: request.GET.get(name, "") for name in ("who", "kind")}
    shown = duties.filtered(request.user, every, **wanted)
    context = {
        "page": page_of(shown, request.GET.get("page")),
        "kinds": duties.choices(),
        "wanted": wanted,
        "is_regional": standing_of(request.user).is_regional,
    }
    return render(request, "monitoring/duty_list.html", context)
