"""How refusals reach the screen."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accord.lib.errors import Refused


class RefusalMiddleware:
    """Show a ``Refused`` action as a sentence, with its status: 409, or 503."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

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
