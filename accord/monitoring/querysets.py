from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import DateField, Exists, Max, Min, OuterRef, Q, Subquery, Value
from django.utils import timezone

from accord.directory.standing import RegionalRows, Standing
from accord.lib.bilingual import local
from accord.lib.scoping import ScopedQuerySet


def night_after(day: date) -> datetime:
    """The midnight that ends a day; of the very last days there are, an earlier one."""
    next_day = min(day, date.max - timedelta(days=2)) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(next_day, time.min))


def asked_of(organisations: Iterable[int], apps: Any, **same: Any) -> Exists:
    """Whether the text of a row's period names one of these as who reports.

    ``same`` says of which row's agreement.
    """
    calendar, ends_on = (
        OuterRef(OuterRef(f"period__{one}")) for one in ("calendar", "ends_on")
    )
    texts = apps.get_model("instruments", "Instrument").objects
    asking = texts.reporting_on(calendar, ends_on).filter(pk=OuterRef("instrument"))
    agreed = apps.get_model("instruments", "AgreedIndicator").objects
    return Exists(agreed.naming(organisations).filter(Exists(asking), **same))


class ResultQuerySet(RegionalRows, ScopedQuerySet):
    # Audience

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality, and whom its text names, see their own."""
        own = Q(series__agreement__municipality__in=standing.organisation_ids)
        if not standing.named_ids:
            return own
        apps = self.model._meta.apps
        series = apps.get_model("instruments", "Series").objects.visible_to(user)
        asked = asked_of(standing.named_ids, apps, series=OuterRef("series"))
        reported = Q(organisation__in=standing.named_ids)
        return (own | reported | Q(asked)) & Q(series__in=series.values("pk"))

    def public(self, day: date | None = None) -> Self:
        """The verified results behind the figures that were public on ``day``.

        Each as it was when its figures were last made public: what was verified since
        waits for the next publication. With ``published_at``, the day as ``on``, and
        ``text_published_at``: when the text that its target follows from became public.
        """
        day = day or timezone.localdate()
        model = self.model._meta.apps.get_model
        night = night_after(day)
        figures = model("monitoring", "PublishedFigure")._base_manager.filter(
            definition=OuterRef("series__definition"),
            municipality=OuterRef("series__agreement__municipality"),
            period=OuterRef("period"),
            published_at__lt=night,
        )
        said = model("monitoring", "Verification")._base_manager.filter(
            outcome__in=["verified", "corrected"]
        )
        texts = model("instruments", "Instrument").objects
        text = texts.in_force_on(OuterRef("period__ends_on")).filter(
            agreement=OuterRef("series__agreement")
        )
        later = said.filter(
            result__series=OuterRef("series"),
            result__period=OuterRef("period"),
            result__revision__gt=OuterRef("revision"),
            at__lte=OuterRef("published_at"),
        )
        return (
            self.filter(
                state="verified",
                series__in=model("instruments", "Series").objects.public().values("pk"),
            )
            .annotate(
                published_at=Subquery(
                    figures.order_by("-published_at").values("published_at")[:1]
                ),
                on=Value(day, output_field=DateField()),
                text_published_at=Subquery(text.values("published_at")[:1]),
            )
            .filter(
                Exists(
                    said.filter(result=OuterRef("pk"), at__lte=OuterRef("published_at"))
                )
            )
            .exclude(Exists(later))
        )

    def waiting_since(self, day: date) -> dict[int, date]:
        """By series: the end of the first period that counts here and not in public.

        What is counted since the start tells it too, in every later period.
        """
        rows = self.waiting(day).order_by()
        found = rows.values_list("series").annotate(first=Min("period__ends_on"))
        return dict(found)

    def waiting(self, day: date) -> Self:
        """Handed in, and not verified before their period was public last."""
        model = self.model._meta.apps.get_model
        figures = model("monitoring", "PublishedFigure")._base_manager.filter(
            definition=OuterRef("result__series__definition"),
            municipality=OuterRef("result__series__agreement__municipality"),
            period=OuterRef("result__period"),
            published_at__gte=OuterRef("at"),
            published_at__lt=night_after(day),
        )
        said = model("monitoring", "Verification")._base_manager.filter(
            Exists(figures),
            result=OuterRef("pk"),
            outcome__in=["verified", "corrected"],
        )
        return self.handed_in().exclude(Exists(said))

    # Filters

    def current(self) -> Self:
        return self.filter(is_current=True)

    def handed_in(self) -> Self:
        """Current, and at least submitted: what counts inside the house.

        Said by what it is not: nearly all results are handed in, and the index by state
        is there for the few that wait.
        """
        return self.current().exclude(state__in=["draft", "returned"])

    def verified(self) -> Self:
        return self.current().filter(state="verified")

    def awaiting(self) -> Self:
        """Handed in and not verified yet, the oldest first."""
        rows = self.current().filter(state="submitted")
        return rows.select_related(
            "series__definition", "series__agreement__municipality", "period"
        ).order_by("submitted_on", local("series__agreement__municipality__sort"), "pk")

    def of_agreement(self, agreement: Any) -> Self:
        return self.filter(series__agreement=agreement)

    def in_period(self, period: Any) -> Self:
        return self.filter(period=period)

    def of_same(self, result: Any) -> Self:
        """All revisions of what one series says of one period, the latest first."""
        rows = self.filter(series=result.series_id, period=result.period_id)
        return rows.for_page().order_by("-revision")

    # Shapes

    def before(self, series: Any, period: Any) -> Any:
        """What was handed in last for an earlier period; ``None`` if nothing was."""
        rows = self.handed_in().filter(series=series)
        rows = rows.filter(period__starts_on__lt=period.starts_on)
        return rows.order_by("-period__starts_on").first()

    def for_page(self) -> Self:
        return self.select_related(
            "series__definition",
            "series__agreement__municipality",
            "period__calendar",
            "organisation",
            "author",
            "target_set_by__agreement__municipality",
            "target_set_by__agreement__model",
        ).defer("target_set_by__content")

    def latest_first(self) -> Self:
        rows = self.select_related("period", "target_set_by")
        rows = rows.defer("target_set_by__content")
        return rows.order_by("-period__starts_on")

    def in_time(self) -> Self:
        return self.select_related("period").order_by("period__starts_on", "revision")

    def for_table(self) -> Self:
        return self.select_related(
            "series__definition",
            "series__agreement__municipality",
            "period",
            "organisation",
            "target_set_by",
        ).order_by(
            local("series__agreement__municipality__sort"),
            "series",
            "period__starts_on",
        )


class OfResultQuerySet(RegionalRows, ScopedQuerySet):
    """What belongs to a result is seen by who sees the result."""

    def theirs(self, user: Any, standing: Standing) -> Q:
        if standing.named_ids:
            results = self.model._meta.get_field("result").related_model.objects
            return Q(result__in=results.visible_to(user).values("pk"))
        own = standing.organisation_ids
        return Q(result__series__agreement__municipality__in=own)

    def of(self, result: Any) -> Self:
        return self.filter(result=result).order_by("pk")


class EvidenceQuerySet(OfResultQuerySet):
    def of_all(self, results: Any) -> Self:
        return self.filter(result__in=results).select_related("file").order_by("pk")


class ResultPartQuerySet(OfResultQuerySet):
    def of(self, result: Any) -> Self:
        rows = self.filter(result=result).select_related("part__dimension")
        return rows.order_by("part__dimension", "part__rank", "pk")


class VerificationQuerySet(OfResultQuerySet):
    def of(self, result: Any) -> Self:
        rows = self.filter(result=result).select_related("verifier", "organisation")
        return rows.order_by("-at", "-pk")

    def of_all(self, results: Any) -> Self:
        rows = self.filter(result__in=results)
        return rows.select_related("verifier", "organisation").order_by("-at", "-pk")


class PeriodExceptionQuerySet(RegionalRows, ScopedQuerySet):
    def theirs(self, user: Any, standing: Standing) -> Q:
        own = Q(agreement__municipality__in=standing.organisation_ids)
        if not standing.named_ids:
            return own
        same = {"instrument__agreement": OuterRef("agreement")}
        return own | Q(asked_of(standing.named_ids, self.model._meta.apps, **same))

    def live(self, day: date) -> Self:
        return self.filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_until__gte=day
        )

    def open_until(self, day: date) -> dict[tuple[int, int], date]:
        """Until when, by agreement and period, those that are live on ``day``."""
        groups = self.live(day).order_by().values_list("agreement", "period")
        last = groups.annotate(Max("opened_until"))
        return {(agreement, period): until for agreement, period, until in last}

    def for_table(self) -> Self:
        return self.select_related(
            "agreement__municipality", "period", "granted_by"
        ).order_by("-opened_until", "-pk")


class ReminderQuerySet(RegionalRows, ScopedQuerySet):
    def theirs(self, user: Any, standing: Standing) -> Q:
        """The Region sees who was reminded; the others what they received."""
        return Q(person=user.pk or 0)


class PublishedFigureQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.public()

    def public(self, day: date | None = None) -> Self:
        """The figures that stand, of indicators that may be published.

        On a day: those made public last by its end.
        """
        rows = self.filter(definition__is_public=True)
        if day is None:
            return rows.filter(is_current=True)
        rows = rows.filter(published_at__lt=night_after(day))
        later = self.model._base_manager.filter(
            definition=OuterRef("definition"),
            period=OuterRef("period"),
            published_at__gt=OuterRef("published_at"),
            published_at__lt=night_after(day),
        )
        own = later.filter(municipality=OuterRef("municipality"))
        region = later.filter(municipality__isnull=True)
        return rows.exclude(
            Q(Exists(own)) | Q(Exists(region), municipality__isnull=True)
        )

    def known(self) -> Self:
        """Those that hold a figure, rather than that none was reported."""
        return self.filter(Q(value__isnull=False) | Q(numerator__isnull=False))

    def of_the_region(self) -> Self:
        return self.filter(municipality__isnull=True)

    def for_table(self) -> Self:
        return self.select_related(
            "definition__mission", "period", "municipality"
        ).order_by("definition", "period__starts_on", local("municipality__sort"))
