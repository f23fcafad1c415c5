"""What stands between an administrator giving support and what they see."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from accord.directory import support
from accord.journal.models import Reading

# What stays one's own: leaving, and ending the support.
OWN = ("account_logout", "directory:support_end")
ACCOUNT = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")


class SupportMiddleware(MiddlewareMixin):
    """Show pages as the person who is helped sees them; change nothing as them."""

    def process_view(
        self, request: HttpRequest, view, args, kwargs
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if not request.user.is_authenticated or (match and match.view_name in OWN):
            return None
        person = support.person_seen(request)
        if person is None:
            return None
        if request.method not in ("GET", "HEAD") or not _is_shared(match):
            reason = _("While giving support you only look. End the support to act.")
            request.supporter = request.user  # type: ignore[attr-defined] # a mark
            request.user = person
            context = {"reason": reason, "back": ""}
            return render(request, "ui/refused.html", context, status=403)
        Reading.objects.create(
            actor_id=request.user.pk, seen_as=person, path=request.path[:500]
        )
        request.supporter = request.user  # type: ignore[attr-defined] # a mark
        request.user = person
        return None


def _is_shared(match) -> bool:
    """Not the pages of the person's own account: passwords, factors, sessions."""
    name = (match.url_name or "") if match else ""
    return not name.startswith(ACCOUNT)
