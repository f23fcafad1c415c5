"""What is done to people and to the parts that they have."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.mails import SECOND_FACTOR, SUPPORT
from accord.directory.models import Membership
from accord.directory.support import LASTS
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.workflow import ADDS, QUIET, action


@action(
    allowed=policies.can_manage_people,
    label=_("Give a part"),
    submit=_("Give"),
    told=_("gave a part"),
    done=_("The part is given."),
    unseen=ADDS,
)
def give_part(person: User, *, by: User, **columns: Any) -> Membership:
    """Let a person act for an organisation, from a day to a day."""
    _refuse_oneself(person, by)
    part = Membership(user=person, **columns)
    theirs = Membership.objects.filter(user=person, organisation=part.organisation)
    if theirs.valid_on(part.starts_on or timezone.localdate()).exists():
        raise Refused(
            _("This person already has a part there at that time: end it first.")
        )
    return save(part)


@action(
    allowed=policies.can_manage_people,
    label=_("End"),
    title=_("End a part"),
    told=_("ended a part"),
    done=_("The part is ended."),
    is_grave=True,
)
def end_part(membership: Membership, *, ends_on: date, by: User) -> None:
    """Let a part end on a day; it stays in the file."""
    _refuse_oneself(membership.user, by)
    save(membership, ends_on=ends_on)


@action(
    allowed=policies.can_manage_people,
    label=_("Change"),
    title=_("Change a person"),
    submit=_("Save"),
    told=_("changed the person"),
    done=_("The person is changed."),
    is_edit=True,
)
def edit_person(person: User, *, is_active: bool, by: User, **columns: Any) -> None:
    """Correct a person, or close and reopen their account."""
    if is_active != person.is_active:
        _refuse_oneself(person, by)
        if person.is_administrator and not by.is_administrator:
            raise Refused(_("Only an administrator closes or opens this account."))
    save(person, is_active=is_active, **columns)


@action(
    allowed=policies.is_oneself,
    label=_("Save"),
    told=_("changed their own details"),
    done=_("Your details are changed."),
    is_edit=True,
)
def edit_profile(person: User, *, by: User, **columns: Any) -> None:
    """One's own name, and the language that messages come in."""
    save(person, **columns)


@action(
    allowed=policies.can_remove_second_factor,
    label=_("Remove their second factor"),
    title=_("Remove a second factor"),
    lede=_(
        "They are told by mail, sign in with their password and set up another one."
    ),
    submit=_("Remove it"),
    told=_("removed the second factor of a person who lost it"),
    done=_("The second factor is removed."),
    is_grave=True,
)
def remove_second_factor(person: User, *, by: User) -> None:
    """For who lost their telephone: they sign in by password and set up another.

    They are told by mail: it may not be them who asked.
    """
    _refuse_oneself(person, by)
    if person.is_administrator and not (by.is_administrator or by.is_system):
        raise Refused(_("Only an administrator does that to an administrator."))
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise Refused(_("This person has no second factor."))
    SECOND_FACTOR.send(person, person=person.pk, who=by.pk)


@action(
    allowed=policies.can_administer,
    label=_("See as this person"),
    told=_("began to give support, seeing what this person sees"),
    unseen=QUIET,
)
def start_support(person: User, *, by: User) -> None:
    """See the platform as someone does, to help them; nothing changes as them.

    They are told by mail.
    """
    if person == by or person.is_administrator or not person.is_active:
        raise Refused(_("Support is given to people who work here, not to this one."))
    until = timezone.localtime() + LASTS
    SUPPORT.send(person, person=person.pk, who=by.pk, until=until.isoformat())


@action(
    allowed=policies.can_administer,
    label=_("End support"),
    told=_("ended the support"),
    unseen=QUIET,
)
def end_support(person: User, *, by: User) -> None:
    """Come back to one's own view."""


def _refuse_oneself(person: User, by: User) -> None:
    """Nobody gives, takes or keeps rights of their own."""
    if person == by:
        raise Refused(_("Nobody changes their own rights: ask a colleague."))
