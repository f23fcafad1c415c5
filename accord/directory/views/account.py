"""One's own account: opening it by an invitation, and what one says of oneself."""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts import second_factor
from accord.accounts.http import Request
from accord.directory import actions, invitations
from accord.directory.forms import AcceptForm, ProfileForm
from accord.directory.models import Away, Membership


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Open one's account from the link of an invitation, and be signed in."""
    invitation = invitations.found_by(token)
    if invitation is None:
        return render(request, "directory/invitation_gone.html", status=404)
    form = AcceptForm(
        request.POST or None,
        email=invitation.email,
        initial={"name": invitation.name},
    )

    def act(data: dict[str, Any]) -> str:
        platform = invitations.platform()
        person = invitations.accept_invitation(invitation, by=platform, **data)
        login(request, person)
        return "dashboards:overview"

    answer = acting.answer(request, form, act, done=_("Welcome to Accord."))
    template = "directory/invitation_accept.html"
    return answer or acting.page(request, template, form, invitation=invitation)


@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """One's name and language, the parts one has, and the doors to the account."""
    person = request.user
    start = {"name": person.name, "language": person.language}
    form = ProfileForm(request.POST or None, initial=start)

    def act(data: dict[str, Any]) -> str:
        actions.edit_profile(person, by=person, **data)
        return "directory:profile"

    answer = acting.answer(request, form, act, done=_("Your details are changed."))
    context = {
        "aways": Away.objects.visible_to(person).lately_of(person),
        "may_say_away": True,
        "person": person,
        "parts": Membership.objects.filter(user=person).in_time(),
        "today": timezone.localdate(),
        "needs_second_factor": second_factor.is_required(person),
    }
    return answer or acting.page(request, "directory/profile.html", form, **context)
