"""Organisations and services: kept by the Region, seen by all who work here."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accord.directory.actions import organisations as actions
from accord.directory.models import Organisation, Service
from accord.lib.errors import Refused
from accord.workflow import Changed, version_of
from tests import make

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "agency",
    "name_fr": "Agence d’essai",
    "name_nl": "Proefagentschap",
    "role_fr": "Elle essaie.",
    "role_nl": "Het probeert.",
}


def test_an_officer_adds_an_organisation_in_both_languages(sign_in, cast):
    answer = sign_in(cast.remy).post(reverse("directory:organisation_add"), TYPED)

    added = Organisation.objects.get(code="agence-dessai")
    assert answer.url == added.get_workspace_url()
    assert (added.sort_fr, added.slug_nl) == ("agence dessai", "proefagentschap")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_nl": ""}, "name_nl"),
        ({"role_nl": ""}, "role_nl"),
        ({"role_fr": ""}, "role_fr"),
        ({"name_fr": "…"}, "name_fr"),
        ({"kind": "municipality"}, "kind"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_the_rest_kept(
    wrong, field, sign_in, cast
):
    page = sign_in(cast.remy).post(reverse("directory:organisation_add"), TYPED | wrong)

    assert list(page.context["form"].errors) == [field]
    assert 'value="Agence d’essai"' in page.text or field == "name_fr"
    assert not Organisation.objects.filter(kind="agency").exists()


def test_an_organisation_is_added_once(sign_in, cast):
    client = sign_in(cast.remy)
    client.post(reverse("directory:organisation_add"), TYPED)
    again = client.post(reverse("directory:organisation_add"), TYPED)

    assert again.status_code == 409
    assert Organisation.objects.filter(kind="agency").count() == 1


@pytest.mark.parametrize("who", ["lea", "ines", "sam", "zoe", "ada"])
def test_only_the_regions_editors_keep_organisations(who, cast):
    with pytest.raises(PermissionDenied):
        actions.add_organisation(
            None, by=getattr(cast, who), **TYPED, slug_fr="x", slug_nl="x"
        )


def test_the_second_of_two_editors_is_told_what_changed(sign_in, cast):
    body = make.organisation("agency", name_fr="Agence", name_nl="Agentschap")
    seen = version_of(body)
    names = {"name_fr": "Agence A", "name_nl": "Agentschap A"}
    actions.edit_organisation(body, seen=seen, by=cast.rita, **names)

    page = sign_in(cast.remy).post(
        reverse("directory:organisation_edit", args=[body.pk]),
        TYPED | {"name_fr": "Agence B", "seen": seen},
    )

    assert page.status_code == 409
    assert "Rita" in page.text
    assert 'value="Agence B"' in page.text
    body.refresh_from_db()
    assert body.name_fr == "Agence A"
    with pytest.raises(Changed):
        actions.edit_organisation(body, seen=seen, by=cast.remy, **names)


def test_of_a_municipality_only_the_website_is_typed(sign_in, cast):
    url = reverse("directory:organisation_edit", args=[cast.ixelles.pk])
    sign_in(cast.remy).post(
        url, {"website": "https://www.example.org", "name_fr": "Autre", "seen": 0}
    )

    cast.ixelles.refresh_from_db()
    assert cast.ixelles.website == "https://www.example.org"
    assert cast.ixelles.name_fr == "Ixelles"


def test_services_are_added_and_changed(sign_in, cast):
    client = sign_in(cast.remy)
    named = {"name_fr": "Logement", "name_nl": "Huisvesting", "promised_days": "10"}
    add = reverse("directory:service_add", args=[cast.ixelles.pk])
    client.post(add, named)
    again = client.post(add, named)
    [service] = Service.objects.of(cast.ixelles)
    edit = reverse("directory:service_edit", args=[service.pk])
    client.post(
        edit,
        {"name_fr": "Logement", "name_nl": "Wonen", "seen": version_of(service)},
    )
    half = client.post(add, named | {"name_fr": "B", "competences_fr": "Primes."})

    assert again.status_code == 409
    service.refresh_from_db()
    assert (service.name_nl, service.is_active) == ("Wonen", True)
    assert half.status_code == 200  # in both languages, or in none
    assert not Service.objects.filter(name_fr="B").exists()


def test_two_services_of_one_organisation_do_not_share_a_name(cast):
    names = {"name_nl": "x", "mailbox": "", "is_active": True}
    add = actions.add_service
    add(cast.ixelles, by=cast.remy, name_fr="A", **names)
    second = add(cast.ixelles, by=cast.remy, name_fr="B", **names)

    with pytest.raises(Refused):
        actions.edit_service(second, by=cast.remy, name_fr="A", **names)


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_pages_cost_the_same_whatever_they_hold(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    for number in range(how_many):
        make.organisation("agency")
        Service.objects.create(
            organisation=cast.ixelles, name_fr=f"S {number}", name_nl=f"D {number}"
        )
    for who in ["rita", "remy", "ines", "sam", "zoe", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(reverse("directory:organisation_list"))
        assert len(page.content) <= 40_000
        with django_assert_max_num_queries(12, info=who):
            client.get(cast.ixelles.get_workspace_url())


def test_the_list_is_filtered_by_kind_and_name(sign_in, cast):
    make.organisation("agency", name_fr="Agence", name_nl="Agentschap")
    client = sign_in(cast.sam)

    def found(**asked):
        page = client.get(reverse("directory:organisation_list"), asked)
        return [one.name_fr for one in page.context["page"]]

    assert found(kind="agency") == ["Agence"]
    assert found(text="elsene") == ["CPAS d’Ixelles", "Ixelles"]
    assert found(text="nothing like it") == []


def test_a_text_longer_than_two_pages_is_refused_at_its_field(sign_in, cast):
    page = sign_in(cast.remy).post(
        reverse("directory:organisation_add"), TYPED | {"role_fr": "x" * 4001}
    )

    assert list(page.context["form"].errors) == ["role_fr"]
