"""What is done to organisations, services and the parts that people have."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.mails import tell
from accord.directory.models import Membership, Organisation, Role, Service
from accord.lib.errors import Refused
from accord.lib.naming import first_free
from accord.workflow import action


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add an organisation"),
    told=gettext_lazy("added the organisation"),
)
def add_organisation(nowhere: None, *, by: User, **columns: Any) -> Organisation:
    """Keep a body with a part in housing. Municipalities come with the register."""
    same = {"kind": columns["kind"], "slug_fr": columns["slug_fr"]}
    if Organisation.objects.filter(**same).exists():
        raise Refused(_("An organisation of this kind already has this name."))
    columns["code"] = _free_code(columns["slug_fr"])
    return Organisation.objects.create(**columns)


def _free_code(wanted: str) -> str:
    taken = set(
        Organisation.objects.filter(code__startswith=wanted).values_list(
            "code", flat=True
        )
    )
    return first_free(wanted, taken)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed the organisation"),
)
def edit_organisation(
    organisation: Organisation, *, seen: int, by: User, **columns: Any
) -> None:
    """Correct an organisation, unless someone else did since ``seen``."""
    _write(organisation, columns)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add a service"),
    told=gettext_lazy("added a service"),
)
def add_service(organisation: Organisation, *, by: User, **columns: Any) -> Service:
    """Keep whom to write to about what."""
    same = {"organisation": organisation, "name_fr": columns["name_fr"]}
    if Service.objects.filter(**same).exists():
        raise Refused(_("This service already exists."))
    return Service.objects.create(organisation=organisation, **columns)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed the service"),
)
def edit_service(service: Service, *, seen: int, by: User, **columns: Any) -> None:
    same = Service.objects.filter(
        organisation=service.organisation_id, name_fr=columns["name_fr"]
    )
    if same.exclude(pk=service.pk).exists():
        raise Refused(_("This service already exists."))
    _write(service, columns)


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("Give a part"),
    told=gettext_lazy("gave a part"),
)
def give_part(
    person: User,
    *,
    organisation: Organisation,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User,
) -> Membership:
    """Let a person act for an organisation, from a day to a day."""
    _refuse_oneself(person, by)
    standing = Membership.objects.filter(user=person, organisation=organisation)
    if standing.valid_on(starts_on or timezone.localdate()).exists():
        raise Refused(
            _("This person already has a part there at that time: end it first.")
        )
    return Membership.objects.create(
        user=person,
        organisation=organisation,
        role=Role(role),
        starts_on=starts_on,
        ends_on=ends_on,
    )


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("End"),
    told=gettext_lazy("ended a part"),
)
def end_part(membership: Membership, *, ends_on: date, by: User) -> None:
    """Let a part end on a day; it stays in the file."""
    _refuse_oneself(membership.user, by)
    if membership.starts_on and ends_on < membership.starts_on:
        raise Refused(_("It ends after it starts."))
    membership.ends_on = ends_on
    membership.save()


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed the person"),
)
def edit_person(
    person: User, *, name: str, language: str, is_active: bool, seen: int, by: User
) -> None:
    """Correct a person, or close and reopen their account."""
    if is_active != person.is_active:
        _refuse_oneself(person, by)
        if person.is_administrator and not by.is_administrator:
            raise Refused(_("Only an administrator closes or opens this account."))
    _write(person, {"name": name, "language": language, "is_active": is_active})


@action(
    allowed=policies.is_oneself,
    label=gettext_lazy("Save"),
    told=gettext_lazy("changed their own details"),
)
def edit_profile(person: User, *, name: str, language: str, by: User) -> None:
    """One's own name, and the language that messages come in."""
    _write(person, {"name": name, "language": language})


@action(
    allowed=policies.can_remove_second_factor,
    label=gettext_lazy("Remove their second factor"),
    told=gettext_lazy("removed the second factor of a person who lost it"),
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
    tell(
        person,
        "second_factor",
        subject=gettext_lazy("Your second factor was removed"),
        context=lambda: {"person": person, "who": by},
    )


@action(
    allowed=policies.can_administer,
    label=gettext_lazy("See as this person"),
    told=gettext_lazy("began to give support, seeing what this person sees"),
)
def start_support(person: User, *, by: User) -> None:
    """See the platform as someone does, to help them; nothing changes as them."""
    if person == by or person.is_administrator or not person.is_active:
        raise Refused(_("Support is given to people who work here, not to this one."))


@action(
    allowed=policies.can_administer,
    label=gettext_lazy("End support"),
    told=gettext_lazy("ended the support"),
)
def end_support(person: User, *, by: User) -> None:
    """Come back to one's own view."""


def _refuse_oneself(person: User, by: User) -> None:
    """Nobody gives, takes or keeps rights of their own."""
    if person == by:
        raise Refused(_("Nobody changes their own rights: ask a colleague."))


def _write(record: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(record, name, value)
    record.save(update_fields=list(columns))
