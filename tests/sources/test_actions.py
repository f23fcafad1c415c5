"""Sources: who adds and corrects them, and what the second of two writers is told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources import actions
from accord.sources.models import Source
from accord.workflow import Changed, version_of
from tests import make

pytestmark = pytest.mark.django_db

SAID = {
    "kind": "press",
    "publisher_fr": "La Gazette de Bruxelles",
    "publisher_nl": "De Brusselse Gazet",
    "title_fr": "Le conseil adopte le contrat",
    "title_nl": "De raad keurt de overeenkomst goed",
    "address": "https://example.org/conseil",
    "language": "fr",
}
NOT_EDITORS = ["lea", "ines", "marc", "nora", "sam", "zoe", "ada"]


def add(by, code="gazette", **fields):
    when = columns(ImpreciseDate.parse("2022-12-15"))
    return actions.add_source(None, code=code, by=by, **SAID | when | fields)


def typed(**fields):
    """What the form sends."""
    return SAID | {"precision": "at", "day": "15/12/2022"} | fields


def url(name, *args):
    return reverse(f"sources:{name}", args=args)


# The actions


def test_an_officer_of_the_region_adds_a_source(cast):
    made = add(cast.remy)

    stored = Source.objects.get()
    assert (stored.pk, stored.code, stored.when) == (made.pk, "gazette", "2022-12-15")
    assert str(stored) == "La Gazette de Bruxelles, Le conseil adopte le contrat"
    entry = Entry.objects.about(made).get()
    assert (entry.actor, entry.verb) == (cast.remy, "sources.add_source")
    assert entry.changes["title_nl"] == [None, "De raad keurt de overeenkomst goed"]


@pytest.mark.parametrize("who", NOT_EDITORS)
def test_nobody_else_adds_or_edits_one(who, cast):
    source, person = make.source(), getattr(cast, who)

    with pytest.raises(PermissionDenied):
        add(person)
    with pytest.raises(PermissionDenied):
        actions.edit_source(source, title_fr="Mien", by=person)

    assert list(Source.objects.values_list("title_fr", flat=True)) == [source.title_fr]
    assert not Entry.objects.exists()


def test_the_same_source_is_added_once(cast):
    add(cast.remy)
    with pytest.raises(Refused):
        add(cast.rita)
    assert Source.objects.count() == 1


def test_another_source_gets_a_code_of_its_own(cast):
    made = [
        add(cast.remy, address=f"https://example.org/{number}") for number in range(3)
    ]
    assert [source.code for source in made] == ["gazette", "gazette-2", "gazette-3"]


def test_an_officer_corrects_a_source_and_leaves_a_trace(cast):
    source = make.source(title_fr="Avant", title_nl="Voordien")

    actions.edit_source(source, title_fr="Après", by=cast.rita)

    assert source.title_fr == "Après"
    entry = Entry.objects.about(source).get()
    assert (entry.actor, entry.changes) == (cast.rita, {"title_fr": ["Avant", "Après"]})


def test_the_second_of_two_writers_is_told_what_the_first_changed(cast):
    source = make.source(title_fr="Avant", title_nl="Voordien")
    seen = version_of(source)
    actions.edit_source(source, seen=seen, title_fr="Premier", by=cast.remy)

    with pytest.raises(Changed, match="Remy") as told:
        actions.edit_source(source, seen=seen, title_fr="Second", by=cast.rita)

    assert told.value.entries[0].changes == {"title_fr": ["Avant", "Premier"]}
    source.refresh_from_db()
    assert source.title_fr == "Premier"
    actions.edit_source(source, title_fr="Second", by=cast.rita)
    assert source.title_fr == "Second"


def test_what_rests_on_a_source_follows_its_date(cast):
    """A step without a date had happened when the source spoke."""
    source = make.source(date="2023-09-08")
    step = make.step("council", "", source=source)
    assert str(step.agreement.adopted_from) == "2023-09-08"

    new = columns(ImpreciseDate.parse("2023-10"))
    actions.edit_source(source, by=cast.remy, **new)

    step.agreement.refresh_from_db()
    assert str(step.agreement.adopted_from) == "2023-10-31"


# The pages


def test_a_source_is_added_and_corrected_on_the_screen(sign_in, cast):
    client = sign_in(cast.remy)
    answer = client.post(url("source_add"), typed())
    assert (answer.status_code, answer["Location"]) == (302, url("source_list"))
    source = Source.objects.get()
    assert client.get(source.get_absolute_url()).status_code == 200

    page = client.get(url("source_edit", source.pk))
    assert page.context["form"].initial["day"] == "15/12/2022"
    data = typed(title_fr="Corrigé", seen=page.context["form"].version)
    client.post(url("source_edit", source.pk), data)

    source.refresh_from_db()
    assert source.title_fr == "Corrigé"
    assert "Corrigé" in client.get(url("source_list"), {"text": "gazette"}).text


@pytest.mark.parametrize(
    "fields",
    [
        {"precision": "by", "day": "12/2022"},
        {"precision": "since", "day": "2022"},
        {"precision": "between", "day": "2022", "until": "2023"},
        {"precision": "unknown", "day": ""},
        {"publisher_fr": "« … »", "title_fr": "« … »"},
        {
            "publisher_fr": "Parlement de la Région de Bruxelles-Capitale",
            "title_fr": "Question écrite n° 1209 sur le suivi des contrats logement",
        },
    ],
)
def test_every_source_that_can_be_typed_has_a_page(fields, sign_in, cast):
    client = sign_in(cast.remy)
    for number in (1, 2):  # of the same publisher, in the same year
        data = typed(**fields, address=f"https://example.org/{number}")
        assert client.post(url("source_add"), data).status_code == 302

    assert Source.objects.count() == 2
    for source in Source.objects.all():
        source.clean_fields()
        assert client.get(source.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title_nl": ""}, "title_nl"),
        ({"publisher_fr": " "}, "publisher_fr"),
        ({"address": "nowhere at all"}, "address"),
        ({"day": "31/02/2022"}, "day"),
        ({"kind": "demonstration"}, "kind"),
        ({"language": "en"}, "language"),
        ({"title_fr": "x" * 301}, "title_fr"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields, field, sign_in, cast):
    answer = sign_in(cast.remy).post(url("source_add"), typed(**fields))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Source.objects.exists()


def test_adding_twice_says_so_and_keeps_what_was_typed(sign_in, cast):
    client = sign_in(cast.remy)
    client.post(url("source_add"), typed())

    answer = client.post(url("source_add"), typed())

    assert answer.status_code == 409
    assert SAID["title_nl"] in answer.text
    assert Source.objects.count() == 1


def test_the_second_writer_sees_what_changed_and_keeps_their_text(sign_in, cast):
    source = make.source(title_fr="Avant", title_nl="Voordien")
    page = sign_in(cast.remy).get(url("source_edit", source.pk))
    seen = page.context["form"].version
    sign_in(cast.rita).post(
        url("source_edit", source.pk), typed(title_fr="Premier", seen=seen)
    )

    second = typed(title_fr="Second", seen=seen)
    answer = sign_in(cast.remy).post(url("source_edit", source.pk), second)

    assert answer.status_code == 409
    (line,) = answer.context["form"].meanwhile
    changes = {change.after for change in line.changes}
    assert (line.who, "Premier" in changes) == ("Rita", True)
    assert 'value="Second"' in answer.text
    source.refresh_from_db()
    assert source.title_fr == "Premier"

    again = second | {"seen": answer.context["form"].version}
    sign_in(cast.remy).post(url("source_edit", source.pk), again)
    source.refresh_from_db()
    assert source.title_fr == "Second"


def test_a_mistake_in_the_form_does_not_hide_what_changed_meanwhile(sign_in, cast):
    source = make.source(title_fr="Avant", title_nl="Voordien")
    edit = url("source_edit", source.pk)
    seen = sign_in(cast.remy).get(edit).context["form"].version
    sign_in(cast.rita).post(edit, typed(title_fr="Premier", seen=seen))

    client = sign_in(cast.remy)
    mistaken = client.post(edit, typed(title_fr="Second", title_nl="", seen=seen))
    form = mistaken.context["form"]

    assert mistaken.status_code == 409
    assert form.errors["title_nl"]
    assert "Premier" in str([line.changes for line in form.meanwhile])
    assert form["title_fr"].value() == "Second"
    source.refresh_from_db()
    assert source.title_fr == "Premier"


@pytest.mark.parametrize("who", NOT_EDITORS)
def test_the_forms_are_closed_to_others(who, sign_in, cast):
    source = make.source(title_fr="Avant", title_nl="Voordien")
    client = sign_in(getattr(cast, who))

    for there in (url("source_add"), url("source_edit", source.pk)):
        assert client.get(there).status_code == 403
        assert client.post(there, typed()).status_code == 403
    assert Source.objects.get().title_fr == "Avant"


def test_strangers_are_asked_to_sign_in(client):
    source = make.source()
    for name, args in (
        ("source_list", []),
        ("source_add", []),
        ("source_edit", [source.pk]),
    ):
        answer = client.get(url(name, *args))
        assert answer.status_code == 302
        assert reverse("account_login") in answer["Location"]


def test_after_adding_one_goes_back_to_a_page_of_ours_alone(sign_in, cast):
    client = sign_in(cast.remy)
    ours = client.post(url("source_add") + "?next=/fr/espace/", typed())
    assert ours["Location"] == "/fr/espace/"
    foreign = "?next=https://elsewhere.example/"
    data = typed(address="https://example.org/2")
    theirs = client.post(url("source_add") + foreign, data)
    assert theirs["Location"] == url("source_list")


@pytest.mark.parametrize(
    ("text", "found"),
    [("gazette", 1), ("\0gazette\0", 1), ("raad gazet", 1), ("zebra", 0)],
)
def test_sources_are_found_by_every_word_in_either_language(text, found, sign_in, cast):
    add(cast.remy)
    page = sign_in(cast.remy).get(url("source_list"), {"text": text})
    assert len(page.context["page"].object_list) == found


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    for _ in range(how_many):
        make.source()
    for who in ["remy", "ines", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("source_list"))
        assert len(page.content) <= 40_000
        if who != "remy":
            assert url("source_add") not in page.text
