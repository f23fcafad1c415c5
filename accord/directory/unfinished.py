"""What needs who manages people: invitations nobody followed, accounts half secured."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.demonstration import DOMAIN
from accord.accounts.models import User
from accord.accounts.people import manages_people
from accord.accounts.second_factor import KINDS as FACTORS
from accord.directory.models import Body, Invitation, Membership, Role
from accord.directory.needs import Need, NeedKind, Side, at, shaped


def _invitations(need: Need) -> str:
    return reverse("directory:invitation_list")


EXPIRED = NeedKind(
    "directory.invitation_expired",
    side=Side.MANAGERS,
    label=_("Invitation that expired"),
    act=_("Send again or withdraw"),
    address=_invitations,
)
UNSECURED = NeedKind(
    "directory.second_factor_missing",
    side=Side.MANAGERS,
    label=_("Second factor not set up"),
    act=_("See the person"),
    address=at("directory:person_detail"),
)
KINDS = (EXPIRED, UNSECURED)


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    if not manages_people(user):
        return []
    name = Case(When(name="", then=F("email")), default=F("name"))
    return [
        shaped(
            Invitation.objects.visible_to(user).expired(timezone.now()),
            kind=EXPIRED,
            what=name,
            since=TruncDate("expires_at"),
        ),
        shaped(
            _unsecured(user, today),
            kind=UNSECURED,
            what=name,
            since=TruncDate("joined_at"),
        ),
    ]


def _unsecured(user: User, today: date) -> QuerySet[User, User]:
    """Who must sign in with a second factor and has set up none.

    In SQL what ``second_factor.is_required`` asks of one person: administrators, and
    who approves at the Region. The people of the demonstration need none.
    """
    approving = Membership.objects.filter(
        user=OuterRef("pk"), organisation__kind=Body.REGION, role=Role.APPROVER
    ).valid_on(today)
    own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    people = User.objects.visible_to(user).filter(
        Q(is_administrator=True) | Exists(approving), ~Exists(own), is_active=True
    )
    return people.exclude(email__endswith=f"@{DOMAIN}") if settings.DEMO else people
