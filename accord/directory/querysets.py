from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone

from accord.accounts.people import manages_people
from accord.lib.alphabet import alphabetical, holding_each, in_both
from accord.lib.bilingual import local
from accord.lib.joining import joined
from accord.lib.places import spelt
from accord.lib.scoping import (
    AddressedQuerySet,
    PublicQuerySet,
    ScopedQuerySet,
)
from accord.lib.spans import SpannedRows

LATELY = 10  # of someone's absences


def named(text: str, path: str = "") -> Q:
    """Where ``path`` leads to a body that is called so, or usually called so."""
    names = in_both("name", "abbreviation")
    of = f"{path}__" if path else ""
    found = holding_each(spelt(text), *(f"{of}{one}" for one in names))
    if not found:
        return found
    usual = apps.get_model("directory", "UsualName").objects.public()
    usual = usual.filter(holding_each(spelt(text), "name"))
    return found | Q(**{f"{of}pk__in": usual.values("organisation")})


class OrganisationQuerySet(AddressedQuerySet):
    """Organisations are public bodies: anyone may know they exist."""

    # Filters

    def municipalities(self) -> Self:
        return self.filter(kind="municipality")

    def how_many(self) -> Subquery:
        """How many municipalities there are, as a column of other rows."""
        every = self.municipalities().order_by().values("kind")
        return Subquery(every.annotate(of=Count("pk")).values("of"))

    def with_map(self) -> Self:
        """All municipalities, with what the map of those that have a place on it needs.

        ``is_outlined`` says by which; ``map_code`` is the postal code that stands for a
        name on small maps.
        """
        unlined = self.municipalities().filter(outline="")
        codes = self.model._meta.apps.get_model("directory", "PostalCode")
        first = codes.objects.public().filter(municipality=OuterRef("pk"))
        return (
            self.municipalities()
            .annotate(
                is_outlined=~Exists(unlined),
                map_code=Subquery(
                    first.order_by("postal_code").values("postal_code")[:1]
                ),
            )
            .select_related("outline_source")
        )

    def around(self, chosen: Any) -> Self:
        """The ``chosen`` one with its postal codes, then who shares a border with it.

        ``chosen`` is a queryset of one at most.
        """
        apps, one = self.model._meta.apps, chosen.values("pk")[:1]
        both = apps.get_model("directory", "Neighbour").objects.filter(
            Q(municipality=one, neighbour=OuterRef("pk"))
            | Q(neighbour=one, municipality=OuterRef("pk"))
        )
        codes = apps.get_model("directory", "PostalCode").objects.public()
        return (
            self.annotate(
                is_chosen=Case(When(pk=one, then=1), default=0),
                codes=joined(codes, "postal_code", of="municipality"),
            )
            .filter(Q(is_chosen=1) | Exists(both))
            .order_by("-is_chosen", local("sort"), "pk")
        )

    def matching(self, *, kind: str = "", text: str = "") -> Self:
        rows = self.filter(kind=kind) if kind else self
        return rows.filter(named(text))

    # Shapes

    def in_alphabet(self) -> Self:
        """In the reader's alphabet: Aval is Dal."""
        return self.order_by(local("sort"), "pk")

    def for_table(self) -> Self:
        return self.select_related("source").in_alphabet()


class MembershipQuerySet(SpannedRows, ScopedQuerySet):
    """Who acts for whom. Pages about people start from ``visible_to``."""

    # Audience

    def visible_to(self, user: Any) -> Self:
        """Who manages people sees all; the others their own."""
        return self if manages_people(user) else self.filter(user=user.pk or 0)

    def public(self) -> Self:
        return self.none()

    # Filters

    def of(self, organisation: Any) -> Self:
        return self.filter(organisation=organisation)

    def of_person(self, person: Any) -> Self:
        return self.filter(user=person).in_time()

    # Shapes

    def for_table(self) -> Self:
        return self.select_related("user", "organisation").order_by(
            F("ends_on").asc(nulls_first=True), local("organisation__sort"), "pk"
        )

    def in_time(self) -> Self:
        """The standing ones first, then those that ended, latest first."""
        return self.select_related("user", "organisation").order_by(
            F("ends_on").desc(nulls_first=True), "pk"
        )


class InvitationQuerySet(ScopedQuerySet):
    """Who was invited, and whether they came."""

    def visible_to(self, user: Any) -> Self:
        return self if manages_people(user) else self.none()

    def pending(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None)

    def expired(self, at: datetime) -> Self:
        """Nobody followed their link in time."""
        return self.pending().filter(expires_at__lte=at)

    def for_table(self) -> Self:
        return self.select_related("organisation").order_by(
            F("accepted_at").desc(nulls_first=True), "-expires_at", "-pk"
        )


# Where a word is looked for.
LOOKED_IN = ("name", "competences", "organisation__name", "organisation__abbreviation")


class ServiceQuerySet(PublicQuerySet):
    """Services and their shared mailboxes are public."""

    # Filters

    def standing(self) -> Self:
        """Not closed."""
        return self.filter(is_active=True)

    def matching(self, *, text: str = "", kind: str = "", languages: str = "") -> Self:
        """Every word is in its name, its competences or its organisation's name."""
        rows = self.filter(organisation__kind=kind) if kind else self
        if languages:
            rows = rows.filter(languages__in={languages, "both"})
        return rows.filter(holding_each(spelt(text), *in_both(*LOOKED_IN)))

    # Shapes

    def of(self, organisation: Any) -> Self:
        rows = self.filter(organisation=organisation).select_related("organisation")
        return rows.order_by("-is_active", alphabetical("name"), "pk")

    def for_table(self) -> Self:
        """By organisation, the standing ones first."""
        return self.select_related("organisation").order_by(
            "-is_active", local("organisation__sort"), alphabetical("name"), "pk"
        )


class _DatedQuerySet(SpannedRows, ScopedQuerySet):
    """Rows that hold from a day to a day, seen by colleagues."""

    def _memberships(self, **where: Any) -> Any:
        rows = self.model._meta.apps.get_model("directory", "Membership").objects
        return rows.valid_on(timezone.localdate()).filter(**where)


class PortfolioQuerySet(_DatedQuerySet):
    """Which officer of the Region follows which municipality."""

    # Audience

    def visible_to(self, user: Any) -> Self:
        """The Region sees all; a municipality who follows it."""
        if manages_people(user):
            return self
        mine = self._memberships(user=user.pk or 0)
        return self.filter(
            Exists(mine.filter(organisation__kind="region"))
            | Exists(mine.filter(organisation=OuterRef("municipality")))
        )

    # Filters

    def acting(self, day: date) -> Self:
        """Those that hold on a day, of officers who still act for the Region then."""
        memberships = self.model._meta.apps.get_model("directory", "Membership").objects
        at_work = memberships.valid_on(day).filter(
            user=OuterRef("officer"),
            user__is_active=True,
            organisation__kind="region",
            role__in=("editor", "approver"),
        )
        return self.valid_on(day).filter(Exists(at_work))

    # Shapes

    def for_table(self) -> Self:
        """By municipality, in the reader's alphabet; who follows it now comes first."""
        return self.select_related("officer", "municipality").order_by(
            local("municipality__sort"),
            F("ends_on").desc(nulls_first=True),
            "officer__name__letters",
            "pk",
        )


class AwayQuerySet(_DatedQuerySet):
    """Who is away, and who stands in for them."""

    span = ("starts_on", "until")

    # Audience

    def visible_to(self, user: Any) -> Self:
        """Who manages people sees all; the others their own and their colleagues'."""
        if manages_people(user):
            return self
        mine = self._memberships(user=user.pk or 0).values("organisation")
        colleagues = self._memberships(organisation__in=mine).values("user")
        return self.filter(
            Q(person=user.pk or 0)
            | Q(replacement=user.pk or 0)
            | Q(person__in=colleagues)
        )

    # Filters

    def lately_of(self, person: Any) -> Self:
        """Their absences, the latest first; earlier ones are in the journal."""
        return self.filter(person=person).for_table()[:LATELY]

    def overlapping(self, first: date, last: date | None) -> Self:
        """Whoever is back sooner is no longer away on that day."""
        back_later = Q(back_on__gt=first) & Q(back_on__gt=F("starts_on"))
        rows = super().overlapping(first, last)
        return rows.filter(Q(back_on__isnull=True) | back_later)

    # Shapes

    def for_table(self) -> Self:
        return self.select_related("person", "replacement").order_by(
            "-until", "person__name__letters", "pk"
        )
