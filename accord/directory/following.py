"""Who follows which municipality, and who stands in for who is away."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.models import (
    Away,
    Kind,
    Membership,
    Organisation,
    Portfolio,
    Role,
)
from accord.lib.errors import Refused
from accord.workflow import action


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("Give to an officer"),
    told=gettext_lazy("gave the municipality to an officer"),
)
def assign_portfolio(
    municipality: Organisation,
    *,
    officer: User,
    starts_on: date,
    ends_on: date | None = None,
    by: User,
) -> Portfolio:
    """Let an officer of the Region follow a municipality. Several may, each once."""
    if municipality.kind != Kind.MUNICIPALITY:
        raise Refused(_("Officers follow municipalities."))
    if ends_on and ends_on < starts_on:
        raise Refused(_("It ends after it starts."))
    if not may_follow(starts_on).filter(pk=officer.pk).exists():
        raise Refused(_("This person does not act for the Region on that day."))
    theirs = Portfolio.objects.filter(officer=officer, municipality=municipality)
    if theirs.overlapping(starts_on, ends_on).exists():
        raise Refused(_("This officer already follows that municipality at that time."))
    return Portfolio.objects.create(
        officer=officer,
        municipality=municipality,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def may_follow(day: date) -> QuerySet[User, User]:
    """Who edits or approves at the Region on a day."""
    rows = Membership.objects.filter(organisation__kind=Kind.REGION).valid_on(day)
    acting = rows.exclude(role=Role.READER).values("user")
    people = User.objects.filter(pk__in=acting, is_active=True)
    return people.order_by("name", "pk")


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("End"),
    told=gettext_lazy("ended an officer’s following of the municipality"),
)
def end_portfolio(portfolio: Portfolio, *, ends_on: date, by: User) -> None:
    """Let an officer follow a municipality to a last day; it stays in the file."""
    if ends_on < portfolio.starts_on:
        raise Refused(_("It ends after it starts."))
    portfolio.ends_on = ends_on
    portfolio.save(update_fields=["ends_on"])


@action(
    allowed=policies.can_say_away,
    label=gettext_lazy("Say that you are away"),
    told=gettext_lazy("said that they are away"),
)
def say_away(
    person: User,
    *,
    starts_on: date,
    until: date,
    replacement: User | None = None,
    by: User,
) -> Away:
    """From a day to a last day; who replaces them finds their work on their desk."""
    if until < max(starts_on, timezone.localdate()):
        raise Refused(
            _("The last day away is today or later, and not before the first.")
        )
    at_that_time = Away.objects.overlapping(starts_on, until)
    if at_that_time.filter(person=person).exists():
        raise Refused(_("It is already said that this person is away at that time."))
    if replacement:
        _refuse_unfit(person, replacement, starts_on, until)
    return Away.objects.create(
        person=person, starts_on=starts_on, until=until, replacement=replacement
    )


def _refuse_unfit(
    person: User, replacement: User, starts_on: date, until: date
) -> None:
    """Who replaces is there for the same organisation, and not replaced by them."""
    if replacement == person:
        raise Refused(_("Nobody replaces themselves."))
    if not may_replace(person, starts_on, until).filter(pk=replacement.pk).exists():
        raise Refused(
            _("Who replaces them has an account and acts for the same organisation.")
        )
    replaced_by = dict(
        Away.objects.overlapping(starts_on, until)
        .filter(replacement__isnull=False)
        .values_list("person", "replacement")
    )
    following: int | None = replacement.pk
    while following := replaced_by.pop(following, None):
        if following == person.pk:
            raise Refused(
                _("They would replace each other: choose someone who is there.")
            )


def may_replace(person: User, starts_on: date, until: date) -> QuerySet[User, User]:
    """Colleagues who act for an organisation of theirs, from the first day to the last.

    The role matters: a reader replaces nobody but a reader.
    """
    theirs = Membership.objects.filter(user=person).valid_on(starts_on)
    throughout = Membership.objects.valid_on(starts_on).valid_on(until)
    fit = Q(pk__in=[])
    for part in theirs:
        roles = (
            [Role.EDITOR, Role.APPROVER] if part.role != Role.READER else Role.values
        )
        fit |= Q(organisation=part.organisation_id, role__in=roles)
    people = User.objects.filter(pk__in=throughout.filter(fit).values("user"))
    return people.filter(is_active=True).exclude(pk=person.pk).order_by("name", "pk")


@action(
    allowed=policies.can_end_away,
    label=gettext_lazy("Back"),
    told=gettext_lazy("said that they are back"),
)
def end_away(away: Away, *, by: User) -> None:
    """Back sooner than said: from today their work is theirs again."""
    today = timezone.localdate()
    if away.back_on or away.until < today:
        raise Refused(_("This absence is over."))
    away.back_on = today
    away.save(update_fields=["back_on"])
