"""Both sides hear of parts that are given and services that close; nobody twice."""

import pytest
from django.utils import timezone

from accord.network.actions.services import close_service
from accord.network.actions.stakes import add_stake, end_stake
from accord.notifications.models import Notification
from tests import make
from tests.network.rows import node, service, stake, text_with

pytestmark = pytest.mark.django_db


def told(person):
    return list(Notification.objects.filter(person=person).order_by("pk"))


def published(made):
    made.text.published_at = timezone.now()
    made.text.save()
    return made


def give(made, cast, part="responsible", **fields):
    fields = {"organisation": cast.service, "by": cast.ines} | fields
    return add_stake(made.agreement, node=node(made.action), part=part, **fields)


def test_the_other_side_and_the_organisation_hear_that_a_part_is_given(cast):
    made = published(text_with(cast))
    theirs = make.person("editor", cast.service, language="nl")
    give(made, cast)

    [to_region], [to_service] = told(cast.rita), told(theirs)
    assert (to_region.kind, to_service.kind) == ("network.given", "network.yours")
    assert "CPAS d’Ixelles" in to_region.body
    assert "OCMW van Elsene" in to_service.body
    assert "Écrire aux propriétaires" in to_region.body
    assert "De eigenaars aanschrijven" in to_service.body
    assert not told(cast.ines)
    assert not told(cast.nora)


def test_an_organisation_hears_no_words_of_a_text_that_is_not_public(cast):
    theirs = make.person("editor", cast.service)
    give(text_with(cast, state="drafting"), cast)

    [row] = told(theirs)
    assert "CPAS d’Ixelles" in row.body
    assert "propriétaires" not in row.body + row.subject
    assert "propriétaires" in told(cast.rita)[0].body


def test_ten_parts_in_one_agreement_are_one_notification(cast):
    made = text_with(cast)
    for part in ("responsible", "contributes", "informed"):
        one = give(made, cast, part)
    end_stake(one, on=timezone.localdate(), by=cast.ines)

    assert [(row.kind, row.times) for row in told(cast.rita)] == [
        ("network.given", 3),
        ("network.ended", 1),
    ]


@pytest.mark.parametrize("has_heir", [True, False])
def test_a_service_that_closes_is_told_where_it_had_a_part(has_heir, cast):
    made = text_with(cast)
    text_with(cast, town=cast.schaerbeek)
    old, heir = service(cast.service), service(cast.service, "Habitat")
    stake(made, service=old)
    close_service(
        old,
        on=timezone.localdate(),
        successor=heir if has_heir else None,
        by=cast.remy,
    )

    [row] = told(cast.ines)
    assert row.kind == "network.closed"
    assert ("Habitat" in row.body) is has_heir
    assert not told(cast.nora)
