"""Pages that say that something was not done, and where to go on from there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils.translation import gettext as _

from accord.ui.kept import kept
from accord.ui.pages import WORKSPACE


def refusal(request: HttpRequest, page: str, status: int, **said: Any) -> HttpResponse:
    """A page of ``ui/errors``: of the workspace, for who signed in and is there."""
    user = getattr(request, "user", None)  # none yet, where it is refused at the door
    is_there = request.path_info.startswith(WORKSPACE)
    is_workspace = is_there and bool(user and user.is_authenticated)
    shell = "ui/workspace.html" if is_workspace else "ui/public.html"
    said |= {"shell": shell, "is_workspace": is_workspace}
    return render(request, f"ui/errors/{page}.html", said, status=status)


def form_again(request: HttpRequest) -> HttpResponse | None:
    """The page that shows a form that was not taken; ``None``: nothing was typed."""
    found = kept(request)
    if found is None:
        return None
    match = request.resolver_match
    is_private = bool(match and getattr(match.func, "login_required", True))
    is_signed_out = is_private and not request.user.is_authenticated
    title = _("Your session has ended") if is_signed_out else _("This form has expired")
    said = {"kept": found, "is_signed_out": is_signed_out, "title": title}
    return refusal(request, "kept", 403, **said)


def page_above(path: str) -> str:
    """The nearest page on the way to an address: of a button, that of its record."""
    parts = path.strip("/").split("/")
    while len(parts) > 1:
        parts.pop()
        address = f"/{'/'.join(parts)}/"
        if is_valid_path(address):
            return address
    return "/"
