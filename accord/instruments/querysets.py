from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    Exists,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accord.directory.needs import Side
from accord.directory.standing import RegionalRows, Standing, standing_of
from accord.lib.bilingual import local
from accord.lib.scoping import ScopedQuerySet

BINDING = ("signed", "suspended", "terminated")
MAKING = ("drafting", "in_review", "agreed", "college", "council", "signing")
SIGNING = ("council", "signing")


def held_on(day: Any, path: str = "") -> Q:
    """The version at ``path`` holds its text on ``day``; rows know ``replaced_on``."""
    said = Q(**{f"{path}state__in": BINDING, f"{path}in_force_on__lte": day})
    for gone_on in ("replaced_on", f"{path}terminated_on"):
        said &= Q(**{f"{gone_on}__isnull": True}) | Q(**{f"{gone_on}__gt": day})
    return said


def unended_on(day: Any, path: str = "") -> Q:
    ends_on = f"{path}ends_on"
    return Q(**{f"{ends_on}__isnull": True}) | Q(**{f"{ends_on}__gte": day})


def _replaced_on(texts: Any, path: str = "", *, published: bool = False) -> Subquery:
    """The day a later version takes the place of the one at ``path``."""
    later = texts._base_manager.filter(
        agreement=OuterRef(f"{path}agreement"),
        number__gt=OuterRef(f"{path}number"),
        state__in=BINDING,
    )
    if published:
        later = later.filter(published_at__isnull=False)
    first = later.order_by().values("agreement").annotate(first=Min("in_force_on"))
    return Subquery(first.values("first"), output_field=DateField())


class InstrumentQuerySet(RegionalRows, ScopedQuerySet):
    # Audience

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality sees the texts of its own agreements."""
        return Q(agreement__municipality__in=standing.organisation_ids)

    def asking(self, user: Any) -> Self:
        """The texts on which the reader sees reports; not for reading the text itself.

        Those that they see, and those that name their organisation as who reports;
        with ``replaced_on``: the version that takes its place may not name it.
        """
        standing = standing_of(user)
        if standing.is_regional or not standing.named_ids:
            return self.visible_to(user).with_next()
        agreed = self.model._meta.apps.get_model("instruments", "AgreedIndicator")
        named = agreed.objects.naming(standing.named_ids)
        own = Q(agreement__municipality__in=standing.organisation_ids)
        rows = self.filter(own | Exists(named.filter(instrument=OuterRef("pk"))))
        return rows.with_next()

    def public(self) -> Self:
        return self.filter(published_at__isnull=False)

    # Filters

    def binding(self) -> Self:
        """Signed by everyone, whatever became of it."""
        return self.filter(state__in=BINDING)

    def in_the_making(self) -> Self:
        return self.filter(state__in=MAKING)

    def of_agreement(self, agreement: Any) -> Self:
        """By the record or its number; a number that none can have finds nothing."""
        pk = getattr(agreement, "pk", agreement)
        return self.filter(agreement__pk=pk)

    def matching(self, *, state: str = "", agreement: int | None = None) -> Self:
        rows = self.filter(state=state) if state else self
        return rows.filter(agreement=agreement) if agreement else rows

    def in_force_on(self, day: Any, *, published: bool = False) -> Self:
        """Of each agreement, the version that holds its text on ``day``.

        From its taking effect until a later version does or it is terminated; one that
        has ended still says what the agreement was. ``day``: a date, or a column of the
        rows that ask. ``published``: what everyone may know, so that a later version
        counts from its publication on.
        """
        return self.with_next(published=published).filter(held_on(day))

    def binding_on(self, day: Any, *, published: bool = False) -> Self:
        """Of each agreement, the version that binds on ``day``: it has not ended.

        ``Instrument.binds_on`` says the same of rows that were read.
        """
        return self.in_force_on(day, published=published).filter(unended_on(day))

    def reporting_on(self, calendar: Any, day: Any) -> Self:
        """Those that ask for a report on the period of ``calendar`` that ends then.

        ``Instrument.reports_on`` says the same of rows that were read.
        """
        return self.binding_on(day).filter(calendar=calendar)

    # Shapes

    def with_next(self, *, published: bool = False) -> Self:
        """With ``replaced_on``: the day a later version takes its place."""
        return self.annotate(replaced_on=_replaced_on(self.model, published=published))

    def with_signer(self) -> Self:
        """With ``whose`` turn it is to sign, and the name of the ``signer``.

        Where something recorded waits for a second person, it is nobody's turn; then
        ``recorder`` recorded it, and ``confirms`` is the side that did not.
        """
        apps = self.model._meta.apps
        signatories = apps.get_model("instruments", "Signatory").objects
        recorded = apps.get_model("instruments", "Signature").objects.waiting()
        recorded = recorded.filter(signatory__instrument=OuterRef("pk")).order_by()
        to_sign = signatories.filter(
            ~Exists(recorded.filter(signatory__instrument=OuterRef("instrument"))),
            instrument=OuterRef("pk"),
            instrument__state__in=SIGNING,
        )
        first = to_sign.still_to_sign()
        return self.annotate(
            whose=Subquery(first.values("side")[:1]),
            signer=Subquery(first.values(local("organisation__name"))[:1]),
            recorder=Coalesce(
                "decision_by",
                Subquery(recorded.values("recorded_by")),
                output_field=BigIntegerField(),
            ),
            confirms=Case(
                When(decision_by__isnull=False, then=Value(str(Side.MUNICIPALITY))),
                default=Subquery(
                    recorded.values(
                        other=Case(
                            When(side=Side.REGION, then=Value(str(Side.MUNICIPALITY))),
                            default=Value(str(Side.REGION)),
                        )
                    )
                ),
            ),
        )

    def for_page(self) -> Self:
        return self.with_next().select_related(
            "agreement__municipality",
            "agreement__model",
            "calendar",
            "amends",
            "document",
            "deliberation",
            "college_file",
            "decision_by",
        )

    def for_table(self) -> Self:
        return (
            self.with_next()
            .defer("content")
            .select_related("agreement__municipality", "agreement__model")
            .order_by(local("agreement__municipality__sort"), "agreement", "-number")
        )


class PartQuerySet(RegionalRows, ScopedQuerySet):
    """What belongs to an instrument is seen by who sees the instrument."""

    path = "instrument"

    def theirs(self, user: Any, standing: Standing) -> Q:
        owner = f"{self.path}__agreement__municipality__in"
        return Q(**{owner: standing.organisation_ids})

    def public(self) -> Self:
        return self.filter(**{f"{self.path}__published_at__isnull": False})


# Where a node stands under the definition of an indicator, which may not be public.
DEFINED_BY = {"indicators": "definition", "targets": "indicator__definition"}

# Where a node stands under the indicator that may name who reports on it.
REPORTED_BY = {"indicators": "", "targets": "indicator__"}


class NodeQuerySet(PartQuerySet):
    def theirs(self, user: Any, standing: Standing) -> Q:
        """And of other texts, what names the reader's organisation as who reports."""
        own, path = super().theirs(user, standing), REPORTED_BY.get(self.model.KIND)
        if path is None or not standing.named_ids:
            return own
        return own | _naming(path, standing.named_ids)

    def naming(self, organisations: Iterable[int]) -> Self:
        """What binding texts name one of these organisations for, to report on it."""
        return self.filter(_naming(REPORTED_BY[self.model.KIND], organisations))

    def public(self) -> Self:
        """Of published texts; what is measured, where its definition may be public."""
        rows, path = super().public(), DEFINED_BY.get(self.model.KIND)
        return rows.filter(**{f"{path}__is_public": True}) if path else rows

    def standing(self) -> Self:
        return self.filter(is_removed=False)

    def on(self, day: date, *, published: bool = False) -> Self:
        """Of the texts that bind on ``day`` and have not ended; rows know the day.

        ``published``: of those that everyone may read.
        """
        texts = self.model._meta.apps.get_model("instruments", "Instrument").objects
        texts = texts.public() if published else texts.all()
        binding = texts.binding_on(day, published=published)
        rows = self.standing().filter(instrument__in=binding.values("pk"))
        return rows.annotate(on=Value(day, output_field=DateField()))

    def held_on(self, day: Any) -> Self:
        """Of the text that held on ``day``, a date or a column of the node."""
        texts = self.model._meta.get_field("instrument").related_model
        rows = self.annotate(replaced_on=_replaced_on(texts, "instrument__"))
        return rows.filter(held_on(day, "instrument__"))

    def of(self, instruments: Any) -> Self:
        """The standing nodes of one text, or of several, in their order."""
        many = isinstance(instruments, QuerySet | list | tuple)
        wanted = instruments if many else [instruments]
        return self.standing().filter(instrument__in=wanted).order_by("rank", "pk")


def _naming(path: str, organisations: Iterable[int]) -> Q:
    standing = {f"{path}is_removed": False, "is_removed": False}
    named = {f"{path}reporter__in": organisations, "instrument__state__in": BINDING}
    return Q(**standing, **named)


class ActionServesQuerySet(PartQuerySet):
    path = "action__instrument"

    def of(self, instrument: Any) -> Self:
        return self.filter(
            action__instrument=instrument, action__is_removed=False
        ).order_by("pk")


class SeriesQuerySet(PartQuerySet):
    """What results are reported on."""

    def theirs(self, user: Any, standing: Standing) -> Q:
        own = Q(agreement__municipality__in=standing.organisation_ids)
        if not standing.named_ids:
            return own
        agreed = self.model._meta.apps.get_model("instruments", "AgreedIndicator")
        named = agreed.objects.naming(standing.named_ids)
        return own | Q(Exists(named.filter(series=OuterRef("pk"))))

    def public(self) -> Self:
        """Of agreements whose text is public, where the definition may be."""
        texts = self.model._meta.apps.get_model("instruments", "Instrument")
        published = texts.objects.public().filter(agreement=OuterRef("agreement"))
        return self.filter(Exists(published), definition__is_public=True)

    def confidential(self) -> Self:
        """Those whose definition may not be published."""
        return self.filter(definition__is_public=False)


class SignatoryQuerySet(PartQuerySet):
    def of(self, instrument: Any) -> Self:
        """In the order they sign."""
        return (
            self.filter(instrument=instrument, is_removed=False)
            .select_related("organisation")
            .order_by("rank")
        )

    def still_to_sign(self) -> Self:
        """Whose signature does not count yet, in the order that the text declares."""
        signatures = self.model._meta.apps.get_model("instruments", "Signature")
        done = signatures.objects.counting().filter(signatory=OuterRef("pk"))
        rows = self.filter(~Exists(done), is_removed=False)
        return rows.order_by("rank")

    def next_of(self, instrument: Any) -> Any:
        """Whose turn it is to sign; ``None``: nobody's."""
        return self.of(instrument).still_to_sign().first()


class SignatureQuerySet(PartQuerySet):
    path = "signatory__instrument"

    def of(self, instrument: Any) -> Self:
        """All that were recorded, in their order, those that are struck among them."""
        return (
            self.filter(signatory__instrument=instrument)
            .select_related("signatory", "file", "recorded_by", "confirmed_by")
            .order_by("signatory__rank", "pk")
        )

    def for_page(self) -> Self:
        return self.select_related(
            "signatory__instrument__agreement__municipality",
            "signatory__organisation",
            "file",
            "recorded_by",
        )

    def standing(self) -> Self:
        return self.filter(struck_at__isnull=True)

    def counting(self) -> Self:
        return self.standing().filter(confirmed_at__isnull=False)

    def waiting(self) -> Self:
        """Recorded, and to be confirmed by a second person."""
        return self.standing().filter(confirmed_at__isnull=True)
