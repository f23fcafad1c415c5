"""The few pages of signing in that are ours; the others are the library's."""

from http import HTTPStatus

import requests
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


@login_not_required
def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """A page of the library that this platform does not have."""
    raise Http404


@login_not_required
def provider_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the identity provider; while it is away, a sentence and the other way in."""
    try:
        return openid_connect.login(request, provider_id)
    except requests.RequestException:
        return _provider_is_away(request)


@login_not_required
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the identity provider sends people back, signed in."""
    try:
        return openid_connect.callback(request, provider_id)
    except requests.RequestException:
        return _provider_is_away(request)


def _provider_is_away(request: HttpRequest) -> HttpResponse:
    context = {"is_away": True}
    page = "socialaccount/authentication_error.html"
    return render(request, page, context, status=HTTPStatus.SERVICE_UNAVAILABLE)


# The one page that opens a session on GET: the protocol wants it so.
provider_callback.writes_on_get = True  # type: ignore[attr-defined] # a mark


@requires_csrf_token
def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/429.html", status=429)
