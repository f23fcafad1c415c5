"""From an empty draft to an agreement in force, and what each step leaves behind."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accord.agreements.models import Agreement, MissionChoice, Step
from accord.instruments.actions.deciding import (
    agree_text,
    publish_instrument,
    submit_text,
)
from accord.instruments.actions.opening import open_amendment
from accord.instruments.actions.writing import add_node, edit_node
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.documents import rendered
from accord.instruments.models import Instrument, Target
from accord.instruments.rules import Kind
from accord.instruments.workflow import State
from accord.lib.errors import Refused
from accord.threads.actions import add_remark, settle_remark
from accord.threads.models import Remark
from tests.instruments import story

pytestmark = pytest.mark.django_db


def test_a_text_goes_its_whole_way(cast):
    made = story.in_force(cast)
    text = made.text

    assert text.state == State.SIGNED
    assert text.in_force_on == date(2025, 1, 10) or text.in_force_on == date(2025, 1, 1)
    kinds = set(Step.objects.published().values_list("kind", flat=True))
    assert kinds == {"college", "council", "signature", "in_force", "end"}
    assert MissionChoice.objects.get().answer == "chosen"
    state = Agreement.objects.as_of(timezone.localdate()).get().state_on_day
    assert state == "in_force"


def test_the_document_is_the_same_whenever_it_is_made(cast):
    made = story.written(cast)
    text = story.agreed(cast, made.text)

    again = rendered(
        text.content,
        number=text.document.number,
        text_hash=text.text_hash,
        at=text.agreed_at,
    )
    assert story.bytes_of(text) == again
    assert fingerprint(text.content) == text.text_hash


def test_an_agreed_text_no_longer_changes(cast):
    made = story.written(cast)
    story.agreed(cast, made.text)
    with pytest.raises((Refused, PermissionDenied)):
        edit_node(
            made.commitment,
            text_fr="Autre",
            text_nl="Anders",
            by=cast.ines,
        )


def test_an_incomplete_text_is_not_agreed_on(cast):
    text = story.draft(cast)
    with pytest.raises(Refused):
        submit_text(text, by=cast.ines)


def test_in_review_only_what_has_an_open_comment_changes(cast):
    made = story.written(cast)
    submit_text(made.text, by=cast.ines)
    change = {"text_fr": "Mieux", "text_nl": "Beter", "by": cast.ines}

    with pytest.raises(PermissionDenied):
        edit_node(made.commitment, **change)

    lineage = made.commitment.lineage
    own = add_remark(made.text, text="Ouvrez !", place=lineage, by=cast.ines)
    with pytest.raises(PermissionDenied):  # nobody opens their own text
        edit_node(made.commitment, **change)
    settle_remark(own, by=cast.ines)
    add_remark(made.text, text="Combien ?", place=lineage, by=cast.rita)
    edit_node(made.commitment, **change)
    with pytest.raises(Refused):
        agree_text(made.text, by=cast.rita)
    settle_remark(Remark.objects.get(settled_at=None), by=cast.rita)
    agree_text(made.text, by=cast.rita)
    assert made.text.content["missions"][0]["commitments"][0]["text"]["fr"] == "Mieux"


def test_an_amendment_opens_only_what_is_ticked(cast):
    made = story.in_force(cast)
    target = made.targets[1]
    amendment = open_amendment(
        made.text,
        lineages=[str(target.lineage)],
        reason_fr="Moins de logements vides.",
        reason_nl="Minder leegstand.",
        by=cast.ines,
    )
    copies = Target.objects.of(amendment)
    opened = copies.get(lineage=target.lineage)
    other = copies.get(lineage=made.targets[0].lineage)

    with pytest.raises(PermissionDenied):
        edit_node(other, value=1, by=cast.ines)
    with pytest.raises(Refused):
        edit_node(opened, value=30, by=cast.ines)
    edit_node(
        opened,
        value=30,
        reason_fr="Moins de logements vides.",
        reason_nl="Minder leegstand.",
        by=cast.ines,
    )
    assert opened.set_by == amendment
    assert other.set_by == made.text
    assert drawn_up(made.text).content["missions"] == made.text.content["missions"]


def test_an_amendment_never_reaches_back_before_its_signature(cast):
    made = story.in_force(cast)
    amendment = open_amendment(
        made.text,
        lineages=[],
        kind=Kind.RENEWAL,
        reason_fr="Prolonger.",
        reason_nl="Verlengen.",
        effective_on=date(2025, 1, 1),
        ends_on=date(2035, 12, 31),
        by=cast.ines,
    )
    story.agreed(cast, amendment)
    yesterday = timezone.localdate() - timedelta(days=1)
    story.adopted(cast, amendment, on=yesterday)
    story.signed(cast, amendment, on=yesterday)
    publish_instrument(amendment, by=cast.rita)

    assert amendment.in_force_on == yesterday
    before = yesterday - timedelta(days=1)
    assert Instrument.objects.in_force_on(before).get() == made.text
    assert Instrument.objects.in_force_on(yesterday).get() == amendment
    ends = Step.objects.published().filter(kind="end").get()
    assert ends.latest_on == date(2036, 1, 1)


def test_another_municipality_sees_and_does_nothing(cast):
    made = story.written(cast)
    assert not Instrument.objects.visible_to(cast.nora).exists()
    with pytest.raises(PermissionDenied):
        add_node(made.taken, kind="commitments", text_fr="a", text_nl="b", by=cast.nora)
    with pytest.raises(PermissionDenied):
        submit_text(made.text, by=cast.marc)
