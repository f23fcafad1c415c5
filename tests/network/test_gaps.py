"""What is missing is found by one query over all agreements, and said on the desk."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.directory.needs import read as needs_of
from accord.directory.needs import united
from accord.network import needs
from accord.network.actions.stakes import add_stake
from accord.network.reading import gaps
from accord.network.reading.holding import table_of
from accord.network.rules import Gap, Part
from tests.network.rows import contact, node, service, stake, text_with

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def found(user, **asked):
    return gaps.read(gaps.missing(user, TODAY(), **asked))


def told(user, **asked):
    return [(one.gap, one.origin, one.town) for one in found(user, **asked)]


def closed(at, name="Ancien", **fields):
    columns = {"is_active": False, "closed_on": date(2026, 1, 1)}
    return service(at, name, **(columns | fields))


def test_an_action_of_nobody_is_missing_until_somebody_is_responsible(cast):
    made = text_with(cast)
    assert told(cast.ines) == [("no_responsible", "text", "Ixelles")]

    add_stake(
        made.agreement,
        node=node(made.action),
        part="responsible",
        organisation=cast.service,
        by=cast.ines,
    )
    assert found(cast.ines) == []


def test_only_texts_that_bind_are_asked(cast):
    text_with(cast, state="drafting")

    assert found(cast.remy) == []


def test_a_service_of_the_text_that_closed_is_missing_unless_it_has_a_successor(cast):
    old = closed(cast.ixelles)
    text_with(cast, organisation=cast.ixelles, service=old)
    [one] = found(cast.ines)

    assert (one.gap, one.who_fr, one.since) == (
        "service_left",
        "Ancien",
        date(2026, 1, 1),
    )
    old.successor = service(cast.ixelles)
    old.save()
    assert found(cast.ines) == []


def test_services_and_contacts_that_left_are_missing_where_they_have_a_part(cast):
    made = text_with(cast, organisation=cast.ixelles)
    stake(made, service=closed(cast.service))
    gone = contact(cast.service, left_on=date(2026, 2, 1))
    stake(made, "consulted", organisation=cast.service, contact=gone)
    here = contact(cast.service, "Maxence (test)")
    stake(made, "informed", organisation=cast.service, contact=here)

    assert told(cast.remy) == [
        ("service_left", "stake", "Ixelles"),
        ("contact_left", "stake", "Ixelles"),
    ]


def test_a_part_of_something_that_the_text_no_longer_has_is_not_missing_anything(cast):
    made = text_with(cast, actions=2, organisation=cast.ixelles)
    stake(made, service=closed(cast.service))
    assert len(found(cast.remy)) == 1

    made.action.is_removed = True
    made.action.save()
    assert found(cast.remy) == []


def test_a_municipality_sees_its_own_and_the_region_all(cast):
    text_with(cast)
    text_with(cast, town=cast.schaerbeek)

    assert [town for _gap, _by, town in told(cast.remy)] == ["Ixelles", "Schaerbeek"]
    assert [town for _gap, _by, town in told(cast.nora)] == ["Schaerbeek"]
    assert told(cast.remy, town=cast.ixelles, gap="no_responsible")
    assert not told(cast.remy, town=cast.ixelles, gap="contact_left")
    assert found(cast.sam) == found(cast.zoe) == []


def test_the_page_of_one_agreement_finds_the_same_as_the_query_over_all(cast):
    made = text_with(cast, actions=4)
    old, heir = closed(cast.ixelles), service(cast.ixelles, "Habitat")
    followed = closed(cast.ixelles, "Suivi", successor=heir)
    for record, named in zip(made.actions[1:], (old, followed, None), strict=True):
        record.organisation = cast.ixelles if named else None
        record.service = named
        record.save()
    stake(made, "responsible", at=made.actions[3], service=old)
    gone = contact(cast.ixelles, left_on=date(2026, 2, 1))
    stake(made, "informed", at=made.commitment, organisation=cast.ixelles, contact=gone)
    table = table_of(cast.remy, made.text, TODAY())

    by_page = sorted(gap.value for line in table.lines for gap in line.gaps)
    assert by_page == sorted(one.gap for one in found(cast.remy))
    assert set(by_page) == set(Gap.values)


def test_the_desk_says_what_is_missing_and_where_it_is_settled(cast, sign_in):
    made = text_with(cast)
    part = stake(made, service=closed(cast.service))
    rows = needs_of(united(needs.rows(cast.ines, TODAY())))

    kinds = {kind.key: kind for kind in needs.KINDS}
    addresses = {kinds[need.kind].address(need) for need in rows}
    looks = {kinds[need.kind].look(need) for need in rows}
    args = [made.agreement.pk, "actions", made.action.pk]
    assert addresses == {
        reverse("network:stake_add", args=args),
        reverse("network:stake_edit", args=[part.pk]),
    }
    assert all(need.municipality == cast.ixelles.pk for need in rows)
    client = sign_in(cast.ines)
    assert all(client.get(url).status_code == 200 for url in addresses | looks)


def test_the_list_is_filtered_and_comes_as_files(cast, sign_in):
    made = text_with(cast)
    stake(made, Part.INFORMED, service=closed(cast.service))
    client, page = sign_in(cast.remy), reverse("network:gap_list")

    assert len(client.get(page).context["gaps"]) == 2
    one = client.get(page, {"gap": "service_left", "town": cast.ixelles.pk})
    assert [row.gap for row, _url in one.context["gaps"]] == ["service_left"]
    file = client.get(
        reverse("network:gap_file", args=["csv"]), {"gap": "service_left"}
    )
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Ixelles;Elsene;service_left" in lines[1]
    assert client.get(reverse("network:gap_file", args=["exe"])).status_code == 404
    book = client.get(reverse("network:gap_file", args=["xlsx"]))
    assert b"".join(book.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("who", ["lea", "marc", "ines", "remy", "rita"])
def test_each_gap_leads_where_its_reader_may_go(who, sign_in, cast):
    """To the form for who may mend it; for who may only look, to where it is seen."""
    stake(text_with(cast), Part.INFORMED, service=closed(cast.service))
    client = sign_in(getattr(cast, who))
    gaps = client.get(reverse("network:gap_list")).context["gaps"]

    assert {row.origin for row, _url in gaps} == {"stake", "text"}
    for _row, url in gaps:
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize(
    ("who", "sees"), [("lea", True), ("marc", True), ("sam", False), ("ada", False)]
)
def test_the_way_to_what_is_missing_is_shown_to_who_may_take_it(
    who, sees, sign_in, cast
):
    gaps, client = reverse("network:gap_list"), sign_in(getattr(cast, who))
    assert (
        f'href="{gaps}"' in client.get(reverse("network:service_list")).text
    ) is sees
    assert client.get(gaps).status_code == (200 if sees else 403)
