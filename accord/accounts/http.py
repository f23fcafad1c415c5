"""What a request carries once the middleware has run. For annotations."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accord.accounts.models import User


class Request(HttpRequest):
    """A request from someone who is signed in, as nearly all of ours are."""

    user: User  # type: ignore[assignment]
    htmx: HtmxDetails
