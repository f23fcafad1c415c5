from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.agreements import querysets
from accord.agreements.rules import (
    BEGINNING,
    Choice,
    Milestone,
    State,
    StepKind,
    Window,
)
from accord.directory.models import Organisation
from accord.framework.models import Mission, ModelAgreement
from accord.lib.addresses import address_of
from accord.lib.constraints import always, once
from accord.lib.fields import Line, Prose, WebAddress, choice, key, written_in
from accord.lib.imprecise import Dated, ImpreciseDate
from accord.lib.imprecise import Kind as DateKind
from accord.lib.spoken import spoken_date, spoken_day
from accord.sources.models import Fact


def _derived() -> models.DateField:
    return models.DateField(null=True, editable=False)


class Agreement(Fact):
    """What one municipality and the Region agreed under one model.

    How far it has come is derived from its published steps: for each milestone, the day
    from which it may have been reached and the day from which it certainly was. They
    are columns so that thousands of agreements can be filtered by their state on any
    day; ``derive`` writes them, ``check_register`` recomputes them.
    """

    IN_FILE = ""

    municipality = key(
        Organisation, _("municipality"), limit_choices_to=Q(kind="municipality")
    )
    model = key(ModelAgreement, _("model"))
    announced_perhaps_from, announced_from = _derived(), _derived()
    decided_perhaps_from, decided_from = _derived(), _derived()
    adopted_perhaps_from, adopted_from = _derived(), _derived()
    concluded_perhaps_from, concluded_from = _derived(), _derived()
    in_force_perhaps_from, in_force_from = _derived(), _derived()
    ended_perhaps_from, ended_from = _derived(), _derived()

    objects = querysets.AgreementQuerySet.as_manager()
    get_absolute_url = address_of("agreements:agreement_detail")

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            once(
                "agreement_once_per_model",
                ["municipality", "model"],
                said=_("This municipality already has an agreement under this model."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} – {self.model}"

    @property
    def windows(self) -> dict[Milestone, Window]:
        """The derived columns, as the rules read them."""
        return {
            milestone: Window(
                getattr(self, f"{milestone}_perhaps_from"),
                getattr(self, f"{milestone}_from"),
            )
            for milestone in Milestone
        }

    @property
    def certain(self) -> State:
        """The furthest state that is certain, after ``as_of``."""
        state = State(getattr(self, "state_on_day", State.NONE))
        return (
            State(getattr(self, "at_least", state)) if state == State.UNKNOWN else state
        )

    @property
    def since(self) -> ImpreciseDate:
        """When it reached the state that is certain, after ``as_of``."""
        if self.certain == State.NONE:
            return ImpreciseDate()
        window = self.windows[Milestone(self.certain)]
        # The approval of the model bounds what was possible: no source says so.
        given = window.perhaps_from not in (None, BEGINNING, self.model.earliest_on)
        return ImpreciseDate.within(
            window.perhaps_from if given else None, window.certain_from
        )

    @property
    def get_state_on_day_display(self) -> str:
        """The word for ``state_on_day``, after ``as_of``."""
        return str(State(getattr(self, "state_on_day", State.UNKNOWN)).label)

    @property
    def get_at_least_display(self) -> str:
        """The word for ``at_least``, after ``as_of``."""
        return str(State(getattr(self, "at_least", State.UNKNOWN)).label)


SAID_ALREADY = _("This source already says so.")


def _once_per_source(
    name: str, *fields: str, said: Any = SAID_ALREADY
) -> models.UniqueConstraint:
    """What a source says is recorded once, as long as it stands."""
    return once(name, [*fields, "source"], when=~Q(state="struck"), said=said)


class AboutAgreement(Fact):
    """A fact under an agreement."""

    IN_FILE = "agreement"

    agreement = key(Agreement)

    class Meta(Fact.Meta):
        abstract = True


class Step(Dated, AboutAgreement):
    """Something that happened to an agreement, on an imprecise date, says a source."""

    kind = models.CharField(_("step"), max_length=10, choices=StepKind)

    objects = querysets.StepQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints = [
            *Dated.Meta.constraints,
            *Fact.Meta.constraints,
            _once_per_source(
                "step_once_per_source",
                "agreement",
                "kind",
                "when",
                said=_("This source already says so: open that step to change it."),
            ),
            always("step_known_kind", Q(kind__in=StepKind.values)),
        ]
        indexes = [
            models.Index(name="step_agreement_kind", fields=["agreement", "kind"]),
            models.Index(name="step_latest", fields=["state", "-latest_on"]),
        ]

    def __str__(self) -> str:
        if self.last_day:
            return _("Planned end: %(day)s") % {"day": spoken_day(self.last_day)}
        return f"{self.get_kind_display()}, {spoken_date(self.date)}"

    @property
    def last_day(self) -> date | None:
        """Of an end on a known day that is still to come: the day before it."""
        is_day = self.kind == StepKind.END and self.date.kind == DateKind.DAY
        ends: date | None = self.earliest_on if is_day else None
        if ends is None or ends <= timezone.localdate():
            return None
        return ends - timedelta(days=1)


class MissionChoice(AboutAgreement):
    """Whether the agreement takes a mission on, says a source."""

    mission = key(Mission, _("mission"))
    answer = choice(_("answer"), Choice)

    objects = querysets.MissionChoiceQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            _once_per_source(
                "mission_choice_once_per_source",
                "agreement",
                "mission",
                said=_("This source already speaks of this mission: strike that fact."),
            ),
            always("mission_choice_known_answer", Q(answer__in=Choice.values)),
        ]
        indexes = [
            models.Index(
                name="choice_of_mission",
                fields=["agreement", "mission", "state", "answer"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.mission} – {self.get_answer_display()}"


class ReferentName(Dated, AboutAgreement):
    """A housing referent whom a public source names. ``date`` is the day it did."""

    name = Line(_("name"), max_length=120)
    video_address = WebAddress(_("video portrait"), max_length=500, blank=True)

    objects = querysets.ReferentNameQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints = [
            *Dated.Meta.constraints,
            *Fact.Meta.constraints,
            _once_per_source(
                "referent_name_once_per_source",
                "agreement",
                "name",
                said=_("This source already names this referent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Absence(Dated, Fact):
    """A source says that, on ``date``, a municipality had no agreement."""

    municipality = key(
        Organisation, _("municipality"), limit_choices_to=Q(kind="municipality")
    )
    model = key(ModelAgreement, _("model"))

    objects = querysets.AbsenceQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints = [
            *Dated.Meta.constraints,
            *Fact.Meta.constraints,
            _once_per_source(
                "absence_once_per_source", "municipality", "model", "when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {spoken_date(self.date)}"


class Note(models.Model):
    """A working note of the Region on an agreement, in the language it was written."""

    ALIKE = ("agreement", "text")
    IN_FILE = "agreement"

    agreement = key(Agreement)
    text = Prose(_("note"), max_length=4000)
    language = written_in()

    objects = querysets.NoteQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:60]
