"""Every address is in the access matrix, and the matrix tells the truth."""

import pytest
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

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


def status_of(client, name, given, method):
    """The status of the answer, or ``-`` for a redirect to sign-in."""
    address = reverse(name, args=given.get(name, []))
    got = getattr(client, method)(address)
    if got.streaming:
        b"".join(got.streaming_content)  # to its end, which closes it
    sign_in = reverse("account_login")
    is_sent_away = got.status_code == 302 and got.url.startswith(sign_in)
    return "-" if is_sent_away else got.status_code


@pytest.fixture
def visit(client, sign_in, cast):
    """``visit(who, name, given, method)``: the status, and nothing stays changed."""

    def visit_(who, name, given, method):
        with transaction.atomic():
            visitor = sign_in(getattr(cast, who)) if who != "anyone" else client
            status = status_of(visitor, name, given, method)
            transaction.set_rollback(True)
        client.logout()
        caches["default"].clear()
        return status

    return visit_


@pytest.mark.django_db
@pytest.mark.parametrize("name", MATRIX)
def test_the_matrix_tells_the_truth(name, visit, cast):
    given = arguments(cast)
    method = "post" if name in POSTED else "get"

    found = {who: visit(who, name, given, method) for who in PEOPLE}

    assert found == dict(zip(PEOPLE, MATRIX[name], strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("name", MATRIX)
def test_what_may_not_be_seen_may_not_be_sent(name, visit, cast):
    """Where a page is refused, so is every attempt to write to it."""
    given = arguments(cast)
    refused = dict(zip(PEOPLE, MATRIX[name], strict=True))

    for who, expected in refused.items():
        if expected in ("-", 403, 404):
            assert visit(who, name, given, "post") in ("-", 403, 404, 405), who
