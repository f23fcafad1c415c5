"""The profile: written and offered by the person, published by the Region."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.acting import ConfirmForm
from accord.attachments.serving import response
from accord.referents.actions import profiles as actions
from accord.referents.forms import ProfileForm, ReturnForm
from accord.referents.models import FILES, FROZEN, Profile, Publication
from accord.referents.reading import profiles as reading
from accord.referents.views.posts import LIST


@require_safe
def my_profile(request: Request) -> HttpResponse:
    """To one's own; who is no referent reads how one becomes one."""
    profiles = Profile.objects.visible_to(request.user)
    own = profiles.filter(referent__user=request.user).first()
    return redirect(own) if own else render(request, "referents/my_profile.html")


def _profile(request: Request, pk: int) -> Profile:
    profiles = Profile.objects.visible_to(request.user).for_page()
    return get_object_or_404(profiles, pk=pk)


@require_safe
def profile_detail(request: Request, pk: int) -> HttpResponse:
    page = reading.profile_page(_profile(request, pk), request.user)
    return render(request, "referents/profile_detail.html", {"page": page})


@require_safe
def profile_file(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """A file of the profile as it is being written, for who reads it."""
    file = getattr(_profile(request, pk), FILES.get(kind, ""), None)
    if file is None:
        raise Http404
    return response(file, inline=True, request=request)


def _act(
    request: Request, one: Profile, action: Any, form: Any = ConfirmForm, **said: Any
) -> HttpResponse:
    """The page of an act on it; one comes from the profile."""
    said.setdefault("trail", [LIST, (one, one)])
    return acting.take(request, action, one, form, **said)


@acting.GET_POST
def profile_edit(request: Request, pk: int) -> HttpResponse:
    profile = _profile(request, pk)
    form = partial(ProfileForm, kept=reading.files_of(profile))
    start = {name: getattr(profile, name) for name in FROZEN}
    return _act(request, profile, actions.edit_profile, form, start=start)


@acting.GET_POST
def profile_offer(request: Request, pk: int) -> HttpResponse:
    template = "referents/profile_offer.html"
    profile = _profile(request, pk)
    return _act(request, profile, actions.offer_profile, template=template)


@acting.GET_POST
def profile_publish(request: Request, pk: int) -> HttpResponse:
    return _act(request, _profile(request, pk), actions.publish_profile)


@acting.GET_POST
def profile_return(request: Request, pk: int) -> HttpResponse:
    return _act(request, _profile(request, pk), actions.return_profile, ReturnForm)


def _to_withdraw(request: Request, pk: int) -> Profile:
    """Its public copy can be taken down while the person writes the next one."""
    shown = Publication.objects.visible_to(request.user).public().filter(profile=pk)
    copy = shown.select_related("profile__referent__user").first()
    return copy.profile if copy else _profile(request, pk)


@acting.GET_POST
def profile_withdraw(request: Request, pk: int) -> HttpResponse:
    """The Region goes back to the person: what they write next is not its own."""
    profile = _to_withdraw(request, pk)
    is_writer = actions.edit_profile.open_to(request.user, profile)
    home = profile if is_writer else profile.referent
    trail = [LIST, (home, home)]
    return _act(request, profile, actions.withdraw_profile, trail=trail)
