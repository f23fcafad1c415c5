"""Who follows which municipality, and who stands in for who is away."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.models import Away, Body, Organisation, Portfolio
from accord.directory.reaching import may_follow, may_replace
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_manage_people,
    label=_("Give to an officer"),
    title=_("Give a municipality to an officer"),
    submit=_("Give"),
    told=_("gave the municipality to an officer"),
    done=_("The municipality is given."),
    unseen=ADDS,
)
def assign_portfolio(
    municipality: Organisation, *, officer: User, by: User, **columns: Any
) -> Portfolio:
    """Let an officer of the Region follow a municipality. Several may, each once."""
    given = Portfolio(municipality=municipality, officer=officer, **columns)
    if municipality.kind != Body.MUNICIPALITY:
        raise Refused(_("Officers follow municipalities."))
    if not may_follow(given.starts_on).filter(pk=officer.pk).exists():
        raise Refused(_("This person does not act for the Region on that day."))
    theirs = Portfolio.objects.filter(officer=officer, municipality=municipality)
    if theirs.overlapping(given.starts_on, given.ends_on).exists():
        raise Refused(_("This officer already follows that municipality at that time."))
    return save(given)


@action(
    allowed=policies.can_manage_people,
    label=_("End"),
    title=_("End following a municipality"),
    told=_("ended an officer’s following of the municipality"),
    done=_("It is ended."),
    is_grave=True,
)
def end_portfolio(portfolio: Portfolio, *, ends_on: date, by: User) -> None:
    """Let an officer follow a municipality to a last day; it stays in the file."""
    save(portfolio, ends_on=ends_on)


@action(
    allowed=policies.can_say_away,
    label=_("Say that you are away"),
    submit=_("Save"),
    told=_("said that they are away"),
    done=_("The absence is said."),
    unseen=ADDS,
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
    away = Away(
        person=person, starts_on=starts_on, until=until, replacement=replacement
    )
    if replacement and replacement != person:
        _refuse_unfit(person, replacement, starts_on, until)
    return save(away)


def _refuse_unfit(
    person: User, replacement: User, starts_on: date, until: date
) -> None:
    """Who replaces is there for the same organisation, and not replaced by them."""
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


@action(
    allowed=policies.can_end_away,
    label=_("I am back"),
    told=_("said that they are back"),
    title=_("End the absence"),
    submit=_("End the absence"),
    done=_("The absence is ended."),
)
def end_away(away: Away, *, by: User) -> None:
    """Back sooner than said: from today their work is theirs again."""
    today = timezone.localdate()
    if away.back_on or away.until < today:
        raise Refused(_("This absence is over."))
    save(away, back_on=today)
