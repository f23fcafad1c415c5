"""What every address does with a number, a method or a sign that is not its own."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.core import mail
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override

from accord.notifications.links import Act, Link, address_of
from tests.house.urls import served
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
HOUSE = Path(__file__).parents[2] / "accord"
BEYOND = 2**63
NODE = UUID(int=0)  # a part of a text: the one argument that no number can be
NUMBERED = [one for one in served() if one.arguments]
ALONE = [one for one in served() if not one.arguments]


@pytest.mark.parametrize("number", [BEYOND, 10**40])
def test_a_number_that_no_row_has_is_not_found(number, sign_in, cast):
    client = sign_in(cast.rita)
    found = {}
    for one in NUMBERED:
        given = [
            NODE if name in ("under", "lineage") else number for name in one.arguments
        ]
        address = reverse(one.name, args=given)
        found[one.name] = client.get(address).status_code
    others = {name: status for name, status in found.items() if status != 404}
    assert others == OTHERWISE


OTHERWISE = {
    "account_reset_password_from_key": 200
}  # a page says that it opens nothing


def test_head_answers_as_get_does(sign_in, cast):
    client = sign_in(cast.rita)
    differ = {}
    for one in ALONE:
        address = reverse(one.name)
        asked, looked = client.get(address), client.head(address)
        for close in (*asked._resource_closers, *looked._resource_closers):
            close()  # of files; the test keeps its connection
        if asked.status_code != looked.status_code:
            differ[one.name] = (asked.status_code, looked.status_code)
        client = sign_in(cast.rita)
    assert differ == {}


def test_no_view_takes_get_alone():
    """What takes it says so once: ``acting.GET_POST``, or ``require_safe``."""
    sources = {path: path.read_text() for path in HOUSE.rglob("*.py")}
    own = [path for path, text in sources.items() if "require_http_methods(" in text]
    assert own == [HOUSE / "acting.py"]
    assert not any("require_GET" in text for text in sources.values())


def invitation(client, sign_in, cast):
    typed = {"email": "noor@example.org", "name": "Noor", "role": "editor"}
    typed |= {"language": "nl", "organisation": cast.schaerbeek.pk}
    sign_in(cast.rita).post(reverse("directory:invitation_add"), typed)
    client.logout()
    return mailed()


def new_password(client, sign_in, cast):
    client.post(reverse("account_reset_password"), {"email": cast.ines.email})
    return mailed()


def mailed():
    work_off()
    return re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]


def of_a_notification(client, sign_in, cast):
    with override("nl"):
        link = address_of(Link(Act.STOP_ALL, cast.ines.pk))
    return link.removeprefix("http://testserver")


SIGNED = [invitation, new_password, of_a_notification]


@pytest.mark.parametrize("caught", [".", ")", ">", "%3E", ").", "%20", "%C2%BB", "./"])
@pytest.mark.parametrize("signed", SIGNED)
def test_a_signed_link_bears_what_is_caught_behind_it(
    signed, caught, client, sign_in, cast
):
    link = signed(client, sign_in, cast)
    for whole in (link, link.rstrip("/")):
        answer = client.get(whole + caught)
        assert (answer.status_code, answer["Location"]) == (302, link)


@pytest.mark.parametrize("signed", SIGNED)
def test_looking_at_a_signed_link_does_not_use_it_up(signed, client, sign_in, cast):
    link = signed(client, sign_in, cast)
    looked = [client.head(link).status_code for _ in range(3)]
    assert looked == [client.get(link).status_code] * 3
    assert looked[0] in (200, 302)


def test_no_other_site_is_reached_by_a_caught_sign(client):
    for address in ("/fr//example.org/.", "/fr/nowhere.", "/https://example.org)."):
        assert client.get(address).status_code == 404


PUBLIC = ["publicsite:home", "publicsite:about", "publicsite:agreement_list"]
PUBLIC += ["publicsite:plan_list", "opendata:dataset_list", "publicsite:source_list"]


@pytest.mark.parametrize("name", PUBLIC)
def test_what_a_page_does_not_ask_for_makes_no_copy_of_it(
    name, client, django_assert_max_num_queries
):
    address = reverse(name)
    first = client.get(address).content
    with django_assert_max_num_queries(100):  # one each: which revision it is
        for n in range(100):
            page = client.get(f"{address}?utm_source={n}&x{n}=y")
            assert page.content == first
    assert len(caches["pages"]._cache) == 1


def test_what_it_asks_for_is_looked_at(client):
    address = reverse("publicsite:home")
    then = client.get(f"{address}?utm_source=x&on=2022-12-31").content
    assert then == client.get(f"{address}?on=2022-12-31").content
    assert then != client.get(address).content


def test_well_known_addresses_are_there(client, settings):
    settings.CONTACT_EMAIL = "contact@example.org"
    known = client.get("/.well-known/security.txt").text
    assert known.startswith("Contact: mailto:contact@example.org\nExpires: ")
    assert re.search(r"Expires: \d{4}-\d\d-\d\dT00:00:00Z\n", known)
    changed = client.get("/.well-known/change-password")
    assert changed["Location"] == reverse("account_change_password")
    assert client.get("/favicon.ico")["Location"].endswith(".svg")


@pytest.mark.parametrize(
    ("address", "policy"),
    [("/fr/", "same-origin"), ("/data/agreements.csv", "cross-origin")],
)
def test_only_open_data_is_for_other_sites(address, policy, client):
    answer = client.get(address)
    assert answer["Cross-Origin-Resource-Policy"] == policy
    assert answer["X-Permitted-Cross-Domain-Policies"] == "none"
