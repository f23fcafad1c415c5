"""Each step of a text's life, through its pages: who may, when, and what it leaves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accord.directory.needs import Side
from accord.instruments.actions.deciding import submit_text
from accord.instruments.actions.signing import confirm_signature
from accord.instruments.actions.writing import remove_node
from accord.instruments.models import Instrument, Signature
from accord.instruments.reading.life import PAGES, life_of
from accord.instruments.workflow import BINDING, LIFE, State, words_for
from accord.lib.errors import Refused
from accord.threads.actions import add_remark
from accord.threads.models import Remark
from tests.instruments import story
from tests.instruments.states import text_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]

PEOPLE = ("sam", "nora", "marc", "ines", "lea", "remy", "rita")
EDITORS = {"ines", "remy", "rita"}
# Who may at all, whatever the state: written by hand, against the policies.
MAY = {
    "text_submit": {"ines"},
    "text_send_back": {"rita"},
    "text_agree": {"rita"},
    "college_record": EDITORS,
    "council_record": EDITORS,
    "signature_hand_in": EDITORS,
    "signature_on_paper": EDITORS,
    "instrument_publish": {"rita"},
    "instrument_resume": {"rita"},
    "instrument_suspend": {"rita"},
    "instrument_terminate": {"rita"},
    "text_reopen": {"rita"},
    "draft_abandon": {"remy", "rita"},
}
# Pages of the life that are tried elsewhere.
OTHERS = {"amendment_open"}


def url(name, text):
    return reverse(f"instruments:{name}", args=[text.pk])


def opens(name, state):
    """Whether the page's action accepts a text in that state."""
    if name == "instrument_publish":
        return state in BINDING
    return state in PAGES[name].moves.sources


def outcome(action, person, text):
    try:
        action.require(person, text)
    except PermissionDenied:
        return "denied"
    except Refused:
        return "refused"
    return "open"


def test_every_page_of_the_life_is_tried_here():
    assert set(PAGES) == set(MAY) | OTHERS


@pytest.mark.parametrize("state", State.values)
def test_each_act_is_open_to_its_people_in_its_states_alone(state, cast):
    text = text_in(state, cast)
    assert text.state == state
    for name in MAY:
        if name == "instrument_publish":
            continue  # its body asks for the state: see the pages
        for who in PEOPLE:
            expected = "open" if opens(name, state) else "refused"
            if who not in MAY[name]:
                expected = "denied"
            assert outcome(PAGES[name], getattr(cast, who), text) == expected, (
                name,
                who,
            )


@pytest.mark.parametrize("state", State.values)
def test_a_page_out_of_its_state_says_so_and_changes_nothing(state, cast, sign_in):
    text = text_in(state, cast)
    for name, may in MAY.items():
        client = sign_in(getattr(cast, sorted(may)[-1]))
        shown = client.get(url(name, text)).status_code
        assert shown == (200 if opens(name, state) else 409), name
        if not opens(name, state):
            sent = client.post(url(name, text), {"reason": "Essai"})
            assert sent.status_code == 409, name
    text.refresh_from_db()
    assert text.state == state


@pytest.mark.parametrize("state", State.values)
def test_the_buttons_are_those_that_are_open_and_one_is_first(state, cast):
    text = text_in(state, cast)
    text = Instrument.objects.visible_to(cast.rita).for_page().get(pk=text.pk)
    for who in PEOPLE[2:]:
        life = life_of(text, getattr(cast, who))
        names = {offer.url for offer in life.offers}
        expected = {
            url(name, text)
            for name, may in MAY.items()
            if who in may and opens(name, state)
        }
        if state == State.SIGNING and who == "ines":  # it is the Region's turn
            expected -= {
                url("signature_hand_in", text),
                url("signature_on_paper", text),
            }
        others = {url(name, text) for name in OTHERS & set(PAGES)}
        assert names - others == expected, who
        assert sum(offer.is_primary for offer in life.offers) <= 1


def test_each_side_reads_every_state_in_its_own_words(cast):
    assert set(LIFE.turns) == set(State.values)
    for turn in LIFE.turns.values():
        assert set(turn.said) == {Side.REGION, Side.MUNICIPALITY}
        is_over = turn.state in (State.TERMINATED, State.ABANDONED)
        for words in turn.said.values():
            assert words.said
            assert bool(words.next) is not is_over


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize(("who", "side"), [("ines", "municipality"), ("lea", "region")])
def test_the_page_says_the_state_to_each_side(state, who, side, cast, sign_in):
    text = text_in(state, cast)
    page = sign_in(getattr(cast, who)).get(text.get_absolute_url())
    words = words_for(state, Side(side))
    shown = page.text.replace("&#x27;", "'")
    assert str(words.said) in shown
    assert str(words.next) in shown


# What each page does


def test_a_text_is_sent_back_with_a_reason_that_stands_as_a_comment(cast, sign_in):
    text = text_in(State.IN_REVIEW, cast)
    address = url("text_send_back", text)
    client = sign_in(cast.rita)

    assert client.post(address, {"reason": ""}).status_code == 200
    client.post(address, {"reason": "Combien de logements ?"})

    text.refresh_from_db()
    assert text.state == State.DRAFTING
    assert Remark.objects.get().text == "Combien de logements ?"


def test_what_stands_in_the_way_of_an_agreement_is_listed(cast, sign_in):
    made = story.written(cast)
    submit_text(made.text, by=cast.ines)
    add_remark(made.text, text="Quand ?", by=cast.rita)
    client = sign_in(cast.rita)
    address = url("text_agree", made.text)

    page = client.get(address)
    assert "Quand ?" in page.text
    assert "until the side that asked settles it" in page.text
    assert '<button class="button" data-kind="primary"' not in page.text
    refused = client.post(address, {})
    assert refused.status_code == 409
    made.text.refresh_from_db()
    assert made.text.state == State.IN_REVIEW


def test_gaps_are_listed_where_a_text_is_agreed_on(cast, sign_in):
    made = story.written(cast)
    remove_node(made.targets[0], by=cast.ines)
    for target in made.targets[1:]:
        remove_node(target, by=cast.ines)
    submit_text(made.text, by=cast.ines)

    page = sign_in(cast.rita).get(url("text_agree", made.text))
    assert "No target is set for this indicator." in page.text


def test_a_text_that_changed_since_it_was_read_is_not_agreed_on(cast, sign_in):
    made = story.written(cast)
    submit_text(made.text, by=cast.ines)
    client, address = sign_in(cast.rita), url("text_agree", made.text)

    late = client.post(address, {"text_hash": "0" * 64})
    assert late.status_code == 409
    read = client.get(address).context["form"].carried["text_hash"]
    assert client.post(address, {"text_hash": read}).status_code == 302
    made.text.refresh_from_db()
    assert made.text.state == State.AGREED
    assert made.text.document.number.startswith("21009-")


def test_the_council_decides_after_the_college_and_never_tomorrow(cast, sign_in):
    text = text_in(State.AGREED, cast)
    client = sign_in(cast.ines)
    tomorrow = timezone.localdate() + timedelta(days=1)
    college = {"college_on": tomorrow, "college_number": "C/1"}

    assert client.post(url("college_record", text), college).status_code == 200
    college |= {"college_on": date(2025, 1, 2), "deliberation": story.deliberation()}
    assert client.post(url("college_record", text), college).status_code == 302
    council = {"council_on": date(2025, 1, 1), "council_number": "2025/3"}
    council["deliberation"] = story.deliberation()
    assert client.post(url("council_record", text), council).status_code == 409
    council |= {"council_on": date(2025, 1, 9), "deliberation": story.deliberation()}
    assert client.post(url("council_record", text), council).status_code == 302

    text.refresh_from_db()
    assert (text.state, text.council_number) == (State.COUNCIL, "2025/3")
    page = client.get(text.get_absolute_url()).text
    assert "2025/3" in page
    assert "9 janvier 2025" in page


def test_a_deliberation_is_a_pdf_by_its_content(cast, sign_in):
    text = text_in(State.COLLEGE, cast)
    client, address = sign_in(cast.ines), url("council_record", text)
    said = {"council_on": date(2025, 1, 9), "council_number": "2025/3"}
    wrong = SimpleUploadedFile("deliberation.pdf", story.SCAN)
    assert client.post(address, said | {"deliberation": wrong}).status_code == 200

    assert client.post(address, said).status_code == 200  # it is required
    right = story.deliberation()
    assert client.post(address, said | {"deliberation": right}).status_code == 302
    kept = client.get(url("deliberation_download", text))
    assert b"".join(kept.streaming_content) == story.deliberation().read()


def confirmed(text, cast):
    confirm_signature(Signature.objects.of(text).waiting().get(), by=cast.rita)


def test_signatures_on_paper_are_set_in_their_order_and_bind_with_the_last(
    cast, sign_in
):
    text = text_in(State.COUNCIL, cast)

    def paper():
        return {
            "file": SimpleUploadedFile("scan.png", story.SCAN),
            "signed_on": date(2025, 1, 10),
            "statement": "Vu au secrétariat.",
        }

    address = url("signature_on_paper", text)
    assert sign_in(cast.ines).post(address, paper()).status_code == 302
    confirmed(text, cast)
    not_hers = sign_in(cast.ines).post(address, paper())
    assert not_hers.status_code == 409
    assert "Region (test)" in not_hers.text
    assert sign_in(cast.remy).post(address, paper()).status_code == 302
    confirmed(text, cast)

    text.refresh_from_db()
    assert text.state == State.SIGNED
    assert Signature.objects.count() == 2
    assert "Vu au secrétariat." in sign_in(cast.marc).get(text.get_absolute_url()).text


def test_publishing_says_what_becomes_public_and_is_done_once(cast, sign_in):
    text = text_in(State.SIGNED, cast)
    client, address = sign_in(cast.rita), url("instrument_publish", text)

    page = client.get(address).text
    assert text.document.number in page
    assert client.post(address, {}).status_code == 302
    assert client.get(address).status_code == 409
    assert client.post(address, {}).status_code == 409


def test_an_agreement_is_suspended_resumed_and_terminated(cast, sign_in):
    text = text_in(State.SIGNED, cast)
    client = sign_in(cast.rita)
    said = {"suspended_on": date(2025, 4, 1), "reason": "Litige en cours."}
    assert client.post(url("instrument_suspend", text), said).status_code == 302
    assert "Litige en cours." in client.get(text.get_absolute_url()).text
    assert client.post(url("instrument_resume", text), {}).status_code == 302
    said = {"terminated_on": date(2020, 1, 1), "reason": "Fusion."}
    assert client.post(url("instrument_terminate", text), said).status_code == 409
    said["terminated_on"] = date(2026, 1, 1)
    assert client.post(url("instrument_terminate", text), said).status_code == 302
    text.refresh_from_db()
    assert text.state == State.TERMINATED


def test_a_reopened_text_loses_its_decisions_and_keeps_its_reason(cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    number = text.document.number
    client = sign_in(cast.rita)
    client.post(url("text_reopen", text), {"reason": "Le conseil refuse."})
    text.refresh_from_db()
    assert (text.state, text.document, text.council_on) == ("in_review", None, None)
    assert number not in client.get(text.get_absolute_url()).text


def test_an_abandoned_draft_says_why(cast, sign_in):
    text = text_in(State.DRAFTING, cast)
    sign_in(cast.remy).post(url("draft_abandon", text), {"reason": "Élections."})
    page = sign_in(cast.marc).get(text.get_absolute_url()).text
    assert "Élections." in page
