"""One text in every state of its life."""

from datetime import date
from typing import Any

from accord.instruments.actions.deciding import (
    abandon_draft,
    submit_text,
    suspend_instrument,
    terminate_instrument,
)
from accord.instruments.models import Instrument, Signatory
from accord.instruments.workflow import State
from tests.instruments import story

EARLIER = date(2025, 1, 10)


def text_in(state: str, cast: Any) -> Instrument:
    """Of Ixelles, brought to ``state`` by the actions of its life."""
    text = story.written(cast).text
    if state == State.DRAFTING:
        return text
    if state == State.ABANDONED:
        abandon_draft(text, reason="Élections.", by=cast.remy)
        return text
    if state == State.IN_REVIEW:
        submit_text(text, by=cast.ines)
        return text
    story.agreed(cast, text)
    if state == State.COLLEGE:
        story.college(cast, text, on=date(2025, 1, 2))
    elif state != State.AGREED:
        story.adopted(cast, text, on=date(2025, 1, 5))
    if state == State.SIGNING:
        story.sign_once(cast, text, Signatory.objects.next_of(text), on=EARLIER)
    elif state in (State.SIGNED, State.SUSPENDED, State.TERMINATED):
        story.signed(cast, text, on=EARLIER)
    if state == State.SUSPENDED:
        suspend_instrument(
            text, suspended_on=date(2025, 3, 1), reason="Litige.", by=cast.rita
        )
    if state == State.TERMINATED:
        terminate_instrument(
            text, terminated_on=date(2025, 3, 1), reason="Fusion.", by=cast.rita
        )
    return text
