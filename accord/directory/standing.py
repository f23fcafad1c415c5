"""What a person may act for: the one question every policy asks."""

from dataclasses import dataclass
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from accord.directory.models import Body, Membership, Organisation, Role

_RANK = {Role.READER: 1, Role.EDITOR: 2, Role.APPROVER: 3}


@dataclass(frozen=True)
class Standing:
    """A person's memberships today, as a value that policies can reason about."""

    held: frozenset[tuple[str, int, str]]  # (kind, organisation id, role)

    @property
    def is_regional(self) -> bool:
        return any(kind == Body.REGION for kind, _, _ in self.held)

    @property
    def is_municipal(self) -> bool:
        return any(kind == Body.MUNICIPALITY for kind, _, _ in self.held)

    @property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(pk for _, pk, _ in self.held)

    @property
    def named_ids(self) -> frozenset[int]:
        """Those that a text may name as who reports: no side of an agreement itself."""
        sides = (Body.REGION, Body.MUNICIPALITY)
        return frozenset(pk for kind, pk, _ in self.held if kind not in sides)

    def holds(self, role: Role, organisation: Organisation) -> bool:
        """Whether they hold that role there, or a higher one."""
        return self.holds_in(role, organisation.pk)

    def holds_in(self, role: Role, organisation: int) -> bool:
        """The same, of an organisation by its number."""
        return any(
            pk == organisation and _RANK[Role(held)] >= _RANK[role]
            for _, pk, held in self.held
        )

    def holds_regional(self, role: Role) -> bool:
        return any(
            kind == Body.REGION and _RANK[Role(held)] >= _RANK[role]
            for kind, _, held in self.held
        )


class RegionalRows:
    """Beside the class of a queryset: the Region sees every row, the others theirs."""

    filter: Any

    def visible_to(self, user: Any) -> Self:
        standing = standing_of(user)
        if standing.is_regional:
            return self
        return self.filter(self.theirs(user, standing))

    def theirs(self, user: Any, standing: Standing) -> Q:
        """Which rows a person sees who does not act for the Region; none of them."""
        return Q(pk__in=[])


NONE = Standing(frozenset())


def standing_of(user: AbstractBaseUser | AnonymousUser) -> Standing:
    """Read the memberships once per user object, hence once per request."""
    if not user.pk:
        return NONE
    memory = vars(user)
    if "_standing" not in memory:
        memberships = Membership.objects.filter(user=user.pk)
        held = memberships.valid_on(timezone.localdate()).values_list(
            "organisation__kind", "organisation_id", "role"
        )
        memory["_standing"] = Standing(frozenset(held))
    return memory["_standing"]
