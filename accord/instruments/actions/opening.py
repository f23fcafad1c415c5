"""Opening a text: the first one from a model, a later one from the one in force."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Body, Organisation
from accord.framework.models import Calendar, ModelAgreement
from accord.instruments import policies
from accord.instruments.models import (
    KINDS,
    PARENT,
    ActionServes,
    Commitment,
    Instrument,
    Node,
    OperationalAction,
    Signatory,
)
from accord.instruments.rules import Kind
from accord.instruments.workflow import State
from accord.journal.models import trace
from accord.lib.errors import Refused
from accord.lib.saving import as_new
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_open,
    label=_("Open a draft"),
    told=_("opened the draft of the agreement"),
    lede=_(
        "The text starts empty. The municipality picks its missions from the model; "
        "only both sides see it."
    ),
    submit=_("Open the draft"),
    done=_("The draft is open. Only the Region and the municipality see it."),
    unseen=ADDS,
)
def open_draft(
    municipality: Organisation,
    *,
    model: ModelAgreement,
    calendar: Calendar | None = None,
    by: User,
) -> Instrument:
    """Start the text of a municipality's agreement; only the two sides see it."""
    if municipality.kind != Body.MUNICIPALITY:
        raise Refused(_("Only a municipality concludes a housing agreement."))
    agreement = Agreement.objects.filter(municipality=municipality, model=model).first()
    if agreement is None:
        agreement = _file_of(municipality, model, by)
    texts = Instrument.objects.of_agreement(agreement)
    if texts.exclude(state=State.ABANDONED).exists():
        raise Refused(_("The text of this agreement is open already."))
    if texts.exists():
        raise Refused(
            _("An abandoned draft of this agreement exists: it cannot be opened twice.")
        )
    return Instrument.objects.create(
        agreement=agreement, kind=Kind.CONTRACT, calendar=calendar
    )


def _file_of(municipality: Organisation, model: ModelAgreement, by: User) -> Agreement:
    """Its file in the register; it rests on the source of the model it follows."""
    made = Agreement.objects.create(
        municipality=municipality, model=model, source=model.source
    )
    trace(made, by=by, verb="agreements.open_agreement")
    return made


@action(
    allowed=policies.can_amend,
    label=_("Amend"),
    told=_("opened a new version of the text"),
    lede=_(
        "The whole text is copied into a new version. Only what you tick can be "
        "changed in it, with all that stands under it. It then goes the same way: "
        "review, College, council, signatures."
    ),
    submit=_("Open the new version"),
    done=_("The new version is open: only what you ticked can change."),
)
def open_amendment(
    instrument: Instrument,
    *,
    lineages: Iterable[str],
    takes_missions: bool = False,
    kind: str = Kind.AMENDMENT,
    reason_fr: str,
    reason_nl: str,
    effective_on: date | None = None,
    ends_on: date | None = None,
    by: User,
) -> Instrument:
    """Copy the whole text into a new version in which only what is ticked is open.

    What stands under a ticked part opens with it. ``ends_on`` empty: as it is now.
    """
    if instrument.state != State.SIGNED:
        raise Refused(_("Only a signed text that is not suspended can be changed."))
    agreement = instrument.agreement_id
    later = Instrument.objects.filter(agreement=agreement, number__gt=instrument.number)
    if later.in_the_making().exists():
        raise Refused(_("A version of this agreement is being made already."))
    if later.binding().exists():
        raise Refused(_("A later version exists: change that one."))
    last = Instrument.objects.filter(agreement=agreement).order_by("-number")[0]
    made = Instrument.objects.create(
        agreement=instrument.agreement,
        kind=kind,
        number=last.number + 1,
        amends=instrument,
        calendar=instrument.calendar,
        effective_on=effective_on,
        ends_on=ends_on or instrument.ends_on,
        reason_fr=reason_fr,
        reason_nl=reason_nl,
        takes_missions=takes_missions,
    )
    _Copy(instrument, made, {str(lineage) for lineage in lineages}).make()
    return made


class _Copy:
    """The nodes of one version, copied under another. ``ticked``: what it opens."""

    def __init__(self, old: Instrument, new: Instrument, ticked: set[str]) -> None:
        self.old, self.new, self.ticked = old, new, ticked
        self.copies: dict[tuple[type[Node], int], Any] = {}

    def make(self) -> None:
        for model in KINDS.values():  # what something stands under goes first
            self._copy(model)
        self._copy_links()
        self._copy_signatories()

    def _copy(self, model: Any) -> None:
        parent = PARENT.get(model, "")
        above: Any = parent and model._meta.get_field(parent).related_model
        rows = list(model.objects.of(self.old))
        keys = [row.pk for row in rows]
        for row in rows:
            opened = str(row.lineage) in self.ticked
            if parent:
                copy = self.copies[above, getattr(row, f"{parent}_id")]
                setattr(row, parent, copy)
                opened = opened or copy.is_open
            as_new(row, instrument=self.new, is_open=opened)
        model.objects.bulk_create(rows)
        self.copies |= {(model, pk): row for pk, row in zip(keys, rows, strict=True)}

    def _copy_links(self) -> None:
        links = list(ActionServes.objects.of(self.old))
        kept = []
        for link in links:
            commitment = self.copies.get((Commitment, link.commitment_id))
            if link.commitment_id and commitment is None:
                continue  # the commitment was removed from the text
            copy = self.copies[OperationalAction, link.action_id]
            kept.append(
                ActionServes(
                    action=copy,
                    commitment=commitment,
                    plan_action_id=link.plan_action_id,
                )
            )
        ActionServes.objects.bulk_create(kept)

    def _copy_signatories(self) -> None:
        theirs = Signatory.objects.of(self.old)
        copies = [as_new(one, instrument=self.new) for one in theirs]
        Signatory.objects.bulk_create(copies)
