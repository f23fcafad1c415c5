"""One's own account: opening it by an invitation, and what one says of oneself."""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accord import acting
from accord.accounts import second_factor
from accord.accounts.http import Request
from accord.directory.actions.invitations import accept_invitation
from accord.directory.actions.people import edit_profile
from accord.directory.forms import AcceptForm, ProfileForm
from accord.directory.links import found_by, platform
from accord.directory.models import Away, Membership
from accord.workflow import versioned


@login_not_required
@never_cache
@acting.GET_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Open one's account from the link of an invitation, and be signed in."""
    invitation = found_by(token)
    if invitation is None:
        return render(request, "directory/invitation_gone.html", status=404)
    form = AcceptForm(
        request.POST or None, email=invitation.email, initial={"name": invitation.name}
    )

    def act(data: dict[str, Any]) -> str:
        login(request, accept_invitation(invitation, by=platform(), **data))
        return "dashboards:overview"

    answer = acting.answer(request, form, act, done=_("Welcome to Accord."))
    template = "directory/invitation_accept.html"
    return answer or acting.page(request, template, form, invitation=invitation)


@acting.GET_POST
def profile(request: Request) -> HttpResponse:
    """One's name and language, the parts one has, and the doors to the account."""
    person = request.user
    return acting.take(
        request,
        edit_profile,
        person,
        ProfileForm,
        trail=[(person, "directory:profile")],
        template="directory/profile.html",
        aways=versioned(Away.objects.visible_to(person).lately_of(person)),
        may_say_away=True,
        person=person,
        parts=Membership.objects.visible_to(person).of_person(person),
        today=timezone.localdate(),
        needs_second_factor=second_factor.is_required(person),
    )
