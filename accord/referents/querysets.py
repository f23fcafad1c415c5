from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DecimalField,
    DurationField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Round

from accord.agreements.querysets import AboutAgreementQuerySet
from accord.directory.querysets import named
from accord.directory.standing import RegionalRows, Standing, standing_of
from accord.lib.alphabet import holding
from accord.lib.bilingual import local
from accord.lib.scoping import ScopedQuerySet
from accord.lib.spans import SpannedRows
from accord.referents.rules import FUNDED, Situation
from accord.referents.workflow import SHOWN_TO_THE_REGION

FTE = DecimalField(max_digits=7, decimal_places=2)


def _of_own_posts(standing: Standing) -> Q:
    """Occupancies of the posts of one's municipality, as far as the posts show."""
    return Q(
        post__state="published",
        post__agreement__state="published",
        post__agreement__municipality__in=standing.organisation_ids,
    )


class PostQuerySet(AboutAgreementQuerySet):
    """Posts: the Region sees all, a municipality and the public what is published."""

    # Shapes

    def as_of(self, day: date) -> Self:
        """With ``held`` (FTE), ``situation`` and ``left_on`` on ``day``.

        The same reading as ``rules.standing_on``, in SQL: the tests compare them.
        """
        occupancies = self.model._meta.apps.get_model("referents", "Occupancy")
        theirs = occupancies.objects.standing().filter(post=OuterRef("pk")).order_by()
        held = theirs.valid_on(day).values("post").annotate(of=Sum("fte"))
        left = theirs.filter(ends_on__lt=day).values("post").annotate(at=Max("ends_on"))
        text = CharField(max_length=8)
        return self.annotate(
            on=Value(day, output_field=DateField()),
            held=Coalesce(
                # Rounded: SQLite adds 0.7 and 0.1 to a little less than 0.8.
                Round(Subquery(held.values("of"), output_field=FTE), 2),
                Value(Decimal(0)),
                output_field=FTE,
            ),
            left_on=Subquery(left.values("at")),
            situation=Case(
                When(funded_from__gt=day, then=Value(Situation.TO_COME.value)),
                When(funded_until__lt=day, then=Value(Situation.ENDED.value)),
                When(held__gte=F("fte"), then=Value(Situation.FILLED.value)),
                When(held__gt=0, then=Value(Situation.PARTLY.value)),
                default=Value(Situation.VACANT.value),
                output_field=text,
            ),
        )

    def with_vacancy(self) -> Self:
        """With ``empty_since``, of those vacant; after ``as_of``."""
        after = F("left_on") + Value(timedelta(days=1), output_field=DurationField())
        next_day = Cast(after, DateField())
        since = Greatest(Coalesce(next_day, F("funded_from")), F("funded_from"))
        return self.annotate(empty_since=since)

    def in_situation(self, situation: str) -> Self:
        """After ``as_of``; “funded”: filled, partly filled or vacant."""
        if situation == "funded":
            return self.filter(situation__in=sorted(FUNDED))
        return self.filter(situation=situation) if situation else self

    def matching(self, *, situation: str = "", text: str = "") -> Self:
        """What the list's filters ask; after ``as_of``."""
        rows = self.in_situation(situation)
        return rows.filter(named(text, "agreement__municipality"))

    def counts(self, day: date) -> dict[str, int]:
        """How many standing posts in each situation on ``day``: one query."""
        rows = (
            self.standing()
            .order_by()
            .as_of(day)
            .values("situation")
            .annotate(how_many=Count("pk"))
        )
        found = {row["situation"]: row["how_many"] for row in rows}
        return {one.value: found.get(one.value, 0) for one in Situation}

    def for_table(self) -> Self:
        return self.select_related(
            "agreement__municipality", "agreement__model", "source"
        ).order_by(local("agreement__municipality__sort"), "funded_from", "pk")

    def in_file_order(self) -> Self:
        """The order of published files, the same in both languages."""
        return self.select_related(
            "agreement__municipality", "agreement__model", "source"
        ).order_by("agreement__municipality__nis_code", "funded_from", "pk")


class OccupancyQuerySet(RegionalRows, SpannedRows, ScopedQuerySet):
    """Who holds a post from when until when."""

    # Audience

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality sees those of its posts; a person their own."""
        own = Q(referent__user=user.pk or 0, is_struck=False)
        return _of_own_posts(standing) | own

    def public(self) -> Self:
        """That a published post is held; by whom, only a published profile says."""
        posts = {"post__state": "published", "post__agreement__state": "published"}
        return self.standing().filter(**posts)

    # Filters

    def standing(self) -> Self:
        return self.filter(is_struck=False)

    def of(self, posts: Any) -> Self:
        return self.filter(post__in=posts if isinstance(posts, list) else [posts])

    def covering(self, day: date) -> Self:
        """Held on ``day``, of a post that is funded then."""
        return (
            self.standing()
            .valid_on(day)
            .filter(
                Q(post__funded_until__isnull=True) | Q(post__funded_until__gte=day),
                post__funded_from__lte=day,
            )
        )

    # Shapes

    def in_time(self) -> Self:
        return self.select_related("referent").order_by("starts_on", "pk")

    def latest_first(self) -> Self:
        return self.select_related(
            "referent", "post__agreement__municipality"
        ).order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "-pk")


class ReferentQuerySet(RegionalRows, ScopedQuerySet):
    """People who hold or held a post."""

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality sees those of its posts; a person themselves."""
        occupancies = self.model._meta.apps.get_model("referents", "Occupancy")
        theirs = occupancies.objects.standing().filter(
            _of_own_posts(standing), referent=OuterRef("pk")
        )
        return Q(user=user.pk or 0) | Q(Exists(theirs))

    def of_person(self, user: Any) -> Self:
        return self.filter(user=user.pk or 0)

    def matching(self, text: str) -> Self:
        return self.filter(holding(text, "name"))

    def for_table(self) -> Self:
        return self.order_by("name__letters", "pk")


class ProfileQuerySet(ScopedQuerySet):
    """What someone writes of themselves. What is public of it is a copy."""

    def visible_to(self, user: Any) -> Self:
        """The person; the Region what was offered, or what it writes with them."""
        own = Q(referent__user=user.pk or 0)
        if not standing_of(user).is_regional:
            return self.filter(own)
        offered = Q(state__in=sorted(SHOWN_TO_THE_REGION))
        return self.filter(own | offered | Q(referent__user__isnull=True))

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def for_page(self) -> Self:
        return self.select_related(
            "referent__user", "portrait", "video", "captions_fr", "captions_nl"
        )


class PublicationQuerySet(RegionalRows, ScopedQuerySet):
    """The copies of profiles that are public, and those that were."""

    def theirs(self, user: Any, standing: Standing) -> Q:
        return Q(profile__referent__user=user.pk or 0)

    def public(self) -> Self:
        """Not replaced and not withdrawn."""
        return self.filter(ended_at__isnull=True)

    def serving(self, day: date) -> Self:
        """Of those who hold a published post on ``day``: nobody else is shown."""
        occupancies = self.model._meta.apps.get_model("referents", "Occupancy")
        held = occupancies.objects.public().covering(day)
        return self.filter(Exists(held.filter(referent=OuterRef("profile__referent"))))

    def of_person(self, referent: Any) -> Self:
        return self.filter(profile__referent=referent)

    def for_page(self) -> Self:
        return self.select_related("profile__referent").order_by(
            "profile__referent__name__letters", "pk"
        )
