"""Nobody binds the other side alone: who records, who confirms, who strikes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accord.directory.models import Membership, Role
from accord.directory.needs import read
from accord.instruments import needs
from accord.instruments.actions import deciding, signing
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.reading.life import life_of
from accord.instruments.workflow import State
from accord.lib.errors import Refused
from accord.lib.naming import names
from accord.notifications.models import Notification
from tests.documents import signing as keys
from tests.instruments import story
from tests.instruments.states import text_in
from tests.instruments.story import bytes_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]

DAY = date(2025, 1, 9)
# Who may confirm what this person recorded, whichever side it is about: written by
# hand, against the policy. Marc and Lea read, Nora is of another municipality.
CONFIRM = {"remy": {"ines", "rita"}, "rita": {"ines"}, "ines": {"remy", "rita"}}
PEOPLE = ("ines", "marc", "nora", "sam", "lea", "remy", "rita", "zoe", "ada")


def college(text, by):
    deciding.record_college(
        text,
        college_on=DAY,
        college_number="C/1",
        deliberation=story.deliberation(),
        by=by,
    )


def council(text, by):
    deciding.record_council(
        text,
        council_on=DAY,
        council_number="1",
        deliberation=story.deliberation(),
        by=by,
    )


RECORDS = {State.AGREED: college, State.COLLEGE: council}


def on_paper(text, by):
    return signing.sign_on_paper(
        text,
        signatory=Signatory.objects.next_of(text),
        file=ContentFile(story.SCAN, name="scan.png"),
        signed_on=DAY,
        place="Elsene",
        statement="Original vu.",
        by=by,
    )


def waiting(person):
    rows = needs.rows(person, timezone.localdate())
    return {one.kind for part in rows for one in read(part)}


def told(kind):
    rows = Notification.objects.filter(kind=kind, read_at=None)
    return set(rows.values_list("person__name", flat=True))


# Decisions


@pytest.mark.parametrize("state", RECORDS)
def test_the_municipality_records_its_own_decision_and_it_counts(state, cast):
    text = text_in(state, cast)
    RECORDS[state](text, cast.ines)
    assert text.state == {"agreed": "college", "college": "council"}[state]
    assert text.decision_by is None
    with pytest.raises(Refused):
        deciding.confirm_decision(text, by=cast.rita)


@pytest.mark.parametrize("state", RECORDS)
@pytest.mark.parametrize("recorder", ["remy", "rita"])
def test_what_the_region_records_for_it_counts_once_confirmed(state, recorder, cast):
    text = text_in(state, cast)
    by = getattr(cast, recorder)
    RECORDS[state](text, by)
    assert (text.state, text.decision_by) == (state, by)
    for who in PEOPLE:
        person = getattr(cast, who)
        may = deciding.confirm_decision.open_to(person, text)
        assert may is (who in CONFIRM[recorder]), who
    with pytest.raises(PermissionDenied):
        deciding.confirm_decision(text, by=by)
    with pytest.raises(Refused):  # nothing else is recorded meanwhile
        RECORDS[state](text, cast.ines)

    deciding.confirm_decision(text, by=cast.ines)
    assert text.state == {"agreed": "college", "college": "council"}[state]
    assert text.decision_by is None


@pytest.mark.parametrize("state", RECORDS)
@pytest.mark.parametrize("who", ["ines", "rita", "remy"])
def test_a_decision_that_was_not_taken_is_struck_and_recorded_again(state, who, cast):
    text = text_in(state, cast)
    before = (text.college_on, text.council_on)
    RECORDS[state](text, cast.remy)
    deciding.strike_decision(text, reason="Autre point.", by=getattr(cast, who))
    assert (text.state, text.college_on, text.council_on) == (state, *before)
    assert text.decision_struck == "Autre point."
    RECORDS[state](text, cast.ines)
    assert text.decision_struck == ""


def test_a_decision_waits_on_the_desk_and_nobody_is_asked_for_another(cast):
    text = text_in(State.AGREED, cast)
    assert waiting(cast.ines) == {"instruments.decide"}
    college(text, cast.remy)
    assert waiting(cast.ines) == {"instruments.confirm"}
    assert waiting(cast.rita) == {"instruments.confirm", "instruments.confirm_own"}
    assert "instruments.confirm_own" not in waiting(cast.remy)
    assert told("instruments.to_confirm") == {"Ines", "Rita"}
    assert told("instruments.agreed") == set()
    deciding.confirm_decision(text, by=cast.ines)
    assert waiting(cast.ines) == {"instruments.decide"}
    assert "instruments.confirm_own" not in waiting(cast.rita)


# Signatures


@pytest.mark.parametrize("recorder", CONFIRM)
def test_a_signature_on_paper_counts_once_confirmed(recorder, cast):
    text = text_in(State.COUNCIL, cast)
    signature = on_paper(text, getattr(cast, recorder))
    assert (text.state, signature.waits) == (State.COUNCIL, True)
    for who in PEOPLE:
        person = getattr(cast, who)
        may = signing.confirm_signature.open_to(person, signature)
        assert may is (who in CONFIRM[recorder]), who
    with pytest.raises(Refused):
        on_paper(text, cast.remy)
    for act in (deciding.reopen_text, deciding.abandon_draft):
        with pytest.raises(Refused):
            act(text, reason="Non.", by=cast.rita)

    confirmer = getattr(cast, sorted(CONFIRM[recorder])[0])
    signing.confirm_signature(signature, by=confirmer)
    text.refresh_from_db()
    assert (text.state, signature.counts) == (State.SIGNING, True)
    with pytest.raises(Refused):
        signing.confirm_signature(signature, by=confirmer)


def test_an_approver_of_the_municipality_confirms_what_its_editor_recorded(cast):
    Membership.objects.filter(user=cast.marc).update(role=Role.APPROVER)
    signature = on_paper(text_in(State.COUNCIL, cast), cast.ines)
    assert signing.confirm_signature.open_to(cast.marc, signature)


def test_who_acts_for_both_sides_is_still_one_person(cast):
    Membership.objects.create(
        user=cast.remy, organisation=cast.ixelles, role=Role.APPROVER
    )
    text = text_in(State.AGREED, cast)
    college(text, cast.remy)
    assert text.state == State.AGREED
    assert not deciding.confirm_decision.open_to(cast.remy, text)


@pytest.mark.parametrize("relaxed", [True, False])
def test_one_editor_of_the_region_does_not_bind_a_municipality(
    relaxed, cast, sign_in, settings
):
    """From agreed to signed in a few posts of one person, with a picture of one dot."""
    settings.CONFIRM_RECORDS = not relaxed
    text, client = text_in(State.AGREED, cast), sign_in(cast.remy)
    for name, said in (
        ("college_record", {"college_on": DAY, "college_number": "C"}),
        ("council_record", {"council_on": DAY, "council_number": "1"}),
        ("signature_on_paper", {"signed_on": DAY, "statement": "x"}),
        ("signature_on_paper", {"signed_on": DAY, "statement": "x"}),
    ):
        paper = story.deliberation().read()
        given = {
            "deliberation": SimpleUploadedFile("d.pdf", paper),
            "file": SimpleUploadedFile("scan.png", story.SCAN),
        }
        client.post(reverse(f"instruments:{name}", args=[text.pk]), said | given)
        text.refresh_from_db()
        pk = Signature.objects.of(text).values_list("pk", flat=True).last() or 0
        client.post(reverse("instruments:decision_confirm", args=[text.pk]))
        client.post(reverse("instruments:signature_confirm", args=[pk]))
    text.refresh_from_db()
    assert text.state == (State.SIGNED if relaxed else State.AGREED)


# Whose signature it is


@pytest.fixture
def known(settings, tmp_path):
    (tmp_path / "root.der").write_bytes(keys.authority("Known").dump())
    settings.TRUST_ROOTS = str(tmp_path)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("name", "by", "asked"),
    [
        ("Municipality (test)", "Known", []),
        ("MUNICIPALITY Alix (Signature)", "Known", []),
        ("Mickey Mouse", "Known", ["name"]),
        ("Municipality (test)", "", ["trust"]),
        ("Mickey Mouse", "", ["name", "trust"]),
    ],
)
def test_another_name_or_an_unknown_authority_is_asked_about(
    name, by, asked, cast, sign_in
):
    text = text_in(State.COUNCIL, cast)
    pdf = keys.sign(bytes_of(text), name, by=by)
    client = sign_in(cast.ines)
    address = reverse("instruments:signature_hand_in", args=[text.pk])

    def sent(**said):
        return client.post(address, {"file": SimpleUploadedFile("s.pdf", pdf)} | said)

    answer = sent()
    if asked:
        assert answer.status_code == 409
        assert ("“Mickey Mouse”, not Municipality" in answer.text) is ("name" in asked)
        assert "tick that it is theirs" in answer.text
        assert not Signature.objects.exists()
        assert sent(is_theirs="on").status_code == 302
    signature = Signature.objects.get()
    assert signature.despite == asked
    # One that proves itself needs nobody else; the answer to a question does.
    assert signature.counts is not bool(asked)
    page = client.get(text.get_absolute_url()).text
    assert ("answered that it is the signature of" in page) is bool(asked)


@pytest.mark.usefixtures("known")
def test_a_signature_that_proves_itself_waits_when_the_other_side_hands_it_in(cast):
    text = text_in(State.COUNCIL, cast)
    pdf = keys.sign(bytes_of(text), "Municipality (test)", by="Known")
    signature = signing.sign_electronically(
        text,
        signatory=Signatory.objects.next_of(text),
        file=ContentFile(pdf, name="s.pdf"),
        by=cast.rita,
    )
    assert signature.waits
    signing.confirm_signature(signature, by=cast.ines)
    assert signature.counts


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("Alix Exemple (Signature)", "Alix Exemple (demo)", True),
        ("EXEMPLE Élodie Marie", "Elodie Exemple", True),
        ("Alix Voorbeeld", "Alix Exemple", False),
        ("Alix", "Alix Exemple", False),
        ("", "Alix", False),
        ("Alix", "", False),
        ("Alix", "(demo)", False),
    ],
)
def test_a_name_is_in_another_whatever_their_order_and_accents(found, wanted, same):
    assert names(found, wanted) is same


# Striking


def test_a_struck_signature_stays_and_its_signatory_signs_again(cast, sign_in):
    text = text_in(State.SIGNED, cast)
    first, last = Signature.objects.of(text)
    with pytest.raises(Refused, match="signed after"):
        signing.strike_signature(first, reason="Page manquante.", by=cast.rita)

    address = reverse("instruments:signature_strike", args=[last.pk])
    assert sign_in(cast.rita).post(address, {"reason": ""}).status_code == 200
    done = sign_in(cast.rita).post(address, {"reason": "Page manquante."})
    assert done.status_code == 302
    text.refresh_from_db()
    assert (text.state, text.signed_on, text.in_force_on) == ("signing", None, None)
    assert told("instruments.struck") == {"Ines", "Remy"}
    assert Signatory.objects.next_of(text) == last.signatory
    page = sign_in(cast.marc).get(text.get_absolute_url()).text
    assert "Page manquante." in page
    history = reverse("instruments:instrument_history", args=[text.pk])
    assert "struck a signature" in sign_in(cast.marc).get(history).text

    signing.strike_signature(first, reason="Page manquante.", by=cast.rita)
    text.refresh_from_db()
    assert text.state == State.COUNCIL
    story.signed(cast, text, on=DAY)
    assert text.state == State.SIGNED
    assert Signature.objects.of(text).count() == 4
    assert Signature.objects.of(text).counting().count() == 2


WHO_STRIKES = {
    # recorded by Remy for the municipality; it waits, then it counts
    True: {"ines", "remy", "rita"},
    False: {"rita"},
}


@pytest.mark.parametrize("waits", WHO_STRIKES)
def test_who_strikes_a_signature(waits, cast):
    text = text_in(State.COUNCIL, cast)
    signature = on_paper(text, cast.remy)
    if not waits:
        signing.confirm_signature(signature, by=cast.ines)
    for who in PEOPLE:
        may = signing.strike_signature.open_to(getattr(cast, who), signature)
        assert may is (who in WHO_STRIKES[waits]), who
    signing.strike_signature(signature, reason="Faux.", by=cast.rita)
    with pytest.raises(Refused):
        signing.strike_signature(signature, reason="Faux.", by=cast.rita)
    with pytest.raises(Refused):
        signing.confirm_signature(signature, by=cast.ines)


@pytest.mark.parametrize("state", [State.SUSPENDED, State.TERMINATED, "public"])
def test_what_is_public_or_over_is_not_struck(state, cast):
    text = text_in(State.SIGNED if state == "public" else state, cast)
    if state == "public":
        deciding.publish_instrument(text, by=cast.rita)
    signature = Signature.objects.of(text).last()
    with pytest.raises(Refused, match="while the text is not public"):
        signing.strike_signature(signature, reason="Trop tard.", by=cast.rita)
    shown = Instrument.objects.visible_to(cast.rita).for_page().get(pk=text.pk)
    assert not any(step.offers for step in life_of(shown, cast.rita).steps)


# What is said while it waits


@pytest.mark.parametrize("state", [State.AGREED, State.COLLEGE, State.COUNCIL])
def test_the_page_says_that_it_waits_and_to_whom_it_offers_to_confirm(state, cast):
    text = text_in(state, cast)
    RECORDS.get(state, on_paper)(text, cast.remy)
    text = Instrument.objects.visible_to(cast.rita).for_page().get(pk=text.pk)
    for who in ("ines", "marc", "remy", "rita", "lea"):
        life = life_of(text, getattr(cast, who))
        assert "only once a second person confirms it" in str(life.said)
        [step] = [one for one in life.steps if one.waits]
        confirms = [one for one in step.offers if one.is_primary]
        assert bool(confirms) is (who in CONFIRM["remy"]), who
        assert ("confirm it or strike it" in str(life.next)) is bool(confirms), who
        recording = ("college", "conseil", "signer")
        assert not any(word in one.url for one in life.offers for word in recording)


def test_nobody_is_told_that_it_is_their_turn_after_everyone_has_signed(cast):
    text = text_in(State.COUNCIL, cast)
    assert told("instruments.turn") == {"Ines"}
    signature = on_paper(text, cast.ines)
    assert told("instruments.turn") == set()
    signing.confirm_signature(signature, by=cast.rita)
    assert told("instruments.turn") == {"Remy"}  # Rita acted
    signature = on_paper(text, cast.remy)
    signing.confirm_signature(signature, by=cast.rita)
    assert told("instruments.turn") == told("instruments.to_confirm") == set()
    assert told("instruments.signed") == {"Ines", "Remy"}
    assert not waiting(cast.ines) & {"instruments.sign", "instruments.confirm"}


def test_a_file_that_does_not_count_yet_is_not_the_one_to_sign(cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    pdf = keys.sign(bytes_of(text), "Municipality")
    signing.sign_electronically(
        text,
        signatory=Signatory.objects.next_of(text),
        file=ContentFile(pdf, name="s.pdf"),
        is_theirs=True,
        by=cast.remy,
    )
    address = reverse("instruments:document_download", args=[text.pk])
    answer = sign_in(cast.remy).get(address)
    assert b"".join(answer.streaming_content) == bytes_of(text)
