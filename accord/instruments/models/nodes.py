"""The nodes of a text: missions, commitments, actions, means, indicators, targets.

Every version of an agreement has its own copies; ``lineage`` is what stays the same
from one version to the next. Results are reported on a ``Series``, which no version
owns.
"""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Organisation, Service
from accord.framework.models import Mission, PlanAction
from accord.instruments import querysets
from accord.instruments.models.instruments import Instrument
from accord.instruments.rules import MeansKind
from accord.lib.constraints import always, once
from accord.lib.fields import choice, decimal, key, texts


class Node(models.Model):
    """A part of the text that can be commented on, changed and compared.

    ``is_open``: this version may change it. ``set_by``: the version that last did.
    """

    IN_FILE = "instrument"
    KIND = ""  # the segment of its addresses
    TEXTS: tuple[str, ...] = ()  # what must be written in both languages
    UNTOLD = frozenset(
        {"instrument_id", "lineage", "rank", "is_open", "is_removed", "set_by_id"}
        | {"taken_id", "commitment_id", "indicator_id", "series_id"}
    )

    instrument = key(Instrument)
    lineage = models.UUIDField(_("lineage"), default=uuid.uuid4, editable=False)
    rank = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    is_open = models.BooleanField(_("open to change"), default=True, editable=False)
    is_removed = models.BooleanField(_("removed"), default=False, editable=False)
    set_by = key(Instrument, _("set by"), editable=False)

    objects = querysets.NodeQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [once("%(class)s_lineage_once", ["instrument", "lineage"])]


class MissionTaken(Node):
    """A mission that the municipality takes on, and why in its own words."""

    KIND = "missions"

    mission = key(Mission, _("mission"))
    ambition, ambition_fr, ambition_nl = texts(_("ambition"), blank=True)

    class Meta(Node.Meta):
        constraints = [
            *Node.Meta.constraints,
            once(
                "mission_taken_once",
                ["instrument", "mission"],
                when=Q(is_removed=False),
                said=_("This mission is taken on already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.mission)


class Commitment(Node):
    """What the municipality commits itself to under a mission."""

    ALIKE = ("taken", "text_fr", "text_nl")
    KIND = "commitments"
    TEXTS = ("text",)

    taken = key(MissionTaken)
    text, text_fr, text_nl = texts(_("text"), blank=True)

    def __str__(self) -> str:
        return self.text[:80]


class OperationalAction(Node):
    """What is done for it: by whom, from when until when."""

    ALIKE = ("taken", "title_fr", "title_nl")
    KIND = "actions"
    TEXTS = ("title",)

    taken = key(MissionTaken)
    title, title_fr, title_nl = texts(_("title"), 250, blank=True)
    organisation = key(
        Organisation, _("responsible organisation"), null=True, blank=True
    )
    service = key(Service, _("responsible service"), null=True, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)

    class Meta(Node.Meta):
        constraints = [
            *Node.Meta.constraints,
            always(
                "action_ends_after_it_starts",
                Q(starts_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(starts_on__lte=F("due_on")),
                said=_("It is due before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActionServes(models.Model):
    """A commitment, or an action of the regional plan, that an action serves."""

    action = key(OperationalAction)
    commitment = key(Commitment, null=True)
    plan_action = key(PlanAction, null=True)

    objects = querysets.ActionServesQuerySet.as_manager()

    class Meta:
        constraints = [
            always(
                "action_serves_one_thing",
                Q(commitment__isnull=True, plan_action__isnull=False)
                | Q(commitment__isnull=False, plan_action__isnull=True),
            ),
            once(
                "action_serves_commitment_once",
                ["action", "commitment"],
                when=Q(commitment__isnull=False),
            ),
            once(
                "action_serves_plan_action_once",
                ["action", "plan_action"],
                when=Q(plan_action__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} → {self.commitment or self.plan_action}"


def _share(label: Any) -> models.DecimalField:
    return decimal(label, 5, 2, default=0, validators=[MaxValueValidator(100)])


class Means(Node):
    """What is put in for a mission in one year, and who pays it (shares in %)."""

    ALIKE = ("taken", "means_kind", "year", "text_fr", "text_nl")
    KIND = "means"
    TEXTS = ("text",)

    taken = key(MissionTaken)
    means_kind = choice(_("kind"), MeansKind)
    year = models.PositiveSmallIntegerField(_("year"))
    amount_eur = decimal(_("amount in euro"), 14, 2, null=True, blank=True)
    fte = decimal(_("full-time equivalents"), 5, 2, null=True, blank=True)
    text, text_fr, text_nl = texts(_("what"), 250, blank=True)
    share_region = _share(_("share of the Region, in %"))
    share_municipality = _share(_("share of the municipality, in %"))
    share_other = _share(_("share of another payer, in %"))
    other_payer = key(Organisation, _("other payer"), null=True, blank=True)

    class Meta(Node.Meta):
        constraints = [
            *Node.Meta.constraints,
            always(
                "means_are_of_one_kind",
                Q(means_kind="amount", amount_eur__isnull=False)
                & Q(amount_eur__gt=0, fte__isnull=True)
                | Q(means_kind="fte", fte__isnull=False)
                & Q(fte__gt=0, amount_eur__isnull=True)
                | Q(means_kind="in_kind", amount_eur__isnull=True, fte__isnull=True),
                said=_(
                    "Give the amount or the full-time equivalents, as the kind says."
                ),
            ),
            always(
                "means_shares_make_the_whole",
                Q(share_region=100 - F("share_municipality") - F("share_other")),
                said=_("The shares must add up to 100."),
            ),
            always(
                "means_shares_not_negative",
                Q(share_region__gte=0, share_municipality__gte=0, share_other__gte=0),
                said=_("A share is never negative."),
            ),
            always(
                "means_other_payer_is_named",
                Q(share_other=0) | Q(other_payer__isnull=False),
                said=_("Say who the other payer is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.year})"
