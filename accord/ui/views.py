"""The style guide, and what is said when something goes wrong."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from accord.ui.pages import public_page
from accord.ui.refusals import form_again, refusal
from accord.ui.samples import samples


@public_page
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component in all its states; for who signed in, or in demonstration."""
    if not (settings.DEMO or request.user.is_authenticated):
        raise Http404
    return render(request, "ui/style_guide.html", samples())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without a look at the form for its token: the form may be what cannot be read."""
    return render(request, "ui/errors/400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, "403", 403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, "404", 404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """With what was typed, where a page of ours sent it, and a token that is good."""
    return form_again(request) or refusal(request, "csrf", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without a database, a session or a menu: any of them may be what failed."""
    return HttpResponse(render_to_string("ui/errors/500.html"), status=500)
