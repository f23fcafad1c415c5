"""People, the parts they have, invitations and support, for who manages people."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accord import acting, history
from accord.accounts.http import Request
from accord.accounts.models import User
from accord.accounts.people import manages_people
from accord.directory import support
from accord.directory.actions import following, invitations, people
from accord.directory.forms import EndForm, InvitationForm, PartForm, PersonForm
from accord.directory.models import Away, Invitation, Membership
from accord.journal.models import Entry
from accord.lib.paging import page_of
from accord.submitting import once
from accord.workflow import Action, offers, versioned

OFFERED: dict[str, Action[Any, Any]] = {
    "second_factor_remove": people.remove_second_factor,
    "support_start": people.start_support,
}

INVITATIONS = (gettext_lazy("Invitations"), "directory:invitation_list")


def _trail(person: User) -> list[acting.Crumb]:
    return [(_("People"), "directory:person_list"), (person, person)]


def _require_manager(request: Request) -> None:
    if not manages_people(request.user):
        raise PermissionDenied


def _person(request: Request, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


@require_safe
def person_list(request: Request) -> HttpResponse:
    _require_manager(request)
    text = request.GET.get("text", "").strip()[:80]
    rows = User.objects.visible_to(request.user).matching(text).for_table()
    page = page_of(rows, request.GET.get("page"))
    shown = list(page.object_list)
    parts: dict[int, list[Membership]] = {person.pk: [] for person in shown}
    standing = Membership.objects.visible_to(request.user).filter(user__in=shown)
    for part in standing.valid_on(timezone.localdate()).for_table():
        parts[part.user_id].append(part)
    context = {
        "text": text,
        "page": page,
        "rows": [(person, parts[person.pk]) for person in shown],
    }
    return render(request, "directory/person_list.html", context)


@require_safe
def person_detail(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    parts = list(Membership.objects.visible_to(request.user).of_person(person))
    aways = list(versioned(Away.objects.visible_to(request.user).lately_of(person)))
    entries = Entry.objects.about(person, *parts, *aways)
    known = [person, *parts, *aways, *(part.organisation for part in parts)]
    context = {
        "person": person,
        "parts": parts,
        "aways": aways,
        "may_say_away": following.say_away.allowed(request.user, person),
        "today": timezone.localdate(),
        "may_manage": manages_people(request.user) and person != request.user,
        "offers": offers(
            request.user, person, "directory", OFFERED, at_once={"support_start"}
        )
        if person != request.user
        else [],
        "history": history.latest(entries, known=known),
    }
    return render(request, "directory/person_detail.html", context)


@acting.GET_POST
def person_edit(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    action, trail = people.edit_person, _trail(person)
    return acting.take(request, action, person, PersonForm, trail=trail)


@acting.GET_POST
def part_give(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    action, trail = people.give_part, _trail(person)
    return acting.take(request, action, person, PartForm, trail=trail)


@acting.GET_POST
def part_end(request: Request, pk: int) -> HttpResponse:
    _require_manager(request)
    parts = Membership.objects.visible_to(request.user).for_table()
    part = get_object_or_404(parts, pk=pk)
    return acting.take(
        request,
        people.end_part,
        part,
        EndForm,
        trail=_trail(part.user),
        start={"ends_on": timezone.localdate()},
        about=f"{part.organisation.name} – {part.get_role_display()}",
    )


@acting.GET_POST
def second_factor_remove(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    about = _(
        "For when %(name)s lost the telephone or key, and the recovery codes too. Make "
        "sure that it is really this person who asks."
    )
    action, trail = people.remove_second_factor, _trail(person)
    about %= {"name": person}
    return acting.take(request, action, person, trail=trail, about=about)


@require_safe
def invitation_list(request: Request) -> HttpResponse:
    _require_manager(request)
    rows = Invitation.objects.visible_to(request.user).for_table()
    page = page_of(versioned(rows), request.GET.get("page"))
    return render(request, "directory/invitation_list.html", {"page": page})


@acting.GET_POST
def invitation_add(request: Request) -> HttpResponse:
    start = {"organisation": request.GET.get("organisation")}
    action, trail = invitations.invite, [INVITATIONS]
    return acting.take(request, action, None, InvitationForm, trail=trail, start=start)


def _invitation(request: Request, pk: int) -> Invitation:
    _require_manager(request)
    return get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)


@acting.GET_POST
def invitation_again(request: Request, pk: int) -> HttpResponse:
    one, trail = _invitation(request, pk), [INVITATIONS]
    return acting.take(
        request, invitations.invite_again, one, trail=trail, about=one.name
    )


@acting.GET_POST
def invitation_withdraw(request: Request, pk: int) -> HttpResponse:
    one, trail = _invitation(request, pk), [INVITATIONS]
    return acting.take(
        request, invitations.withdraw_invitation, one, trail=trail, about=one.name
    )


@require_POST
def support_start(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)

    def act() -> str:
        people.start_support(person, by=request.user)
        support.begin(request, person)
        return "dashboards:overview"

    return once(request, act, done="")


@require_POST
def support_end(request: Request) -> HttpResponse:
    person = support.person_seen(request)
    if person:
        people.end_support(person, by=request.user)
        del request.session[support.KEY]
    return redirect(person or "dashboards:overview")
