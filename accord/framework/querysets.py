from datetime import date
from typing import Self

from django.db.models import Exists, OuterRef

from accord.lib.bilingual import local
from accord.lib.scoping import AddressedQuerySet, PublicQuerySet


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
    def of_latest_model(self) -> Self:
        """Those of the model approved last."""
        models = self.model._meta.apps.get_model("framework", "ModelAgreement")
        latest = models.objects.public().order_by("-earliest_on", "pk").values("pk")
        return self.filter(model__in=latest[:1])

    def once_each(self) -> Self:
        """Each code once, as the last model that has it words it: for filters."""
        later = self.model._default_manager.public().filter(
            code=OuterRef("code"), model__gt=OuterRef("model")
        )
        return self.exclude(Exists(later))

    def conditioning(self) -> Self:
        """Those that condition the referent's subsidy."""
        return self.filter(conditions_subsidy=True)

    def for_table(self) -> Self:
        return self.select_related("source", "model").order_by("model", "rank", "pk")


class SubsidyTermsQuerySet(PublicQuerySet):
    def in_force(self, day: date) -> Self:
        """Known to have begun by ``day``, the latest first."""
        return self.filter(latest_on__lte=day)

    def for_table(self) -> Self:
        return self.select_related("source", "model").order_by("model", "-earliest_on")


class FigureQuerySet(PublicQuerySet):
    def of(self, *measures: str) -> Self:
        return self.filter(measure__code__in=measures)

    def for_table(self) -> Self:
        return self.select_related("source", "measure").order_by(
            local("measure__label"), "-latest_on", "pk"
        )
