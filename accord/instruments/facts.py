"""What a public instrument proves, written into the register as dated facts.

The register of agreements tells everything by facts that rest on sources. A published
text is such a source: its decisions and signatures are steps, the missions it takes on
are choices. So the map, the lists and the files follow without knowing of texts.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from accord.accounts.models import User
from accord.agreements.derive import derive
from accord.agreements.models import MissionChoice, Step
from accord.agreements.rules import Choice, StepKind
from accord.framework.models import Mission
from accord.instruments.models import Instrument
from accord.journal.models import snapshot, trace
from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources.models import OVERTAKEN, Source
from accord.sources.models import Kind as SourceKind
from accord.sources.workflow import State

VERB = "instruments.follow"


def source_of(instrument: Instrument, by: User) -> Source:
    """The published text as a source: made once, dated by its last signature."""
    if instrument.source_id:
        return instrument.source  # type: ignore[return-value] # it has a key
    agreement = instrument.agreement
    number = str(instrument.document)
    made = Source.objects.create(
        code=f"instrument-{instrument.pk}",
        kind=SourceKind.DEMONSTRATION if settings.DEMO else SourceKind.OFFICIAL,
        publisher_fr=agreement.municipality.name_fr,
        publisher_nl=agreement.municipality.name_nl,
        title_fr=f"Contrat logement n° {number}, texte signé",
        title_nl=f"Huisvestingsovereenkomst nr. {number}, ondertekende tekst",
        **columns(_on(instrument.signed_on)),
    )
    _trace(made, by, {})
    return made


def follow(instrument: Instrument, by: User) -> None:
    """Bring the register in line with a published instrument; twice changes nothing."""
    if not instrument.published_at:
        return
    agreement = instrument.agreement
    if agreement.state == State.DRAFT:
        before = snapshot(agreement)
        agreement.state = State.PUBLISHED
        agreement.save(update_fields=["state"])
        _trace(agreement, by, before)
    wanted = dict(_steps(instrument))
    theirs = Step.objects.standing().filter(source=instrument.source)
    for step in theirs:
        if wanted.pop((step.kind, step.when), None) is None:
            _strike(step, by)
    for kind, when in wanted:
        _keep(Step, instrument, by, kind=kind, **columns(ImpreciseDate.parse(when)))
    _strike_overtaken_end(instrument, by)
    _follow_choices(instrument, by)
    derive(agreement.pk)


def _steps(instrument: Instrument) -> Iterator[tuple[tuple[str, str], bool]]:
    """The (kind, date) of each step; an amendment proves no new conclusion."""

    def step(kind: StepKind, day: date | None) -> Iterator[Any]:
        if day:
            yield (kind.value, str(_on(day))), True

    if instrument.number == 0:
        yield from step(StepKind.COLLEGE, instrument.college_on)
        yield from step(StepKind.COUNCIL, instrument.council_on)
        yield from step(StepKind.SIGNATURE, instrument.signed_on)
        yield from step(StepKind.IN_FORCE, instrument.in_force_on)
    if instrument.terminated_on:
        yield from step(StepKind.END, instrument.terminated_on)
    elif instrument.ends_on:
        yield from step(StepKind.END, instrument.ends_on + timedelta(days=1))


def _strike_overtaken_end(instrument: Instrument, by: User) -> None:
    """The end that an earlier version set holds no more."""
    earlier = Instrument.objects.filter(
        agreement=instrument.agreement_id, number__lt=instrument.number
    )
    ends = Step.objects.standing().filter(
        kind=StepKind.END, source__in=earlier.values("source")
    )
    for step in ends:
        _strike(step, by)


def _follow_choices(instrument: Instrument, by: User) -> None:
    """Missions taken on are chosen; those of the model left out are not."""
    taken = {node["code"] for node in (instrument.content or {})["missions"]}
    said = {
        one.mission_id: one
        for one in MissionChoice.objects.standing().filter(
            agreement=instrument.agreement_id,
            source__in=Instrument.objects.filter(
                agreement=instrument.agreement_id
            ).values("source"),
        )
    }
    model = instrument.agreement.model_id
    for mission in Mission.objects.filter(model=model):
        answer = Choice.CHOSEN if mission.code in taken else Choice.NOT_CHOSEN
        earlier = said.get(mission.pk)
        if earlier and earlier.answer == answer:
            continue
        if earlier:
            _strike(earlier, by)
        _keep(MissionChoice, instrument, by, mission=mission, answer=answer)


def _keep(model: Any, instrument: Instrument, by: User, **fields: Any) -> None:
    made = model.objects.create(
        agreement=instrument.agreement,
        source=instrument.source,
        state=State.PUBLISHED,
        **fields,
    )
    _trace(made, by, {})


def _strike(fact: Any, by: User) -> None:
    before = snapshot(fact)
    fact.state, fact.struck_reason = State.STRUCK, OVERTAKEN
    fact.save(update_fields=["state", "struck_reason"])
    _trace(fact, by, before)


def _trace(record: Any, by: User, before: dict[str, Any]) -> None:
    record.refresh_from_db()
    trace(record, by=by, verb=VERB, before=before)


def _on(day: date | None) -> ImpreciseDate:
    return ImpreciseDate.parse(day.isoformat() if day else "")
