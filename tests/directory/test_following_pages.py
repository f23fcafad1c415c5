"""The pages about who follows which municipality, and who is away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.directory.models import Away, Portfolio
from accord.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db
LIST = "directory:portfolio_list"
TODAY = timezone.localdate()


def days(first=0, last=7):
    return {
        "starts_on": (TODAY + timedelta(days=first)).isoformat(),
        "until": (TODAY + timedelta(days=last)).isoformat(),
    }


def test_one_says_that_one_is_away_and_is_back(sign_in, cast):
    client = sign_in(cast.remy)
    page = client.get(reverse("directory:away_say", args=[cast.remy.pk]))
    offered = [one.name for one in page.context["form"].fields["replacement"].queryset]
    assert offered == ["Rita"]  # Lea only reads

    typed = days() | {"replacement": cast.rita.pk}
    sent = client.post(page.request["PATH_INFO"], typed)
    assert sent.url == reverse("directory:profile")
    away = Away.objects.get()
    assert (away.person, away.replacement) == (cast.remy, cast.rita)
    assert "Rita" in client.get(sent.url).text

    client.post(reverse("directory:away_end", args=[away.pk]))
    away.refresh_from_db()
    assert away.back_on == TODAY
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"directory.say_away", "directory.end_away"} <= verbs


def test_what_cannot_be_is_said_at_the_form_and_kept(sign_in, cast):
    make.away(cast.rita, cast.remy)
    client = sign_in(cast.remy)
    typed = days() | {"replacement": cast.rita.pk}
    page = client.post(reverse("directory:away_say", args=[cast.remy.pk]), typed)

    assert page.status_code == 409
    assert page.context["form"].non_field_errors()
    assert str(page.context["form"]["until"].value()) == typed["until"]
    assert not Away.objects.filter(person=cast.remy).exists()


def test_a_manager_says_it_for_who_fell_ill(sign_in, cast):
    client = sign_in(cast.rita)
    address = reverse("directory:away_say", args=[cast.ines.pk])
    sent = client.post(address, days(first=-3))

    assert sent.url == cast.ines.get_absolute_url()
    assert Away.objects.get().replacement is None
    page = client.get(sent.url)
    assert reverse("directory:away_end", args=[Away.objects.get().pk]) in page.text


def test_a_colleague_does_not_end_the_absence_of_another(sign_in, cast):
    away = make.away(cast.ines)
    client = sign_in(cast.marc)
    ended = client.post(reverse("directory:away_end", args=[away.pk]))
    assert ended.status_code == 403
    away.refresh_from_db()
    assert away.back_on is None


def test_a_municipality_is_given_to_an_officer_and_taken_back(sign_in, cast):
    client = sign_in(cast.rita)
    address = reverse("directory:portfolio_assign")
    page = client.get(address, {"municipality": cast.ixelles.pk})
    officers = [one.name for one in page.context["form"].fields["officer"].queryset]
    assert officers == ["Remy", "Rita"]

    typed = {
        "municipality": cast.ixelles.pk,
        "officer": cast.remy.pk,
        "starts_on": TODAY.isoformat(),
    }
    assert client.post(address, typed).url == reverse(LIST)
    assert client.post(address, typed).status_code == 409
    portfolio = Portfolio.objects.get()

    make.away(cast.remy, cast.rita)
    rows = client.get(reverse(LIST)).context["listed"].rows
    told = {
        row.municipality.code: [str(one.officer) for one in row.standing]
        for row in rows
    }
    assert told == {"ixelles": ["Remy"], "schaerbeek": []}
    [shown] = next(row.standing for row in rows if row.standing)
    assert shown.away.replacement == cast.rita

    end = reverse("directory:portfolio_end", args=[portfolio.pk])
    client.post(end, {"ends_on": TODAY.isoformat()})
    assert not Portfolio.objects.valid_on(TODAY + timedelta(days=1)).exists()


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_it_holds(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    for _ in range(how_many):
        make.portfolio(make.organisation(), cast.remy)
        make.portfolio(cast.ixelles, make.person(), ends_on=TODAY - timedelta(days=1))
        make.away(make.person(), cast.rita)
    for who in ("rita", "remy", "lea", "ada"):
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(reverse(LIST))
        assert len(page.content) <= 40_000


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_page_of_a_person_costs_the_same_however_often_they_were_away(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    for number in range(how_many):
        day = TODAY - timedelta(days=10 * number)
        make.away(cast.ines, starts_on=day, until=day)
    asked = [
        ("ada", reverse("directory:person_detail", args=[cast.ines.pk])),
        ("ines", reverse("directory:person_detail", args=[cast.ines.pk])),
        ("ines", reverse("directory:profile")),
    ]
    for who, address in asked:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(address)
        assert len(page.content) <= 40_000
