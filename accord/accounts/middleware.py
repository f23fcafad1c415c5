"""What stands between signing in and the workspace, and what follows signing out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from accord.accounts import limits, second_factor

OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")


class ThisBrowserMiddleware(MiddlewareMixin):
    """Know a browser again where someone signed in; leave no page in it at the end."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if address := getattr(request, "proved", ""):
            limits.remember(request, response, address)
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'  # cookies: see limits
        return response


class SecondFactorMiddleware(MiddlewareMixin):
    """Lead who must have a second factor to where it is set up, and nowhere else.

    The public pages stay open, and so does the account, where it is done.
    """

    def process_view(
        self, request: HttpRequest, view, args, kwargs
    ) -> HttpResponseBase | None:
        user = request.user
        if not getattr(view, "login_required", True) or not user.is_authenticated:
            return None
        match = request.resolver_match
        if match and (match.url_name or "").startswith(OWN_ACCOUNT):
            return None
        if not second_factor.is_required(user) or second_factor.is_done(request):
            return None
        messages.warning(
            request,
            _("Your part on this platform needs a second factor. Set one up first."),
        )
        return redirect("mfa_index")
