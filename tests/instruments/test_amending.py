"""A signed text opened again, compared, and as it stood on a day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.instruments.models import Instrument, Target
from accord.instruments.workflow import State
from tests.documents.reading import pages
from tests.instruments import story
from tests.instruments.test_documents import amended, near

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]


def url(name, pk, **query):
    return reverse(f"instruments:{name}", args=[pk], query=query)


def form(made, **fields):
    return {
        "kind": "amendment",
        "reason_fr": "Moins de logements vides.",
        "reason_nl": "Minder leegstand.",
        "lineages": [str(made.targets[1].lineage)],
    } | fields


def signed_amendment(cast, made, on):
    text = story.adopted(cast, amended(cast, made), on=on)
    return story.signed(cast, text, on=on)


def test_only_what_is_ticked_opens(cast, sign_in):
    made = story.in_force(cast)
    client, address = sign_in(cast.ines), url("amendment_open", made.text.pk)
    assert str(made.targets[1].lineage) in client.get(address).text

    client.post(address, form(made))

    text = Instrument.objects.get(number=1)
    opened = Target.objects.of(text).filter(is_open=True).values_list("lineage")
    assert list(opened) == [(made.targets[1].lineage,)]
    assert (text.state, text.ends_on) == (State.DRAFTING, made.text.ends_on)


@pytest.mark.parametrize(
    "wrong",
    [
        {"lineages": []},
        {"reason_nl": ""},
        {"lineages": ["00000000-0000-0000-0000-000000000000"]},
        {"kind": "renewal"},
        {"kind": "renewal", "ends_on": "2030-01-01"},
        {"effective_on": "2040-01-01"},
        {"kind": "contract"},
    ],
)
def test_a_mistake_opens_nothing_and_is_explained(wrong, cast, sign_in):
    made = story.in_force(cast)
    address = url("amendment_open", made.text.pk)
    answer = sign_in(cast.remy).post(address, form(made, **wrong))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Instrument.objects.filter(number=1).exists()


def test_there_is_one_version_in_the_making(cast, sign_in):
    made = story.in_force(cast)
    client, address = sign_in(cast.ines), url("amendment_open", made.text.pk)
    client.post(address, form(made))
    assert client.post(address, form(made)).status_code == 409
    assert address not in client.get(made.text.get_absolute_url()).text


@pytest.mark.parametrize(
    ("who", "status"),
    [("nora", 404), ("marc", 403), ("lea", 403), ("ines", 200), ("rita", 200)],
)
def test_editors_of_both_sides_open_one(who, status, cast, sign_in):
    made = story.in_force(cast)
    address = url("amendment_open", made.text.pk)
    assert sign_in(getattr(cast, who)).get(address).status_code == status


def test_before_and_after_stand_side_by_side_in_both_languages(cast, sign_in):
    made = story.in_force(cast)
    text = amended(cast, made)
    page = sign_in(cast.marc).get(url("instrument_compare", text.pk)).text
    for words in ("40 logements", "30 logements", "40 woningen", "30 woningen"):
        assert near(words) in near(page.replace("&nbsp;", " "))
    assert "Avec les propriétaires." in page
    assert "Met de eigenaars." in page
    target = made.targets[0]
    assert str(target.lineage) not in page


def test_any_two_versions_of_one_agreement_are_compared_and_no_others(cast, sign_in):
    made, other = story.in_force(cast), story.in_force(cast)
    text = amended(cast, made)
    client = sign_in(cast.ines)
    backwards = client.get(url("instrument_compare", made.text.pk, **{"with": text.pk}))
    assert backwards.context["before"] == made.text
    assert backwards.context["after"] == text
    for wrong in (other.text.pk, 0, "x", "9" * 40):
        address = url("instrument_compare", text.pk, **{"with": wrong})
        assert client.get(address).status_code == 404, wrong
    alone = client.get(url("instrument_compare", made.text.pk))
    assert alone.context["changes"] == []


def test_the_text_of_a_day_is_that_of_the_version_in_force_then(cast, sign_in):
    made = story.in_force(cast)
    on = timezone.localdate() - timedelta(days=1)
    text = signed_amendment(cast, made, on)
    client, pk = sign_in(cast.marc), made.text.agreement_id

    def stood(day):
        page = client.get(url("instrument_as_it_stood", pk, on=day))
        return page.context["instrument"], page.text

    assert stood(date(2024, 12, 31))[0] is None
    assert stood(on - timedelta(days=1))[0] == made.text
    before = stood(on - timedelta(days=1))[1]
    assert "Remettre des logements" in before
    assert "Avenant 1" not in before
    then, page = stood(on)
    assert then == text
    assert "Avec les propriétaires." in page
    assert page.count("Avenant 1") == 1 + page.count("<h1>Avenant")
    assert page.count("<td>Contrat</td>") == 2
    assert stood(timezone.localdate())[0] == text


def test_a_day_after_the_last_one_says_that_it_ended(cast, sign_in):
    made = story.in_force(cast)
    page = sign_in(cast.ines).get(
        url("instrument_as_it_stood", made.text.agreement_id, on="2031-01-01")
    )
    assert page.context["has_ended"]
    assert "31 décembre 2030" in page.text


def test_the_text_of_a_day_is_a_pdf_too_the_same_each_time(cast, sign_in):
    made = story.in_force(cast)
    client, pk = sign_in(cast.marc), made.text.agreement_id
    address = url("as_it_stood_document", pk, on="2026-01-01")

    first, second = client.get(address).content, client.get(address).content

    assert first == second
    letters = "".join(pages(first))
    assert near("texte en vigueur le 1er janvier 2026") in letters
    assert near("tekst van kracht op 1 januari 2026") in letters
    assert near("Signatures · Handtekeningen") not in letters
    for wrong in ("2020-01-01", "01/2026", "x"):
        address = url("as_it_stood_document", pk, on=wrong)
        assert client.get(address).status_code == 404, wrong


@pytest.mark.parametrize("name", ["instrument_as_it_stood", "as_it_stood_document"])
def test_another_municipality_reads_no_day_of_it(name, cast, sign_in):
    made = story.in_force(cast)
    address = url(name, made.text.agreement_id, on="2026-01-01")
    assert sign_in(cast.nora).get(address).status_code == 404
    assert sign_in(cast.lea).get(address).status_code == 200


def test_a_text_that_is_only_being_made_was_never_in_force(cast, sign_in):
    made = story.written(cast)
    page = sign_in(cast.ines).get(url("instrument_as_it_stood", made.text.agreement_id))
    assert page.context["instrument"] is None


def test_in_dutch_the_version_that_set_a_target_has_its_dutch_name(cast, sign_in):
    made = story.in_force(cast)
    with override("nl"):
        address = url("instrument_as_it_stood", made.text.agreement_id)
        page = sign_in(cast.ines).get(address).text
    assert page.count("<td>Overeenkomst</td>") == 3
