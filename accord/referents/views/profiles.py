"""The profile: written and offered by the person, published by the Region."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.attachments.serving import response
from accord.referents import actions, pages
from accord.referents.forms import ConfirmForm, ProfileForm, ReturnForm
from accord.referents.models import FILES, FROZEN, Profile, Publication
from accord.referents.views.common import DANGER, GET_POST, taken


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
    page = pages.profile_page(_profile(request, pk), request.user)
    return render(request, "referents/profile_detail.html", {"page": page})


@require_safe
def profile_file(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """A file of the profile as it is being written, for who reads it."""
    file = getattr(_profile(request, pk), FILES.get(kind, ""), None)
    if file is None:
        raise Http404
    return response(file, inline=True, request=request)


@GET_POST
def profile_edit(request: Request, pk: int) -> HttpResponse:
    profile = _profile(request, pk)

    def act(data: dict[str, Any]) -> None:
        seen = acting.seen(request)
        actions.edit_profile(profile, seen=seen, by=request.user, **data)

    return taken(
        request,
        profile,
        actions.edit_profile,
        partial(ProfileForm, kept=pages.files_of(profile)),
        act=act,
        initial={name: getattr(profile, name) for name in FROZEN},
        done=_("What you wrote is kept. It is not public yet."),
        submit=_("Save"),
        lede=_("Nothing of this is public before you offer it and the Region agrees."),
    )


@GET_POST
def profile_offer(request: Request, pk: int) -> HttpResponse:
    profile, act = _profile(request, pk), actions.offer_profile
    lede = _("The Region reads it, then publishes it in both languages or returns it.")
    return taken(
        request,
        profile,
        act,
        ConfirmForm,
        done=_("Your profile is offered for publication."),
        lede=lede,
        missing=profile.missing,
    )


@GET_POST
def profile_publish(request: Request, pk: int) -> HttpResponse:
    profile = _profile(request, pk)

    def act(data: dict[str, Any]) -> None:
        seen = acting.seen(request)
        actions.publish_profile(profile, seen=seen, by=request.user)

    lede = _("Everyone can read it then, exactly as it stands on its page.")
    done, act_ = _("The profile is public now."), actions.publish_profile
    return taken(request, profile, act_, ConfirmForm, act=act, done=done, lede=lede)


@GET_POST
def profile_return(request: Request, pk: int) -> HttpResponse:
    profile, act = _profile(request, pk), actions.return_profile
    done = _("The profile is back with the person.")
    return taken(request, profile, act, ReturnForm, done=done)


def _to_withdraw(request: Request, pk: int) -> Profile:
    """Its public copy can be taken down while the person writes the next one."""
    shown = Publication.objects.visible_to(request.user).public().filter(profile=pk)
    copy = shown.select_related("profile__referent__user").first()
    return copy.profile if copy else _profile(request, pk)


@GET_POST
def profile_withdraw(request: Request, pk: int) -> HttpResponse:
    """The Region goes back to the person: what they write next is not its own."""
    profile, act = _to_withdraw(request, pk), actions.withdraw_profile
    lede = _("Nothing of it is public from that moment on. What was written stays.")
    done = _("The profile is withdrawn: nothing of it is public.")
    is_writer = actions.edit_profile.open_to(request.user, profile)
    said: dict[str, Any] = {"lede": lede, "kind": DANGER, "done": done}
    said["home"] = profile if is_writer else profile.referent
    return taken(request, profile, act, ConfirmForm, **said)
