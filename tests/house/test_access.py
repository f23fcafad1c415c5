"""Every address is in the access matrix, and the matrix tells the truth."""

from copy import deepcopy
from http.cookies import SimpleCookie

import pytest
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

from tests.house import markup
from tests.house.access import MATRIX, PEOPLE, POSTED
from tests.house.scene import arguments
from tests.house.urls import Served, served

REFUSED = ("-", 403, 404)


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


def status_of(client, name, given, method, look=None):
    """The status of the answer, or ``-`` for a redirect to sign-in.

    ``look`` is shown each page.
    """
    address = reverse(name, args=given.get(name, []))
    got = getattr(client, method)(address)
    if got.streaming:
        b"".join(got.streaming_content)  # to its end, which closes it
    elif look and got.status_code == 200 and "html" in got["Content-Type"]:
        look(got.text)
    sign_in = reverse("account_login")
    is_sent_away = got.status_code == 302 and got.url.startswith(sign_in)
    return "-" if is_sent_away else got.status_code


@pytest.fixture
def visit(client, sign_in, cast):
    """``visit(who, name, given, method, look)``: the status; nothing stays changed."""
    passes = {"anyone": SimpleCookie()}

    def visit_(who, name, given, method, look=None):
        if who not in passes:
            passes[who] = sign_in(getattr(cast, who)).cookies
        client.cookies = deepcopy(passes[who])
        try:
            with transaction.atomic():
                status = status_of(client, name, given, method, look)
                transaction.set_rollback(True)
        except Exception as fault:
            fault.add_note(f"{who}: {method} {name}")
            raise
        caches["default"].clear()
        return status

    return visit_


def visits(who):
    """What one person asks: page, method, and each answer that is right.

    Where a page is refused, so is every attempt to write to it.
    """
    place = list(PEOPLE).index(who)
    for name, row in MATRIX.items():
        yield name, "post" if name in POSTED else "get", (row[place],)
        if row[place] in REFUSED:
            yield name, "post", (*REFUSED, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_the_matrix_tells_the_truth(who, visit, cast):
    """As those who see most, each page's markup is looked at too."""
    given, wrong = arguments(cast), []
    for name, method, right in visits(who):

        def look(page, name=name):
            wrong.extend(f"{name}: {fault}" for fault in markup.faults(page))

        looks = look if who in ("anyone", "ines", "rita") else None
        status = visit(who, name, given, method, looks)
        if status not in right:
            wrong.append(f"{who}: {method} {name} answers {status}, not {right}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_the_headers_alone_can_be_asked_for_wherever_a_page_can(visit, cast):
    given, place = arguments(cast), list(PEOPLE).index("remy")
    pages = [name for name in MATRIX if name not in POSTED]
    wrong = {
        name: status
        for name in pages
        if (status := visit("remy", name, given, "head")) != MATRIX[name][place]
    }
    assert wrong == {}
