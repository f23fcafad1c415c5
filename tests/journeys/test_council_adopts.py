"""A council adopts an agreement: an officer records it, publishes, and all agree.

The public page, the list, the map, the feed, the file and the history say the same, in
both languages; before that, nobody outside the Region sees any of it.
"""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.translation import override

from accord.agreements.models import Agreement, Step
from tests import make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def file_of_steps(client):
    answer = client.get("/data/agreement-steps.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def feed(client):
    root = ElementTree.fromstring(client.get(reverse("publicsite:step_feed")).content)
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def page_of(client, town, language):
    with override(language):
        return client.get(town.get_absolute_url()).text


def test_a_council_adopts_and_everyone_learns_it(client, cast, sign_in):
    model = make.model_agreement()
    town, source = cast.schaerbeek, make.source()
    visitor, officer = type(client)(), sign_in(cast.remy)

    # The officer opens the file, then records what the council did.
    opened = officer.post(
        reverse("agreements:agreement_open"),
        {"municipality": town.pk, "model": model.pk, "source": source.pk},
    )
    agreement = Agreement.objects.get()
    assert opened.url == agreement.get_absolute_url()
    officer.post(
        reverse("agreements:step_record", args=[agreement.pk]),
        {
            "kind": "council",
            "precision": "at",
            "day": "12/2022",
            "source": source.pk,
            "note_fr": "Adopté à l’unanimité.",
            "note_nl": "Eenparig aangenomen.",
        },
    )
    step = Step.objects.get()

    # Nobody outside sees a draft; the officer sees the page as it will be.
    for language, said in (("fr", "l’unanimité"), ("nl", "Eenparig")):
        assert said not in page_of(visitor, town, language)
        with override(language):
            preview = reverse("publicsite:municipality_preview", args=[town.pk])
        assert said in officer.get(preview).text
    assert feed(visitor) == []
    assert file_of_steps(visitor) == []

    # Published, it is everywhere, and says the same.
    officer.post(reverse("agreements:fact_publish", args=["steps", step.pk]))
    for language, said, when in (
        ("fr", "l’unanimité", "décembre 2022"),
        ("nl", "Eenparig", "december 2022"),
    ):
        page = page_of(visitor, town, language)
        assert said in page
        assert when in page
    [row] = file_of_steps(visitor)
    assert row["nis_code"] == town.nis_code
    assert (row["step"], row["date"]) == ("council", "2022-12")
    [title] = feed(visitor)
    assert "Schaerbeek" in title
    agreement.refresh_from_db()
    listed = visitor.get(reverse("publicsite:agreement_list")).text
    assert "Schaerbeek" in listed

    # The history beside the file tells who did what.
    history = officer.get(agreement.get_absolute_url()).context["file"]["history"]
    assert {str(line.who) for line in history} == {"Remy"}
    assert len(history) == 4  # opened, recorded, published twice: file and step

    # Recorded by mistake, it is struck: gone for the public, visible to the Region.
    officer.post(
        reverse("agreements:fact_strike", args=["steps", step.pk]),
        {"reason": "Une autre commune."},
    )
    assert "l’unanimité" not in page_of(visitor, town, "fr")
    assert feed(visitor) == []
    assert file_of_steps(visitor) == []
    assert "Une autre commune." in officer.get(agreement.get_absolute_url()).text


def test_two_officers_at_one_step_do_not_overwrite_each_other(cast, sign_in, client):
    step = make.step("council", "2022-12", state="draft")
    url = reverse("agreements:step_edit", args=[step.pk])
    first, second = sign_in(cast.remy), type(client)()
    second.force_login(cast.lea)
    seen = first.get(url).context["form"].version
    typed = {"kind": "council", "precision": "at", "source": step.source_id}
    first.post(url, typed | {"day": "12/12/2022", "seen": seen})

    late = first.post(url, typed | {"day": "19/12/2022", "seen": seen})

    assert late.status_code == 409
    assert "19/12/2022" in late.text
    step.refresh_from_db()
    assert step.when == "2022-12-12"
    assert second.post(url, typed | {"day": "2020"}).status_code == 403
