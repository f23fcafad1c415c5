"""The matrix, the picture, the other side, and what they cost."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accord.directory.models import Service
from accord.instruments.models import OperationalAction
from accord.network.actions.stakes import end_stake
from accord.network.models import Apart, Contact, Stake
from tests import make
from tests.network.rows import contact, service, stake, text_with

pytestmark = pytest.mark.django_db

PEOPLE = ("zoe", "sam", "nora", "marc", "ines", "ada", "lea", "remy", "rita")


def matrix(made):
    return reverse("network:matrix", args=[made.agreement.pk])


def page_of(made, record=None):
    record = record or made.action
    args = [made.agreement.pk, record.KIND, record.pk]
    return reverse("network:node_detail", args=args)


def test_the_matrix_says_each_part_in_words(cast, sign_in, untranslated):
    made = text_with(cast, organisation=cast.ixelles)
    housing = service(cast.service, "Habitat")
    stake(made, "consulted", service=housing, contact=contact(cast.service))
    stake(made, "informed", at=made.commitment, organisation=cast.region)
    page = sign_in(cast.marc).get(matrix(made))

    [commitment, action] = page.context["matrix"].rows
    bodies = page.context["matrix"].columns.object_list
    assert [len(cell) for cell in commitment.cells] == [
        int(body == cast.region) for body in bodies
    ]
    said = {one.part: one.who for cell in action.cells for one in cell}
    assert said == {"responsible": "Ixelles", "consulted": "Habitat"}
    for word in ("Is consulted", "Responsible", "in the text", "Dominique (test)"):
        assert word in page.text


def test_the_matrix_shows_where_something_is_missing_alone(cast, sign_in):
    made = text_with(cast, actions=2)
    stake(made, "responsible", organisation=cast.service)
    page = sign_in(cast.ines).get(matrix(made), {"gaps": "on"})

    assert [row.line.node.pk for row in page.context["matrix"].rows] == [
        made.actions[1].pk
    ]


def test_an_agreement_without_a_text_says_what_will_be_there(cast, sign_in):
    agreement = make.agreement(municipality=cast.ixelles)
    client = sign_in(cast.remy)

    for name in ("matrix", "picture"):
        page = client.get(reverse(f"network:{name}", args=[agreement.pk]))
        assert page.status_code == 200
        assert 'class="empty' in page.text


def test_a_part_follows_its_node_into_the_next_version(cast, sign_in):
    made = text_with(cast)
    part = stake(made, "responsible", organisation=cast.service)
    earlier = page_of(made)
    new = OperationalAction.objects.get(pk=made.action.pk)
    OperationalAction.objects.filter(pk=new.pk).update(
        is_removed=True, lineage=make_uuid()
    )
    new.pk, new.rank = None, 9
    new.save()

    page = sign_in(cast.ines).get(page_of(made, new))
    assert [one.stake for one in page.context["line"].entries] == [part]
    assert sign_in(cast.ines).get(earlier).status_code == 404  # that one is gone


def make_uuid():
    return "00000000-0000-4000-8000-000000000001"


def test_a_part_is_given_in_two_steps(cast, sign_in):
    made = text_with(cast)
    own, foreign = service(cast.service, "Habitat"), service(cast.region, "Primes")
    client = sign_in(cast.ines)
    args = [made.agreement.pk, "actions", made.action.pk]
    add = reverse("network:stake_add", args=args)
    assert "choice" in client.get(add).context
    of_body = f"{add}?organisation={cast.service.pk}"

    offered = client.get(of_body).context["form"].fields["service"].queryset
    assert list(offered) == [own]
    wrong = client.post(of_body, {"part": "responsible", "service": foreign.pk})
    assert wrong.context["form"].errors["service"]
    answer = client.post(of_body, {"part": "responsible", "service": own.pk})
    assert answer.url == page_of(made)
    assert Stake.objects.get().service == own
    again = client.post(of_body, {"part": "responsible"})
    assert again.status_code == 409


def test_a_part_that_ended_stays_in_the_history_of_its_node(cast, sign_in):
    made = text_with(cast)
    part = stake(made, organisation=cast.service)
    end_stake(part, on=part.starts_on, by=cast.ines)
    page = sign_in(cast.marc).get(page_of(made))

    assert page.context["line"].entries == []
    assert [line.who for line in page.context["history"]] == ["Ines"]


def test_two_editors_of_one_part_see_what_changed_meanwhile(cast, sign_in):
    made = text_with(cast)
    part = stake(made, organisation=cast.service)
    edit = reverse("network:stake_edit", args=[part.pk])
    first = {"note_fr": "Un", "note_nl": "Een", "seen": 0}
    assert sign_in(cast.ines).post(edit, first).status_code == 302

    late = sign_in(cast.remy).send(edit, {"note_fr": "Deux", "note_nl": "Twee"})
    assert late.status_code == 409
    assert "Deux" in late.text


def test_the_picture_and_its_list_say_the_same(cast, sign_in):
    made = text_with(cast, actions=3)
    for record, part in zip(made.actions, ("responsible", "approves"), strict=False):
        stake(made, part, at=record, organisation=cast.service)
    stake(made, "informed", service=service(cast.region, "Primes & taxes <a>"))
    page = sign_in(cast.marc).get(reverse("network:picture", args=[made.agreement.pk]))
    drawn = page.context["picture"]

    assert len(drawn.edges) == sum(len(line.entries) for line in drawn.lines) == 3
    assert len(drawn.nodes) == 4
    assert {box.title for box in drawn.parties} == {
        "CPAS d’Ixelles",
        "Primes & taxes <a>",
    }
    for url in re.findall(r'<a href="([^"]+)" aria-label', page.text):
        assert url in page.text.split("</svg>")[-1], "the list leads there too"
    assert "<title id=" in page.text
    assert "<desc id=" in page.text
    assert "<a>" not in page.text
    assert all(box.x + box.wide <= drawn.wide for box in (*drawn.nodes, *drawn.parties))


def test_the_other_side_shows_every_municipality(cast, sign_in):
    housing, old = service(cast.service), service(cast.service, "Ancien")
    ours = text_with(cast)
    theirs = text_with(
        cast, town=cast.schaerbeek, organisation=cast.service, service=old
    )
    stake(ours, "approves", service=housing)
    old.is_active, old.successor = False, housing
    old.save()
    url = reverse("network:service_stakes", args=[housing.pk])

    def seen(who):
        page = sign_in(getattr(cast, who)).get(url)
        return [(one.town, one.part, bool(one.what)) for one in page.context["parts"]]

    both = [("Ixelles", "approves", True), ("Schaerbeek", "responsible", True)]
    assert seen("lea") == both
    assert seen("ines") == both[:1]
    assert seen("sam") == [("Ixelles", "approves", False)]  # the text is not public
    assert seen("zoe") == []
    assert [one.part for one in filtered(sign_in, cast, url)] == ["approves"]
    assert theirs.agreement.pk not in sign_in(cast.ines).get(url).context["opened"]


def filtered(sign_in, cast, url):
    return sign_in(cast.lea).get(url, {"part": "approves"}).context["parts"]


def test_a_contact_is_shown_to_who_works_with_it_and_to_nobody_else(
    client, cast, sign_in
):
    housing = service(cast.ixelles)
    contact(cast.ixelles, service=housing, email="d@example.org")
    url = reverse("network:service_stakes", args=[housing.pk])

    for who in PEOPLE:
        page = sign_in(getattr(cast, who)).get(url)
        is_shown = who in ("marc", "ines", "lea", "remy", "rita")
        assert ("d@example.org" in page.text) is is_shown, who
    client.logout()
    assert client.get(url).status_code == 302


def test_the_matrix_comes_as_files_with_every_part(cast, sign_in):
    made = text_with(cast, organisation=cast.ixelles)
    stake(made, organisation=cast.service, note_fr="=1+1", note_nl="=1+1")
    address = reverse("network:matrix_file", args=[made.agreement.pk, "csv"])
    file = sign_in(cast.marc).get(address)
    text = b"".join(file.streaming_content).decode("utf-8-sig")

    assert len(text.splitlines()) == 4  # the heads, the commitment, two parts
    assert "responsible;Responsable;Verantwoordelijke;text;Ixelles" in text
    assert "contributes;Contribution;Bijdrage;recorded;CPAS d’Ixelles" in text
    assert "'=1+1" in text


def test_duplicates_are_proposed_once_until_a_person_decides(cast, sign_in):
    first = service(cast.service, "Service logement", mailbox="l@example.org")
    second = service(cast.service, "Logement (service)")
    third = service(cast.region, "Autre", mailbox="L@example.org")
    client, page = sign_in(cast.remy), reverse("network:duplicate_list")

    def proposed():
        return {(a, b) for a, b, _why in client.get(page).context["pairs"]}

    assert proposed() == {(first, second), (first, third)}
    apart = reverse("network:service_keep_apart", args=[third.pk, first.pk])
    assert client.post(apart).url == page
    assert (Apart.objects.get().first, proposed()) == (first, {(first, second)})
    merge = reverse("network:service_merge", args=[second.pk, first.pk])
    assert client.get(merge).status_code == 200
    assert Service.objects.standing().count() == 3
    client.post(merge)
    assert proposed() == set()


def test_a_service_closes_on_its_page_and_opens_again(cast, sign_in):
    made = text_with(cast)
    old, heir = service(cast.service), service(cast.service, "Habitat")
    stake(made, service=old)
    client = sign_in(cast.remy)
    close = reverse("network:service_close", args=[old.pk])
    assert client.get(close).context["stakes"] == 1
    client.post(close, {"on": "2026-01-05", "successor": heir.pk})

    page = client.get(reverse("network:service_stakes", args=[old.pk]))
    assert heir.name in page.text
    assert Stake.objects.standing().get().service == heir
    client.post(reverse("network:service_reopen", args=[old.pk]))
    old.refresh_from_db()
    assert (old.is_active, old.closed_on, old.successor) == (True, None, None)


def test_contacts_are_added_changed_and_leave_by_their_pages(cast, sign_in):
    client = sign_in(cast.ines)
    add = reverse("network:contact_add", args=[cast.ixelles.pk])
    client.post(add, {"name": "Dominique (test)", "email": "d@example.org"})
    who = Contact.objects.get()
    edit = reverse("network:contact_edit", args=[who.pk])
    assert client.send(edit, {"name": "Domi (test)"}).status_code == 409
    client.post(reverse("network:contact_leave", args=[who.pk]), {"on": "2026-01-05"})

    who.refresh_from_db()
    assert (who.name, who.email, who.left_on) == (
        "Dominique (test)",
        "",
        date(2026, 1, 5),
    )


def many(cast, how_many):
    """So many actions, services, contacts and parts, and as many things missing."""
    made = text_with(cast, actions=how_many)
    services = Service.objects.bulk_create(
        Service(
            organisation=cast.service,
            name_fr=f"Service du logement et de la rénovation {number}",
            name_nl=f"Dienst huisvesting en renovatie {number}",
            competences_fr="Primes, conseils, accompagnement des propriétaires.",
            competences_nl="Premies, advies, begeleiding van eigenaars.",
            mailbox=f"service{number // 2}@example.org",
            is_active=number % 2 == 0,
        )
        for number in range(how_many)
    )
    people = Contact.objects.bulk_create(
        Contact(organisation=cast.ixelles, name=f"Personne {number} (test)")
        for number in range(how_many)
    )
    main = service(cast.ixelles, "Habitat")
    for number, record in enumerate(made.actions):
        for part, one in (("contributes", services[number]), ("informed", main)):
            stake(made, part, at=record, service=one)
        stake(
            made, "consulted", at=record, organisation=cast.ixelles, contact=people[0]
        )
    return made, main


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_pages_cost_the_same_whatever_they_hold(
    how_many, cast, sign_in, django_assert_max_num_queries
):
    made, main = many(cast, how_many)
    lists = ("service_list", "gap_list", "duplicate_list")
    addresses = {reverse(f"network:{name}"): 8 for name in lists} | {
        matrix(made): 12,
        reverse("network:picture", args=[made.agreement.pk]): 12,
        page_of(made): 12,
        reverse("network:service_stakes", args=[main.pk]): 12,
        reverse("network:organisation_stakes", args=[cast.ixelles.pk]): 12,
        reverse("network:service_close", args=[main.pk]): 12,
    }
    for who in PEOPLE:
        client = sign_in(getattr(cast, who))
        for address, budget in addresses.items():
            with django_assert_max_num_queries(budget, info=f"{who} {address}"):
                page = client.get(address)
            assert len(page.content) <= 40_000, (who, address, len(page.content))


def test_five_thousand_services_are_a_page_at_a_time(
    cast, sign_in, django_assert_max_num_queries
):
    Service.objects.bulk_create(
        Service(organisation=cast.service, name_fr=f"S {number}", name_nl=f"D {number}")
        for number in range(5_000)
    )
    client = sign_in(cast.lea)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("network:service_list"), {"text": "S 499"})
    assert page.context["page"].paginator.count == 15
    assert len(page.content) <= 40_000


def test_what_is_looked_for_may_be_anything(cast, sign_in):
    client = sign_in(cast.zoe)

    for text in ("a " * 3000, "\0", "%", "é"):
        page = client.get(reverse("network:service_list"), {"text": text})
        assert page.status_code == 200
