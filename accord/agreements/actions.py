"""What regional officers do with agreements: record, publish, strike."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements import policies, workflow
from accord.agreements.derive import derive
from accord.agreements.models import (
    Absence,
    Agreement,
    MissionChoice,
    Note,
    ReferentName,
    Step,
)
from accord.directory.models import Body, Organisation
from accord.framework.models import Mission
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.sources.models import Fact
from accord.sources.workflow import State
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_record,
    label=_("Open an agreement"),
    told=_("opened the agreement"),
    lede=_("Nobody outside the Region sees it before its first step is published."),
    submit=_("Open"),
    done=_("The file is open. It is not public yet."),
    unseen=ADDS,
)
def open_agreement(municipality: Organisation, *, by: User, **fields: Any) -> Agreement:
    """Open the file of a municipality under a model; nobody outside sees it yet."""
    if municipality.kind != Body.MUNICIPALITY:
        raise Refused(_("Only a municipality concludes a housing agreement."))
    return save(Agreement(municipality=municipality, **fields))


@action(
    allowed=policies.can_record,
    label=_("Record a step"),
    told=_("recorded a step"),
    lede=_("What does a source say happened? It stays a draft until you publish it."),
    submit=_("Record"),
    done=_("The step is recorded, as a draft."),
    unseen=ADDS,
)
def record_step(agreement: Agreement, *, by: User, **fields: Any) -> Step:
    """Keep what a source says happened, as a draft."""
    return save(Step(agreement=agreement, **fields))


@action(
    allowed=policies.can_record,
    label=_("Save"),
    told=_("changed the step"),
    moves=workflow.EDIT,
    title=_("Change a step"),
    done=_("The step is changed."),
    is_edit=True,
)
def edit_step(step: Step, *, by: User, **fields: Any) -> None:
    """Change a step that is not public yet."""
    save(step, **fields)


@action(
    allowed=policies.can_record,
    label=_("Record a mission"),
    told=_("recorded what is known of a mission"),
    lede=_("Does a source say that this agreement takes the mission on?"),
    submit=_("Record"),
    done=_("The mission is recorded, as a draft."),
    unseen=ADDS,
)
def record_choice(
    agreement: Agreement, *, mission: Mission, by: User, **fields: Any
) -> MissionChoice:
    """Keep whether a source says the mission is taken on, as a draft."""
    if mission.model_id != agreement.model_id:
        raise Refused(_("This mission belongs to another model agreement."))
    return save(MissionChoice(agreement=agreement, mission=mission, **fields))


@action(
    allowed=policies.can_record,
    label=_("Name a referent"),
    told=_("recorded a referent whom a source names"),
    lede=_("Only a name that an official public source gives."),
    submit=_("Record"),
    done=_("The referent is recorded, as a draft."),
    unseen=ADDS,
)
def record_referent(agreement: Agreement, *, by: User, **fields: Any) -> ReferentName:
    """Keep the name of a referent as a public source gives it, as a draft."""
    return save(ReferentName(agreement=agreement, **fields))


@action(
    allowed=policies.can_record,
    label=_("Record an absence"),
    told=_("recorded that there was no agreement"),
    lede=_("A source says that this municipality had no agreement on that day."),
    submit=_("Record"),
    done=_("The absence is recorded, as a draft. Publish it here."),
    unseen=ADDS,
)
def record_absence(municipality: Organisation, *, by: User, **fields: Any) -> Absence:
    """Keep that a source says there was no agreement on a day, as a draft."""
    return save(Absence(municipality=municipality, **fields))


@action(
    allowed=policies.can_record,
    label=_("Add a note"),
    told=_("added a note"),
    lede=_("Only the Region reads notes."),
    submit=_("Keep the note"),
    done=_("The note is kept."),
    unseen=ADDS,
)
def add_note(agreement: Agreement, *, text: str, language: str, by: User) -> Note:
    """Keep a working note; only the Region reads it."""
    return Note.objects.create(agreement=agreement, text=text, language=language)


@action(
    allowed=policies.can_publish,
    label=_("Publish"),
    told=_("published it"),
    moves=workflow.PUBLISH,
    done=_("It is public now."),
)
def publish_fact(fact: Fact, *, by: User) -> None:
    """Make a fact public; the first one makes its agreement public too."""
    agreement = getattr(fact, "agreement", None)
    if agreement and agreement.state == State.DRAFT:
        publish_fact(agreement, by=by)
    fact.save(update_fields=["state"])
    _follow(fact)


@action(
    allowed=policies.can_strike,
    label=_("Strike"),
    told=_("struck it"),
    moves=workflow.STRIKE,
    title=_("Strike a fact"),
    done=_("It is struck."),
    is_grave=True,
)
def strike_fact(fact: Fact, *, reason: str, by: User) -> None:
    """Take back a fact recorded by mistake; it stays visible, struck, with the reason.

    An agreement is struck only once nothing standing is recorded under it.
    """
    if isinstance(fact, Agreement) and any(
        model.objects.standing().filter(agreement=fact).exists()
        for model in (Step, MissionChoice, ReferentName)
    ):
        raise Refused(_("Strike the facts recorded under this agreement first."))
    fact.struck_reason = reason
    fact.save(update_fields=["state", "struck_reason"])
    _follow(fact)


def _follow(fact: Model) -> None:
    """What a published or struck step changes about its agreement."""
    if isinstance(fact, Step):
        derive(fact.agreement_id)
