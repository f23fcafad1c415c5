from datetime import date
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, FirstValue
from django.db.models.lookups import Exact, IsNull

from accord.agreements.rules import Milestone, State
from accord.directory.querysets import named
from accord.directory.standing import RegionalRows, Standing
from accord.framework.models import Condition, ConditionMission, Mission
from accord.framework.querysets import SUBSIDY
from accord.journal.models import Entry
from accord.lib.bilingual import local
from accord.lib.come import FirstToHaveCome
from accord.lib.imprecise import EARLIEST_FIRST, LATEST_FIRST, Answer
from accord.lib.scoping import ScopedQuerySet
from accord.sources.querysets import FactQuerySet


def _once_public(model: Any) -> Q:
    """Published, or struck after it was: a draft stays the Region's once it is struck.

    The journal tells which.
    """
    kind = ContentType.objects.get_for_model(model)
    made_public = Entry.objects.filter(
        record_type=kind, record_id=OuterRef("pk"), changes__state__1="published"
    )
    return Q(state="published") | (Q(state="struck") & Q(Exists(made_public)))


def _how_many(rows: Any) -> Coalesce:
    counted = rows.order_by().values("condition").annotate(how_many=Count("pk"))
    return Coalesce(Subquery(counted.values("how_many")), 0)


BY_NIS = "agreement__municipality__nis_code"
NAMED = ("source", "agreement__municipality", "agreement__model")  # beside a fact
AT_LEAST_CONCLUDED = (Milestone.CONCLUDED, Milestone.IN_FORCE, Milestone.ENDED)


TEXT = CharField(max_length=12)


def _certain(says: Any, *milestones: Milestone) -> list[tuple[str, Any]]:
    """Each says the same once it was reached for certain."""
    return [(f"{one}_from", says) for one in milestones]


def _perhaps(says: Any, *milestones: Milestone) -> list[tuple[str, Any]]:
    return [(f"{one}_perhaps_from", says) for one in milestones]


def _weight(day: date) -> Case:
    """How much an agreement counts on ``day`` beside the others of its municipality.

    First one that runs: concluded, not ended, and not known to begin later. Then one
    that was concluded, one that perhaps was, one of which anything is known; a draft
    of the Region never goes before what is public.
    """
    begins_later = When(in_force_perhaps_from__gt=day, then=4)
    said = [
        *_certain(4, Milestone.ENDED),
        *_certain(5, Milestone.IN_FORCE),
        *_certain(Case(begins_later, default=5), Milestone.CONCLUDED),
        *_perhaps(3, *AT_LEAST_CONCLUDED),
        *_perhaps(2, *Milestone),
    ]
    weight = FirstToHaveCome(day, said, 1, IntegerField())
    return Case(When(state="published", then=weight), default=0)


def _answer(day: date, *milestones: Milestone) -> FirstToHaveCome:
    """Whether one of these was reached on ``day``: an ``Answer``."""
    said = [
        *_certain(Answer.YES.value, *milestones),
        *_perhaps(Answer.UNKNOWN.value, *milestones),
    ]
    return FirstToHaveCome(day, said, Answer.NO.value, TEXT)


class AgreementQuerySet(RegionalRows, FactQuerySet):
    def hold(self) -> None:
        """Nobody else gives a part in these until the transaction ends."""
        list(self.order_by("pk").select_for_update(no_key=True).values_list("pk"))

    # Audience

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality sees its own, once published."""
        return Q(state="published", municipality__in=standing.organisation_ids)

    # Filters

    def matching(self, *, state: str, mission: Any, text: str) -> Self:
        """What the list's filters ask; after ``as_of``."""
        found = self.filter(state_on_day=state) if state else self
        if mission:
            found = found.with_mission(mission.code)
        return found.filter(named(text, "municipality"))

    def with_mission(self, code: str) -> Self:
        """Where a published fact says it is chosen, and none that it is not."""
        said = self._said().filter(mission__code=code)
        return self.filter(
            Exists(said.filter(agreement=OuterRef("pk"), answer="chosen")),
            ~Exists(said.filter(agreement=OuterRef("pk"), answer="not_chosen")),
        )

    def with_all_conditions(self) -> Self:
        """Where enough of the missions that condition the subsidy are chosen.

        As published, and the same reading as ``rules.evaluate``.
        """
        return self.filter(self._all_conditions())

    def _all_conditions(self) -> Q:
        agreement = OuterRef(OuterRef(OuterRef("pk")))
        said = self._said().filter(agreement=agreement, mission=OuterRef("mission"))
        named = ConditionMission.objects.public().filter(condition=OuterRef("pk"))
        met = named.filter(
            Exists(said.filter(answer="chosen")),
            ~Exists(said.filter(answer="not_chosen")),
        )
        found = Condition.objects.public().filter(code=SUBSIDY, model=OuterRef("model"))
        enough = found.annotate(wanted=_how_many(named), met=_how_many(met)).filter(
            wanted__gt=0, met__gte=Coalesce("at_least", "wanted")
        )
        return Q(Exists(enough))

    def of_municipality(self, municipality: Any) -> Self:
        return self.filter(municipality=municipality)

    def counting_on(self, day: date) -> Self:
        """Of each municipality, the one agreement that counts on ``day``, ``as_of`` it.

        Of these here: the one that runs; else the last that was concluded; else the
        last. Whatever says how many municipalities or agreements asks this.
        """
        return self.that_count_on(day).as_of(day)

    def that_count_on(self, day: date) -> Self:
        """The same, where nobody asks how they stand that day."""
        return self.filter(self._counts(day))

    def weighed_on(self, day: date) -> Self:
        """All of them ``as_of`` a day, with ``counts``: whether it is that one."""
        counts = ExpressionWrapper(self._counts(day), BooleanField())
        return self.as_of(day).annotate(counts=counts)

    def _counts(self, day: date) -> Q:
        latest = F("model__earliest_on").desc(nulls_last=True)
        order = [_weight(day).desc(), latest, F("pk").desc()]
        first = Window(FirstValue("pk"), "municipality", order)
        return Q(pk__in=self.order_by().values(first=first).distinct())

    # Shapes

    def as_of(self, day: date) -> Self:
        """With ``state_on_day``, ``at_least``; ``concluded_on_day``, ``ended_on_day``.

        The same reading as ``rules.state_on``, in SQL; ``check_register`` compares.
        """
        at_least, state = [], []
        for one in reversed(Milestone):
            at_least += _certain(one.value, one)
            state += [*_certain(one.value, one), *_perhaps(State.UNKNOWN.value, one)]
        none = State.NONE.value
        return self.annotate(
            state_on_day=FirstToHaveCome(day, state, none, TEXT),
            at_least=FirstToHaveCome(day, at_least, none, TEXT),
            concluded_on_day=_answer(day, *AT_LEAST_CONCLUDED),
            ended_on_day=_answer(day, Milestone.ENDED),
        )

    def by_municipality(self, municipalities: Any) -> dict[int, Any]:
        """The agreements that count, by municipality; after ``counting_on``."""
        theirs = self.filter(municipality__in=municipalities)
        return {one.municipality_id: one for one in theirs}

    def with_others(self, among: Any = None) -> Self:
        """Saying ``has_others``: their municipality has another one among these.

        Or ``among`` those, where these are narrower.
        """
        town = OuterRef("municipality")
        others = (self if among is None else among).filter(municipality=town)
        return self.annotate(has_others=Exists(others.exclude(pk=OuterRef("pk"))))

    def succession(self, agreement: Any, day: date) -> tuple[Any, Any]:
        """What an agreement succeeds, and what succeeds it, on ``day``.

        Of one municipality, each follows the one under the model approved before. One
        read ``with_others`` may say beforehand that it stands alone.
        """
        if not getattr(agreement, "has_others", True):
            return None, None
        theirs = self.of_municipality(agreement.municipality_id).as_of(day)
        theirs = theirs.filter(~Q(state="struck") | Q(pk=agreement.pk))
        theirs = theirs.only("municipality", "model__title_fr", "model__title_nl")
        earliest = F("model__earliest_on").asc(nulls_first=True)
        line = [None, *theirs.select_related("model").order_by(earliest, "pk"), None]
        at = line.index(agreement)
        return line[at - 1], line[at + 1]

    def in_alphabet(self) -> Self:
        """By municipality; its kind is said for the index of names, which starts so."""
        towns = self.filter(municipality__kind="municipality")
        return towns.order_by(local("municipality__sort"), "-model__earliest_on", "pk")

    def for_table(self) -> Self:
        """With the names a list shows, in the reader's alphabet."""
        return self.select_related("municipality", "model", "source").in_alphabet()

    def in_file_order(self) -> Self:
        """The order of published files, the same in both languages."""
        return self.order_by("municipality__nis_code", "model__code", "pk")

    def counts_by_choice(self, mission: Any) -> dict[str, int]:
        """How many take ``mission`` on, do not, are disputed, not known: one query."""
        said = self._said().filter(agreement=OuterRef("pk"))
        yes = Exists(said.filter(mission=mission, answer="chosen"))
        no = Exists(said.filter(mission=mission, answer="not_chosen"))
        return self.aggregate(
            chosen=Count("pk", filter=Q(yes, ~no)),
            not_chosen=Count("pk", filter=Q(no, ~yes)),
            disputed=Count("pk", filter=Q(yes, no)),
            unknown=Count("pk", filter=Q(~yes, ~no)),
        )

    def position(self, day: date) -> dict[str, int]:
        """How many municipalities have concluded, perhaps, may claim: one query.

        ``claiming``: those whose agreement was concluded and has not surely ended.
        """
        yes, ended = Q(concluded_on_day="yes"), Q(ended_on_day="yes")
        rows = self.order_by().counting_on(day)
        has_right = yes & Q(ended_on_day="no") & self._all_conditions()
        return rows.annotate(has_right=has_right).aggregate(
            yes=Count("pk", filter=yes),
            unknown=Count("pk", filter=Q(concluded_on_day="unknown")),
            claiming=Count("pk", filter=yes & ~ended),
            eligible=Count("pk", filter=Q(has_right=True)),
        )

    def lacking(self, kind: str) -> Self:
        """Files that miss one kind of fact; see ``dashboards.gaps``."""
        if kind == "end":
            return self.filter(ended_perhaps_from__isnull=True)
        if kind == "conclusion":
            exact = Q(concluded_from=F("concluded_perhaps_from"))
            return self.exclude(exact)
        agreement = OuterRef(OuterRef("pk"))
        told = self._said().filter(agreement=agreement, mission=OuterRef("pk"))
        blank = Mission.objects.public().filter(model=OuterRef("model"))
        return self.filter(Exists(blank.filter(~Exists(told))))

    def _said(self) -> FactQuerySet:
        """What is published on the missions they chose."""
        model = self.model._meta.apps.get_model("agreements", "MissionChoice")
        return FactQuerySet(model).published()


class AboutAgreementQuerySet(RegionalRows, FactQuerySet):
    """Facts under an agreement."""

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality sees what was published about its own."""
        return _once_public(self.model) & Q(
            agreement__municipality__in=standing.organisation_ids,
            agreement__state="published",
        )

    def public(self) -> Self:
        return self.published().filter(agreement__state="published")

    def of(self, agreements: Any) -> Self:
        """Those of one agreement, or of a page of them."""
        many = isinstance(agreements, QuerySet | list | tuple)
        return self.filter(agreement__in=agreements if many else [agreements])


class StepQuerySet(AboutAgreementQuerySet):
    def come_by(self, day: date) -> Self:
        """Without those that are still to come: a planned end is not news yet.

        Of "no later than", only the last day is known: that one must have come.
        """
        end_came = Q(latest_on__lte=day) | Q(latest_on__isnull=True)
        return self.filter(
            Q(earliest_on__lte=day) | Q(end_came, earliest_on__isnull=True)
        )

    def among_latest(self, how_many: int) -> Self:
        """No earlier than the last so many, which an index finds; or a few more."""
        dated = self.filter(latest_on__isnull=False).order_by("-latest_on")
        last = dated.values("latest_on")[how_many - 1 : how_many]
        edge = Coalesce(Subquery(last), Value(date.min))
        without_end = Q(latest_on__isnull=True, earliest_on__gte=edge)
        return self.filter(Q(latest_on__gte=edge) | without_end)

    def tightest(self) -> Self:
        """Of what is said of one step of one agreement, the narrowest statement.

        "Concluded" gives way to a signature: it is the same event, less well known.
        """
        step = OuterRef
        said_loosely = Exact(step("kind"), Value("concluded"))
        better = self.model._base_manager.filter(
            Q(kind=step("kind")) | (Q(kind="signature") & Q(said_loosely)),
            Q(latest_on__lt=step("latest_on"))
            | (Q(latest_on__isnull=False) & Q(IsNull(step("latest_on"), True)))
            | Q(latest_on=step("latest_on"), earliest_on__gt=step("earliest_on"))
            | (
                Q(latest_on=step("latest_on"), earliest_on__isnull=False)
                & Q(IsNull(step("earliest_on"), True))
            )
            | Q(when=step("when"), kind=step("kind"), pk__lt=step("pk")),
            state="published",
            agreement=step("agreement"),
        )
        return self.exclude(Exists(better))

    def earliest_first(self) -> Self:
        return self.select_related("source").order_by(*EARLIEST_FIRST)

    def latest_first(self) -> Self:
        return self.select_related(*NAMED).order_by(*LATEST_FIRST)

    def for_table(self) -> Self:
        return self.select_related(*NAMED).order_by(BY_NIS, *EARLIEST_FIRST)

    def in_file_order(self) -> Self:
        """The order of published files, the same in both languages."""
        rows = self.prefetch_related("source")
        return rows.order_by(BY_NIS, "agreement__model__code", *EARLIEST_FIRST)


class MissionChoiceQuerySet(AboutAgreementQuerySet):
    def with_sources(self) -> Self:
        return self.select_related("source").order_by("pk")

    def for_table(self) -> Self:
        rows = self.select_related("mission", *NAMED)
        return rows.order_by(BY_NIS, "mission__rank", "pk")


class ReferentNameQuerySet(AboutAgreementQuerySet):
    def for_table(self) -> Self:
        return self.select_related("source", "agreement__municipality").order_by(
            local("agreement__municipality__sort"), "pk"
        )


class AbsenceQuerySet(RegionalRows, FactQuerySet):
    def where_none_since(self) -> Self:
        """Of municipalities that have no published agreement."""
        agreements = self.model._meta.apps.get_model("agreements", "Agreement")
        theirs = agreements.objects.public().filter(
            municipality=OuterRef("municipality")
        )
        return self.exclude(Exists(theirs))

    def theirs(self, user: Any, standing: Standing) -> Q:
        own = Q(municipality__in=standing.organisation_ids)
        return _once_public(self.model) & own

    def for_table(self) -> Self:
        return self.select_related("municipality", "model", "source").order_by(
            local("municipality__sort"), *EARLIEST_FIRST
        )


class NoteQuerySet(RegionalRows, ScopedQuerySet):
    """Working notes stay with the Region."""

    def of(self, agreement: Any) -> Self:
        return self.filter(agreement=agreement).order_by("-pk")
