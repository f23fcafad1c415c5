"""What is typed about the parts of a text: one form for each kind of part."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Organisation, Service
from accord.framework.models import IndicatorDefinition, Mission, PlanAction
from accord.instruments.models import (
    PARENT,
    ActionServes,
    Commitment,
    Instrument,
    Means,
    MissionTaken,
    Node,
    OperationalAction,
)
from accord.instruments.rules import MeansKind
from accord.instruments.versions import Both, both_versions
from accord.lib.bilingual import LANGUAGES
from accord.lib.choosing import Radios, Several, Ticks, choose_among
from accord.lib.fields import field, pair
from accord.lib.naming import letters
from accord.lib.pairedforms import SideBySideForm

NOT_YET = _("not known yet")


class NodeForm(SideBySideForm):
    """A part of ``text``: new, ``under`` another one, or ``node`` as it stands.

    What the database would refuse is said at the field that ``at`` names for the
    constraint. A text may be written in one language first, not in none.
    """

    model: type[Node]
    at: dict[str, str] = {}

    def __init__(
        self,
        *args: Any,
        text: Instrument,
        under: Any = None,
        node: Any = None,
        **kwargs: Any,
    ) -> None:
        self.text, self.under, self.node = text, under, node
        start = self.start(node) if node else {}
        kwargs["initial"] = start | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def start(self, node: Any) -> dict[str, Any]:
        """What the form holds for a part that exists."""
        columns = self.model._meta.concrete_fields
        return {field.name: field.value_from_object(node) for field in columns}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.model.TEXTS:
            if not any(data.get(f"{name}_{code}", "").strip() for code in LANGUAGES):
                said = _("Write it in one language at least.")
                self.add_error(f"{name}_fr", said)
        self._keep_the_rules(data)
        return data

    def _keep_the_rules(self, data: dict[str, Any]) -> None:
        wrong = set(self.errors)
        columns = {field.name for field in self.model._meta.concrete_fields}
        made = self._made()
        for name in columns & data.keys():
            setattr(made, name, data[name])
        for rule in self.model._meta.constraints:
            try:
                rule.validate(self.model, made, exclude=wrong)
            except ValidationError as error:
                self.add_error(self.place_of(rule.name), error)

    def _made(self) -> Any:
        if self.node:
            return copy(self.node)
        parent = {PARENT[self.model]: self.under} if self.model in PARENT else {}
        return self.model(instrument=self.text, **parent)

    def both_versions(self) -> list[Both]:
        """What is stored, beside what was typed meanwhile."""
        return both_versions(self)

    def place_of(self, rule: str) -> str | None:
        name = self.at.get(rule)
        return name if name in self.fields else None


class MissionForm(NodeForm):
    """A mission of the model that is not taken on yet, and why it is."""

    model = MissionTaken
    at = {"mission_taken_once": "mission"}

    mission = field(MissionTaken, "mission", empty=_("Choose a mission"))
    ambition_fr, ambition_nl = pair(
        MissionTaken, "ambition", label=_("What you want to reach with it")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.node:
            del self.fields["mission"]
            return
        # audience: whoever writes the text
        taken = MissionTaken.objects.of(self.text).values("mission")
        missions = Mission.objects.public().filter(model=self.text.agreement.model_id)
        choose_among(
            self, mission=missions.exclude(pk__in=taken).order_by("rank", "pk")
        )


class CommitmentForm(NodeForm):
    model = Commitment

    text_fr, text_nl = pair(Commitment, "text", label=_("What you commit yourself to"))


class ActionForm(NodeForm):
    """Who does what, by when, and which commitments and actions of the plan it serves.

    A service brings its organisation with it.
    """

    model = OperationalAction
    at = {"action_ends_after_it_starts": "due_on"}

    title_fr, title_nl = pair(OperationalAction, "title", label=_("What is done"))
    organisation = field(OperationalAction, "organisation", empty=NOT_YET)
    service = field(
        OperationalAction,
        "service",
        help_text=_("One of the services of that organisation."),
        empty=NOT_YET,
    )
    starts_on = field(OperationalAction, "starts_on")
    due_on = field(OperationalAction, "due_on")
    commitments = Several(
        label=_("Commitments it serves"),
        queryset=Commitment.objects.none(),
        widget=Ticks,
        required=False,
    )
    plan_actions = Several(
        label=_("Actions of the regional plan it serves"),
        queryset=PlanAction.objects.none(),
        widget=Ticks,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Service.objects.public().filter(is_active=True)
        choose_among(
            self,
            organisation=Organisation.objects.public().in_alphabet(),
            service=services.select_related("organisation"),
            # audience: whoever writes the text
            commitments=Commitment.objects.of(self.text),
            plan_actions=PlanAction.objects.public().for_table(),
        )
        choice: Any = self.fields["service"]
        choice.choices = [("", NOT_YET), *_by_organisation(choice.queryset)]
        plan: Any = self.fields["plan_actions"]
        plan.label_from_instance = lambda one: (
            f"{one.plan.abbreviation} {one.number}. {one}"
        )
        if not self.node:
            self.initial.setdefault("organisation", self.text.agreement.municipality_id)

    def start(self, node: Any) -> dict[str, Any]:
        # audience: whoever writes the text
        links = list(ActionServes.objects.of(self.text).filter(action=node))
        return super().start(node) | {
            "commitments": [one.commitment_id for one in links if one.commitment_id],
            "plan_actions": [one.plan_action_id for one in links if one.plan_action_id],
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        service = data.get("service")
        if service and not data.get("organisation"):
            data["organisation"] = service.organisation
        if service and service.organisation_id != data["organisation"].pk:
            said = _("It is a service of %(organisation)s.")
            self.add_error("service", said % {"organisation": service.organisation})
        return data


def _by_organisation(services: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    grouped: dict[str, list[tuple[int, str]]] = {}
    for one in services:
        grouped.setdefault(str(one.organisation), []).append((one.pk, str(one)))
    groups = ((name, sorted(rows, key=_name)) for name, rows in grouped.items())
    return sorted(groups, key=lambda group: letters(group[0]))


def _name(row: tuple[int, str]) -> str:
    return row[1]


class MeansForm(NodeForm):
    """What is put in for the mission in a year, and who pays which share of it."""

    model = Means
    at = {
        "means_are_of_one_kind": "amount_eur",
        "means_shares_make_the_whole": "share_region",
        "means_shares_not_negative": "share_region",
        "means_other_payer_is_named": "other_payer",
    }

    text_fr, text_nl = pair(Means, "text", label=_("What is put in"))
    year = field(Means, "year", min_value=2000, max_value=2100)
    means_kind = field(Means, "means_kind", widget=Radios)
    amount_eur = field(Means, "amount_eur", help_text=_("Only for an amount."))
    fte = field(Means, "fte", help_text=_("Only for full-time equivalents."))
    share_region = field(
        Means,
        "share_region",
        help_text=_("The shares make 100 % together."),
        max_value=100,
    )
    share_municipality = field(Means, "share_municipality", initial=100, max_value=100)
    share_other = field(Means, "share_other", max_value=100)
    other_payer = field(
        Means,
        "other_payer",
        among=Organisation.objects.public().in_alphabet,
        empty=_("none"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.node:
            self.initial.setdefault("year", timezone.localdate().year)

    def place_of(self, rule: str) -> str | None:
        is_fte = self.cleaned_data.get("means_kind") == MeansKind.FTE
        if rule == "means_are_of_one_kind" and is_fte:
            return "fte"
        return super().place_of(rule)


def offered_definitions(text: Instrument, commitment: Any) -> Any:
    """The indicators of the mission's catalogue that may be agreed on today."""
    catalogue = IndicatorDefinition.objects.public().current()
    return (
        catalogue.valid_on(timezone.localdate())
        .filter(mission=commitment.taken.mission_id)
        .for_table()
    )
