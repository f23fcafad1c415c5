"""How refusals reach the screen."""

from http import HTTPStatus

from django.http import HttpRequest
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from accord.lib.errors import Refused


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
