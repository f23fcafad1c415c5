"""Every address is in the access matrix, and the matrix tells the truth."""

from contextlib import closing

import pytest
from django.urls import reverse

from accord.journal.models import Entry
from tests.house.access import MATRIX, PEOPLE, POSTED
from tests.house.scene import arguments
from tests.house.urls import Served, served


def missing(found, matrix):
    return {one.name for one in found} ^ set(matrix)


def misnamed(found):
    """Addresses of ours whose view is called something else."""
    ours = [one for one in found if one.view.__module__.startswith("accord.")]
    return [
        one.name
        for one in ours
        if one.name.split(":")[-1] != one.view.__name__
        and one.view.__module__ != "accord.accounts.views"
    ]


def test_every_address_is_in_the_matrix():
    assert missing(served(), MATRIX) == set()


def test_an_address_and_its_view_share_one_name():
    assert misnamed(served()) == []


def test_the_checks_see_a_page_that_nobody_decided_about():
    def page(request):
        pass

    page.__module__ = "accord.agreements.views"
    new = Served("agreements:new_page", page, ())
    assert missing([*served(), new], MATRIX) == {"agreements:new_page"}
    assert misnamed([new]) == ["agreements:new_page"]


def answer_to(client, name, given, method):
    with closing(
        getattr(client, method)(reverse(name, args=given.get(name, [])))
    ) as got:
        return got


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", MATRIX)
def test_the_matrix_tells_the_truth(name, who, client, sign_in, cast):
    given = arguments(cast)
    client = client if who == "anyone" else sign_in(getattr(cast, who))
    expected = MATRIX[name][list(PEOPLE).index(who)]

    got = answer_to(client, name, given, "post" if name in POSTED else "get")

    if expected == "-":
        assert got.status_code == 302
        assert got.url.startswith(reverse("account_login"))
    else:
        assert got.status_code == expected


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_what_may_not_be_seen_may_not_be_sent(who, client, sign_in, cast):
    """Where a page is refused, so is every attempt to write to it."""
    given = arguments(cast)
    before = Entry.objects.count()
    client = client if who == "anyone" else sign_in(getattr(cast, who))
    for name, row in MATRIX.items():
        expected = row[list(PEOPLE).index(who)]
        if expected in ("-", 403, 404):
            got = answer_to(client, name, given, "post")
            refused = got.status_code in (403, 404, 405)
            sent_away = got.status_code == 302 and got.url.startswith(
                reverse("account_login")
            )
            assert refused or (expected == "-" and sent_away), name
    assert Entry.objects.count() == before
