"""One's notifications and rhythm; messages that failed; what a link in a mail does."""

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.accounts.models import User
from accord.lib.paging import page_of
from accord.notifications import actions, following
from accord.notifications.forms import RhythmForm
from accord.notifications.models import Message, Notification, Preference
from accord.notifications.rules import DEFAULT, Topic
from accord.submitting import once
from accord.workflow import Action, versioned

RATES = {"link_follow": "60/m/ip"}


@require_safe
def notification_list(request: Request) -> HttpResponse:
    """What one was told, the latest first; only what is unread unless all is asked."""
    mine = Notification.objects.visible_to(request.user)
    shows_all = "all" in request.GET
    rows = (mine if shows_all else mine.unread()).for_list()
    page = page_of(rows, request.GET.get("page"))
    context = {
        "page": page,
        "shows_all": shows_all,
        "latest": next((one for one in page if one.read_at is None), None),
    }
    return render(request, "notifications/notification_list.html", context)


def _own(request: Request, pk: int) -> Notification:
    return get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)


@require_POST
def notification_read(request: Request, pk: int) -> HttpResponse:
    return _read(request, actions.read_notification, _own(request, pk))


@require_POST
def notification_read_all(request: Request, pk: int) -> HttpResponse:
    return _read(request, actions.read_all, _own(request, pk))


def _read(
    request: Request, action: Action[Any, None], notification: Notification
) -> HttpResponse:
    """Once: what joined it after its page was opened, no second press reads."""

    def act() -> str:
        action(notification, by=request.user)
        return "notifications:notification_list"

    return once(request, act, done="")


@acting.GET_POST
def preference_edit(request: Request) -> HttpResponse:
    person = request.user
    own = Preference.objects.visible_to(person).values_list("topic", "rhythm")
    chosen = dict.fromkeys(Topic.values, DEFAULT.value) | dict(own)

    def act(by: User, **rhythms: str) -> None:
        for topic, rhythm in rhythms.items():
            if rhythm != chosen[topic]:
                actions.choose_rhythm(person, topic=topic, rhythm=rhythm, by=by)

    return acting.take(
        request,
        actions.choose_rhythm,
        person,
        RhythmForm,
        trail=[(_("Your account"), "directory:profile")],
        home="notifications:preference_edit",
        start=chosen,
        act=act,
        template="notifications/preference_edit.html",
    )


@require_safe
def message_list(request: Request) -> HttpResponse:
    """Messages that were refused: the given up ones first."""
    if not request.user.is_administrator:
        raise PermissionDenied
    rows = Message.objects.visible_to(request.user).in_trouble().for_table()
    page = page_of(versioned(rows), request.GET.get("page"))
    return render(request, "notifications/message_list.html", {"page": page})


@acting.GET_POST
def message_send_again(request: Request, pk: int) -> HttpResponse:
    if not request.user.is_administrator:
        raise PermissionDenied
    rows = Message.objects.visible_to(request.user).select_related("person")
    message = get_object_or_404(rows, pk=pk)
    trail = [(_("Messages that failed"), "notifications:message_list")]
    return acting.take(
        request,
        actions.send_again,
        message,
        trail=trail,
        about=message.person or message.address,
    )


@require_POST
def message_try(request: Request) -> HttpResponse:
    def act() -> str:
        actions.try_mail(request.user, by=request.user)
        return "notifications:message_list"

    return once(request, act, done=_("The test message is queued."))


@csrf_exempt  # mail programs post to it (RFC 8058); its signature is the permission
@login_not_required
@never_cache
@acting.GET_POST
def link_follow(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link of a mail does; do it when its button is pressed."""
    usage = ratelimit.consume(
        request, app="accord", action="link_follow", config=RATES, limit_get=True
    )
    if usage is None:
        return ratelimit.respond_429(request)
    found = following.found_by(token)
    if found is None:
        return render(request, "notifications/link_gone.html", status=404)
    if request.method == "POST":
        found.follow()
    context = {"found": found, "is_done": request.method == "POST"}
    return render(request, "notifications/link_follow.html", context)
