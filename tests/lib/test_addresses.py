"""An address has its view's name and is read in the reader's language."""

from django.http import HttpResponse
from django.utils.translation import override

from accord.lib.addresses import page, under


def step_record(request, pk):
    return HttpResponse()


def test_an_address_has_its_views_name():
    assert page(step_record, "<int:pk>/").name == "step_record"


def test_an_address_is_in_the_readers_language_after_what_both_share():
    address = page(step_record, "<int:pk>/", fr="etape/", nl="stap/")
    with override("fr"):
        assert address.resolve("7/etape/").kwargs == {"pk": 7}
    with override("nl"):
        assert address.resolve("7/stap/").kwargs == {"pk": 7}
        assert address.resolve("7/etape/") is None


def test_pages_under_one_beginning_keep_their_names_and_arguments():
    address = under([page(step_record, fr="etape/", nl="stap/")], "<int:pk>/")
    with override("nl"):
        found = address.resolve("7/stap/")
    assert (found.url_name, found.kwargs) == ("step_record", {"pk": 7})
