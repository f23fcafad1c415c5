from datetime import date
from typing import Any, Self

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from accord.lib.alphabet import alphabetical
from accord.lib.scoping import AddressedQuerySet, PublicQuerySet
from accord.lib.spans import SpannedRows

SUBSIDY = "referent-subsidy"  # the code of the condition on the referent's subsidy


class PlanQuerySet(AddressedQuerySet):
    def for_table(self) -> Self:
        return self.select_related("source").order_by("-earliest_on", "pk")


class AxisQuerySet(PublicQuerySet):
    def for_table(self) -> Self:
        return self.select_related("source", "plan").order_by("plan", "number")


class PlanActionQuerySet(PublicQuerySet):
    def for_table(self) -> Self:
        return self.select_related("source", "plan", "axis").order_by("plan", "number")


class ModelAgreementQuerySet(PublicQuerySet):
    def for_table(self) -> Self:
        return self.select_related("source", "plan", "plan_action__plan").order_by(
            "-earliest_on", "pk"
        )


class MissionQuerySet(AddressedQuerySet):
    def once_each(self) -> Self:
        """Each code once, as the last model that has it words it: for filters."""
        later = self.model._default_manager.public().filter(
            code=OuterRef("code"), model__gt=OuterRef("model")
        )
        return self.exclude(Exists(later))

    def of_models(self, models: Any = None) -> Self:
        """What they are called, in their order: of all models, or of these."""
        rows = self if models is None else self.filter(model__in=models)
        texts = ("short_fr", "short_nl", "title_fr", "title_nl")
        return rows.only("model", "code", *texts).order_by("model", "rank", "pk")

    def for_table(self) -> Self:
        """With ``conditions_subsidy`` and, where it is so, ``subsidy_at_least``."""
        links = self.model._meta.apps.get_model("framework", "ConditionMission")
        named = links.objects.public().filter(
            mission=OuterRef("pk"), condition__code=SUBSIDY
        )
        enough = named.values("condition__at_least")[:1]
        return (
            self.select_related("source", "model")
            .annotate(conditions_subsidy=Exists(named))
            .annotate(subsidy_at_least=Subquery(enough))
            .order_by("model", "rank", "pk")
        )


class ConditionQuerySet(PublicQuerySet):
    def for_table(self) -> Self:
        return self.select_related("source", "model").order_by("model", "code")


class ConditionMissionQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.public()

    def public(self) -> Self:
        return self.filter(is_removed=False)

    def for_table(self) -> Self:
        return self.select_related("condition", "mission").order_by(
            "condition", "mission__rank", "pk"
        )


class IndicatorDefinitionQuerySet(SpannedRows, PublicQuerySet):
    span = ("valid_from", "valid_to")

    def public(self) -> Self:
        """Those that may be published; who has an account reads all."""
        return self.filter(is_public=True)

    def current(self) -> Self:
        """Those that no later version supersedes."""
        later = self.model._default_manager.filter(supersedes=OuterRef("pk"))
        return self.exclude(Exists(later))

    def for_table(self) -> Self:
        return self.select_related("source", "mission__model").order_by(
            "mission__model", "mission__rank", "mission", "code", "-version"
        )

    def versions_of(self, definition: Any) -> Self:
        """All versions of the same indicator, the latest first."""
        same = {"mission": definition.mission_id, "code": definition.code}
        return self.filter(**same).select_related("source").order_by("-version")


class DimensionQuerySet(PublicQuerySet):
    def in_use(self) -> Self:
        return self.filter(is_archived=False)

    def not_of(self, definition: Any) -> Self:
        """Those that the indicator is not broken down by."""
        links = self.model._meta.apps.get_model("framework", "IndicatorDimension")
        return self.exclude(Exists(links.objects.of(definition).by(OuterRef("pk"))))

    def for_table(self) -> Self:
        return self.order_by("is_archived", alphabetical("label"), "pk")


class DimensionValueQuerySet(PublicQuerySet):
    def in_use(self) -> Self:
        return self.filter(is_archived=False)

    def for_table(self) -> Self:
        return self.select_related("dimension").order_by("dimension", "rank", "pk")


class IndicatorDimensionQuerySet(PublicQuerySet):
    def in_use(self) -> Self:
        return self.filter(is_removed=False)

    def of(self, definition: Any) -> Self:
        """What the indicator is broken down by."""
        rows = self.in_use().filter(definition=definition)
        return rows.select_related("dimension").order_by("pk")

    def by(self, dimension: Any) -> Self:
        return self.filter(dimension=dimension)

    def of_current(self) -> Self:
        """Of definitions that no later version supersedes."""
        definitions = self.model._meta.apps.get_model(
            "framework", "IndicatorDefinition"
        )
        return self.filter(definition__in=definitions.objects.current())

    def for_table(self) -> Self:
        return self.select_related("definition", "dimension").order_by("pk")


class CalendarQuerySet(PublicQuerySet):
    def for_table(self) -> Self:
        return self.order_by(alphabetical("title"), "pk")


class ReportingPeriodQuerySet(SpannedRows, PublicQuerySet):
    def ended(self, day: date) -> Self:
        """Those whose last day is behind ``day``: only they count for progress."""
        return self.filter(ends_on__lt=day)

    def in_time(self) -> Self:
        return self.select_related("calendar").order_by("calendar", "starts_on")


class SubsidyTermsQuerySet(PublicQuerySet):
    def in_force(self, day: date) -> Self:
        """Known to have begun by ``day``, the latest first."""
        return self.filter(latest_on__lte=day)

    def for_table(self) -> Self:
        return self.select_related("source", "model").order_by("model", "-earliest_on")


class ClauseQuerySet(PublicQuerySet):
    def on(self, day: date) -> Self:
        """Those that the model has on ``day``; one without dates always holds."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def in_deed_order(self) -> Self:
        """As they stand in the deed."""
        parts = self.model._meta.get_field("part").choices
        place = Case(
            *(When(part=code, then=Value(n)) for n, (code, _said) in enumerate(parts)),
            output_field=IntegerField(),
        )
        return self.order_by(place, "rank", "valid_from", "pk")

    def for_table(self) -> Self:
        return self.select_related("source", "model").in_deed_order()


class FigureQuerySet(PublicQuerySet):
    def of(self, *measures: str) -> Self:
        return self.filter(measure__code__in=measures)

    def for_table(self) -> Self:
        return self.select_related("source", "measure").order_by(
            alphabetical("measure__label"), "-latest_on", "pk"
        )
