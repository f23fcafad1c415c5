"""Who is responsible, and what is missing, without a table."""

import pytest

from accord.network.rules import (
    Gap,
    Held,
    Named,
    NodeKind,
    Part,
    Party,
    gaps_of,
    may_answer_for,
    responsible,
)

TOWN, SERVICE, ELSEWHERE = Party(1), Party(1, 10), Party(2)


def test_a_stake_goes_before_the_text():
    by_stake = Held(Part.RESPONSIBLE, SERVICE)

    assert responsible(Named(TOWN), [by_stake]) == SERVICE
    assert responsible(Named(TOWN), [Held(Part.CONSULTED, ELSEWHERE)]) == TOWN
    assert responsible(None, []) is None


def test_an_action_of_nobody_is_a_gap_and_a_commitment_is_none():
    informed = [Held(Part.INFORMED, ELSEWHERE)]

    assert gaps_of(NodeKind.ACTION, None, informed) == [Gap.NO_RESPONSIBLE]
    assert gaps_of(NodeKind.COMMITMENT, None, informed) == []
    assert gaps_of(NodeKind.ACTION, Named(TOWN), informed) == []


def test_a_closed_service_is_a_gap_until_another_is_responsible():
    left = Named(SERVICE, has_left=True)

    assert gaps_of(NodeKind.ACTION, left, []) == [Gap.SERVICE_LEFT]
    assert gaps_of(NodeKind.ACTION, left, [Held(Part.RESPONSIBLE, TOWN)]) == []


def test_each_stake_says_what_it_lacks():
    held = [
        Held(Part.RESPONSIBLE, SERVICE, has_left=True),
        Held(Part.CONSULTED, ELSEWHERE, contact_left=True),
    ]

    assert gaps_of(NodeKind.ACTION, None, held) == [Gap.SERVICE_LEFT, Gap.CONTACT_LEFT]


@pytest.mark.parametrize(
    ("party", "named", "may"),
    [
        (ELSEWHERE, None, True),
        (SERVICE, Named(TOWN), True),
        (ELSEWHERE, Named(TOWN), False),
        (SERVICE, Named(SERVICE), True),
        (Party(1, 11), Named(SERVICE), False),
        (ELSEWHERE, Named(SERVICE, has_left=True), True),
    ],
)
def test_only_an_amendment_makes_another_responsible_than_the_text(party, named, may):
    assert may_answer_for(party, named) is may
