from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.accounts.models import User
from accord.directory import reaching
from accord.directory.actions import following
from accord.directory.models import Away, Membership, Portfolio, Role
from accord.lib.errors import Refused
from tests import make

TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def replacing(person, day):
    """In whose place ``person`` stands that day, at the end of any chain of them."""
    aways = reaching.aways_on(day)
    away = [one for one in aways if reaching.end_of(one, aways) == person.pk]
    return list(User.objects.filter(pk__in=away).order_by("name"))


def _give(cast, town, officer, starts_on=YESTERDAY, **fields):
    return following.assign_portfolio(
        town, officer=officer, starts_on=starts_on, by=cast.rita, **fields
    )


def _away(person, replacement=None, starts_on=TODAY, until=TOMORROW, by=None):
    return following.say_away(
        person,
        starts_on=starts_on,
        until=until,
        replacement=replacement,
        by=by or person,
    )


def test_two_officers_may_follow_one_municipality(cast):
    _give(cast, cast.ixelles, cast.remy)
    _give(cast, cast.ixelles, cast.rita)
    reached = reaching.at_the_region(cast.ixelles, TODAY)
    assert [one.name for one in reached] == ["Remy", "Rita"]


def test_an_officer_follows_a_municipality_once_at_a_time(cast):
    first = _give(cast, cast.ixelles, cast.remy, date(2024, 1, 1))
    with pytest.raises(Refused):
        _give(cast, cast.ixelles, cast.remy, TODAY)
    following.end_portfolio(first, ends_on=YESTERDAY, by=cast.rita)
    _give(cast, cast.ixelles, cast.remy, TODAY)
    assert Portfolio.objects.valid_on(TODAY).count() == 1
    assert Portfolio.objects.valid_on(date(2024, 6, 1)).count() == 1


@pytest.mark.parametrize("who", ["lea", "ines", "zoe"])
def test_only_who_acts_at_the_region_follows_a_municipality(cast, who):
    with pytest.raises(Refused):
        _give(cast, cast.ixelles, getattr(cast, who))


def test_an_organisation_that_is_no_municipality_is_not_followed(cast):
    with pytest.raises(Refused):
        _give(cast, cast.service, cast.remy)


@pytest.mark.parametrize("who", ["remy", "ines", "zoe"])
def test_only_who_manages_people_gives_municipalities_to_officers(cast, who):
    with pytest.raises(PermissionDenied):
        following.assign_portfolio(
            cast.ixelles,
            officer=cast.remy,
            starts_on=TODAY,
            by=getattr(cast, who),
        )


def test_the_region_sees_who_follows_whom_and_a_municipality_its_own(cast):
    _give(cast, cast.ixelles, cast.remy)
    _give(cast, cast.schaerbeek, cast.rita)
    seen = {
        who: Portfolio.objects.visible_to(getattr(cast, who)).count()
        for who in ("lea", "ada", "ines", "marc", "nora", "sam", "zoe")
    }
    assert seen == {
        "lea": 2, "ada": 2, "ines": 1, "marc": 1, "nora": 1, "sam": 0, "zoe": 0,
    }  # fmt: skip
    assert not Portfolio.objects.public().exists()


def test_without_an_officer_all_who_edit_or_approve_at_the_region_are_reached(cast):
    reached = reaching.at_the_region(cast.ixelles, TODAY)
    assert [one.name for one in reached] == ["Remy", "Rita"]


def test_an_officer_who_left_the_region_is_not_reached(cast):
    _give(cast, cast.ixelles, cast.remy)
    part = Membership.objects.get(user=cast.remy)
    Membership.objects.filter(pk=part.pk).update(ends_on=YESTERDAY)
    assert reaching.at_the_region(cast.ixelles, TODAY) == [cast.rita]


def test_who_is_away_is_replaced_while_they_are(cast):
    _give(cast, cast.ixelles, cast.remy)
    _away(cast.remy, cast.rita)
    assert reaching.at_the_region(cast.ixelles, TODAY) == [cast.rita]
    assert reaching.at_the_region(cast.ixelles, TOMORROW) == [cast.rita]
    after = TOMORROW + timedelta(days=1)
    assert reaching.at_the_region(cast.ixelles, after) == [cast.remy]
    assert replacing(cast.rita, TODAY) == [cast.remy]
    assert replacing(cast.rita, after) == []


def test_replacements_are_followed_to_who_is_there(cast):
    other = make.person(Role.EDITOR, cast.region, name="Omar")
    _away(cast.remy, cast.rita)
    _away(cast.rita, other)
    _give(cast, cast.ixelles, cast.remy)
    assert reaching.at_the_region(cast.ixelles, TODAY) == [other]
    assert replacing(other, TODAY) == [cast.remy, cast.rita]
    assert replacing(cast.rita, TODAY) == []


def test_two_people_cannot_replace_each_other(cast):
    _away(cast.remy, cast.rita)
    with pytest.raises(Refused):
        _away(cast.rita, cast.remy)


def test_a_chain_of_replacements_cannot_close(cast):
    other = make.person(Role.EDITOR, cast.region, name="Omar")
    _away(cast.remy, cast.rita)
    _away(cast.rita, other)
    with pytest.raises(Refused):
        _away(other, cast.remy, until=TODAY)
    later = TOMORROW + timedelta(days=1)
    _away(other, cast.remy, starts_on=later, until=later)


def test_a_circle_that_stands_all_the_same_ends_at_nobody(cast):
    """Two rows written at the same moment: reading them must end."""
    for person, other in ((cast.remy, cast.rita), (cast.rita, cast.remy)):
        Away.objects.create(
            person=person, replacement=other, starts_on=TODAY, until=TODAY
        )
    _give(cast, cast.ixelles, cast.remy, TODAY)
    assert reaching.at_the_region(cast.ixelles, TODAY) == [cast.remy, cast.rita]
    assert replacing(cast.remy, TODAY) == []


@pytest.mark.parametrize("who", ["ines", "zoe", "lea"])
def test_who_replaces_acts_for_the_same_organisation_and_may_do_the_work(cast, who):
    with pytest.raises(Refused):
        _away(cast.remy, getattr(cast, who))


def test_who_replaces_has_an_open_account(cast):
    cast.rita.is_active = False
    cast.rita.save()
    with pytest.raises(Refused):
        _away(cast.remy, cast.rita)


def test_who_replaces_is_still_there_on_the_last_day(cast):
    Membership.objects.filter(user=cast.rita).update(ends_on=TODAY)
    with pytest.raises(Refused):
        _away(cast.remy, cast.rita, until=TOMORROW)


def test_an_absence_is_said_once_and_for_days_to_come(cast):
    _away(cast.remy)
    with pytest.raises(Refused):
        _away(cast.remy, starts_on=TOMORROW, until=TOMORROW)
    with pytest.raises(Refused):
        _away(cast.rita, starts_on=YESTERDAY, until=YESTERDAY)
    with pytest.raises(Refused):
        _away(cast.rita, starts_on=TOMORROW, until=TODAY)


def test_who_is_back_sooner_takes_their_work_back(cast):
    _give(cast, cast.ixelles, cast.remy)
    away = _away(cast.remy, cast.rita)
    following.end_away(away, by=cast.remy)
    assert reaching.at_the_region(cast.ixelles, TODAY) == [cast.remy]
    with pytest.raises(Refused):
        following.end_away(away, by=cast.remy)
    _away(cast.remy, cast.rita)


def test_an_absence_taken_back_before_it_begins_never_was(cast):
    away = _away(cast.remy, cast.rita, starts_on=TOMORROW, until=TOMORROW)
    following.end_away(away, by=cast.remy)
    assert replacing(cast.rita, TOMORROW) == []


def test_one_says_it_oneself_or_a_manager_does(cast):
    _away(cast.remy, by=cast.rita)
    with pytest.raises(PermissionDenied):
        _away(cast.rita, by=cast.remy)
    with pytest.raises(PermissionDenied):
        _away(cast.ines, by=cast.nora)


def test_colleagues_see_who_is_away_and_strangers_do_not(cast):
    _away(cast.ines)
    seen = {
        who: Away.objects.visible_to(getattr(cast, who)).count()
        for who in ("ines", "marc", "rita", "ada", "nora", "remy", "zoe")
    }
    assert seen == {
        "ines": 1, "marc": 1, "rita": 1, "ada": 1, "nora": 0, "remy": 0, "zoe": 0,
    }  # fmt: skip


def test_people_of_a_municipality_are_reached_by_their_role_or_a_higher_one(cast):
    boss = make.person(Role.APPROVER, cast.ixelles, name="Bo")
    assert reaching.of_municipality(cast.ixelles, TODAY) == [boss, cast.ines]
    approvers = reaching.of_municipality(cast.ixelles, TODAY, Role.APPROVER)
    assert approvers == [boss]
    _away(cast.ines, boss)
    assert reaching.of_municipality(cast.ixelles, TODAY) == [boss]


def test_where_all_are_away_and_unreplaced_they_are_reached_all_the_same(cast):
    _away(cast.ines)
    assert reaching.of_municipality(cast.ixelles, TODAY) == [cast.ines]


def test_the_region_takes_over_from_an_officer_whom_nobody_replaces(cast):
    _give(cast, cast.ixelles, cast.remy)
    _away(cast.remy)
    assert reaching.at_the_region(cast.ixelles, TODAY) == [cast.rita]


def test_the_database_refuses_what_the_rules_refuse(cast):
    wrong = [
        Away(person=cast.remy, starts_on=TOMORROW, until=TODAY),
        Away(person=cast.remy, starts_on=TODAY, until=TODAY, replacement=cast.remy),
        Portfolio(
            officer=cast.remy,
            municipality=cast.ixelles,
            starts_on=TOMORROW,
            ends_on=TODAY,
        ),
    ]
    for one in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save()
