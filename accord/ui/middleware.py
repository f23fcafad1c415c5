"""How refusals reach the screen."""

from http import HTTPStatus

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_path

from accord.lib.errors import Refused
from accord.ui.refusals import form_again, page_above, refusal


class RefusalMiddleware(MiddlewareMixin):
    """Show a ``Refused`` action as a sentence, with its status: 409, or 503."""

    def process_exception(self, request: HttpRequest, error: Exception):
        if isinstance(error, Refused):
            back = request.headers.get("referer", "")
            here = f"{request.scheme}://{request.get_host()}/"
            context = {"reason": error, "back": back if back.startswith(here) else ""}
            answer = render(request, "ui/refused.html", context, status=error.status)
            if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
                answer["Retry-After"] = "60"
            return answer
        return None


class DoorMiddleware(LoginRequiredMiddleware):
    """Every page is private: to sign in, and back, with what was typed meanwhile."""

    def handle_no_permission(  # type: ignore[override] # more than a redirect
        self, request: HttpRequest, view_func
    ) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        # One comes back by GET: not to an address that may take POST alone.
        return form_again(request) or redirect_to_login(page_above(request.path_info))


class NotByThisWayMiddleware(MiddlewareMixin):
    """A page in place of the empty answer 405; programs get theirs as it is."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        is_page = get_language_from_path(request.path_info)
        if response.status_code != 405 or response.content or not is_page:
            return response
        above = page_above(request.path_info)
        page = refusal(request, "405", 405, above=above)
        page["Allow"] = response["Allow"]
        return page
