"""Pages of decision and amendment ask little of the database, however long the text."""

import pytest
from django.urls import reverse

from accord.instruments.actions.opening import open_amendment
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.models import Commitment, Instrument
from accord.instruments.workflow import State
from tests.instruments import story
from tests.instruments.states import text_in

pytestmark = pytest.mark.django_db

PEOPLE = ("marc", "ines", "lea", "remy", "rita")
BUDGET = 12


def lengthen(text, how_many):
    """The text with that many more commitments, as if they had been agreed on."""
    commitment = Commitment.objects.of(text).first()
    Commitment.objects.bulk_create(
        Commitment(
            instrument=text,
            taken=commitment.taken,
            set_by=text,
            rank=rank,
            text_fr=f"Engagement {rank}",
            text_nl=f"Verbintenis {rank}",
        )
        for rank in range(1, how_many)
    )
    if text.content:
        text.content = drawn_up(text).content
        text.text_hash = fingerprint(text.content)
        Instrument.objects.filter(pk=text.pk).update(
            content=text.content, text_hash=text.text_hash
        )


def open_for(made, cast):
    """A version in the making: its text is drawn up from its parts."""
    return open_amendment(
        made.text,
        lineages=[str(made.commitment.lineage)],
        reason_fr="R.",
        reason_nl="R.",
        by=cast.ines,
    )


@pytest.mark.parametrize("how_many", [1, 200])
def test_reading_a_signed_text_stays_within_the_budget(
    how_many, cast, sign_in, django_assert_max_num_queries
):
    made = story.in_force(cast)
    lengthen(made.text, how_many)
    amendment = open_for(made, cast)
    addresses = [
        reverse("instruments:instrument_compare", args=[amendment.pk]),
        reverse("instruments:instrument_as_it_stood", args=[made.text.agreement_id]),
    ]
    for who in PEOPLE:
        client = sign_in(getattr(cast, who))
        for address in addresses:
            with django_assert_max_num_queries(BUDGET, info=f"{who} {address}"):
                assert client.get(address).status_code == 200


@pytest.mark.parametrize("how_many", [1, 200])
@pytest.mark.parametrize(
    ("name", "state", "who"),
    [
        ("text_submit", State.DRAFTING, "ines"),
        ("text_agree", State.IN_REVIEW, "rita"),
        ("college_record", State.AGREED, "ines"),
        ("council_record", State.COLLEGE, "remy"),
        ("signature_hand_in", State.COUNCIL, "ines"),
        ("signature_on_paper", State.COUNCIL, "remy"),
        ("instrument_publish", State.SIGNED, "rita"),
        ("amendment_open", State.SIGNED, "ines"),
        ("instrument_terminate", State.SIGNED, "rita"),
    ],
)
def test_each_step_stays_within_the_budget(
    name, state, who, how_many, cast, sign_in, django_assert_max_num_queries
):
    text = text_in(state, cast)
    lengthen(text, how_many)
    client = sign_in(getattr(cast, who))
    with django_assert_max_num_queries(BUDGET):
        answer = client.get(reverse(f"instruments:{name}", args=[text.pk]))
    assert answer.status_code == 200
