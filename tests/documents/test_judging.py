"""Signatures are judged as other programs judge them, and every judgement is said."""

from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm

from accord.documents import checked as words
from accord.documents.checked import Checked
from accord.documents.signatures import examine
from accord.lib.naming import names
from tests.documents.signing import authority, force, sign

OURS = [authority()]
ALL = FieldMDPSpec(FieldMDPAction.ALL)
# How one signs so that nobody may sign after: certifying, locking, or both.
BARRING = {
    "certified": {"certify": True, "permits": MDPPerm.NO_CHANGES},
    "locked": {"lock": ALL},
    "locked but one": {"lock": FieldMDPSpec(FieldMDPAction.EXCLUDE, ["Own"])},
    "closed": {"lock": ALL, "closes": True},
    "closed by one": {
        "lock": FieldMDPSpec(FieldMDPAction.INCLUDE, ["Own"]),
        "closes": True,
    },
}
# And so that others may: what it then says of itself.
ALLOWING = {
    "plain": ({}, ""),
    "certified": ({"certify": True}, "signatures"),
    "with notes": ({"certify": True, "permits": MDPPerm.ANNOTATE}, "notes"),
    "one locked": ({"lock": FieldMDPSpec(FieldMDPAction.INCLUDE, ["Own"])}, ""),
}
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def looked_at(pdf, issued, **how):
    return examine(pdf, issued=issued, trusted=OURS, **how)


@pytest.mark.parametrize("how", BARRING)
def test_who_signs_so_that_nobody_may_follow_is_refused_with_the_cure(how, issued):
    signed = sign(issued, "First", **BARRING[how])
    [refusal] = looked_at(signed, issued, others_follow=True).refusals
    assert "others must still sign" in refusal
    assert "Sign the file as it was downloaded once more" in refusal

    last = looked_at(signed, issued)
    assert last.refusals == ()
    said = " ".join(last.signatures[0].judged())
    assert "may be added after it" in said or "nobody may sign after it" in said


def test_a_name_keeps_its_spaces_of_any_kind_and_loses_what_nobody_sees(issued):
    [one] = looked_at(sign(issued, "Anna\u00a0Signer\u200b\u202e"), issued).signatures
    assert one.name == "Anna\u00a0Signer"
    assert names(one.name, "Anna Signer")


@pytest.mark.parametrize("how", BARRING)
def test_a_signature_forced_after_it_is_called_what_it_is(how, issued):
    both = force(sign(issued, "First", **BARRING[how]), "Second")
    found = looked_at(both, issued)
    [refusal] = found.refusals
    assert refusal.startswith("The signature of Second is not permitted: an earlier")
    first, second = found.signatures
    assert "What came after it is not permitted by it" in first.judged()[0]
    assert "not permitted: an earlier one allows none" in second.judged()[0]
    assert not any("not changed since" in one for one in first.said() + second.said())


@pytest.mark.parametrize("how", ALLOWING)
def test_who_lets_others_follow_is_taken_and_says_so(how, issued):
    given, certifies = ALLOWING[how]
    first = sign(issued, "First", **given)
    found = looked_at(first, issued, others_follow=True)
    assert found.refusals == ()
    assert found.signatures[0].certifies == certifies

    found = looked_at(sign(first, "Second"), issued)
    assert found.refusals == ()
    assert [one.followed_by for one in found.signatures] == ["signatures", ""]
    assert found.signatures[0].judged()[:3] == [
        "What was signed has not changed since.",
        "The signature covers the whole document.",
        "After it came only further signatures.",
    ]


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (b"\n", "a line end or padding"),
        (b"\r\n\r\n", "a line end or padding"),
        (b"\0" * 400, "a line end or padding"),
        (b"% and a promise\n", "something that belongs to no page and no signature"),
    ],
)
@pytest.mark.parametrize("how_many", [1, 2])
def test_what_stands_behind_the_last_byte_is_said_as_the_reason(
    rest, words, how_many, issued
):
    signed = issued
    for place in range(how_many):
        signed = sign(signed, f"Signer {place}")
    [refusal] = looked_at(signed + rest, issued).refusals
    assert refusal.startswith(f"After the last byte that Signer {how_many - 1} signed")
    assert words in refusal
    assert "exactly as the program that signs saved it" in refusal


@pytest.mark.parametrize("digest", ["sha1"])
def test_a_weak_algorithm_is_refused_with_its_name(digest, issued):
    found = looked_at(sign(issued, "First", digest=digest), issued)
    [refusal] = found.refusals
    assert digest.upper() in refusal
    assert "SHA1, which is no longer safe" in " ".join(found.signatures[0].judged())


@pytest.mark.parametrize(
    ("at", "code"), [(NOW - 9 * DAY, "future"), (NOW, "outside"), (NOW, "")]
)
def test_a_moment_that_cannot_be_is_said(at, code, issued):
    valid = {"valid_from": NOW - 9 * DAY, "valid_to": NOW - 5 * DAY}
    signed = sign(issued, "First", **valid if code == "outside" else {})
    one = looked_at(signed, issued, at=at).signatures[0]
    assert one.untimely == code
    assert not code or str(words.UNTIMELY[code]) in one.judged()


def test_what_an_older_report_does_not_say_is_taken_as_it_was(issued):
    one = looked_at(sign(issued, "First"), issued).signatures[0]
    report = asdict(one)
    report["signed_at"] = report["signed_at"].isoformat()
    known = {"field", "name", "organisation", "issuer", "serial", "signed_at"}
    known |= {"stamped_at", "is_stamp_trusted", "intact", "valid", "covers_all"}
    known |= {"trusted", "doubt", "doubt_on"}
    old = {name: value for name, value in report.items() if name in known}
    assert Checked.read(old).said() == one.said()
    assert {one.name for one in fields(Checked)} - known  # there is more to say now


PLAIN = {
    **dict.fromkeys(("field", "name", "organisation", "issuer", "serial"), "x"),
    **dict.fromkeys(("intact", "valid", "covers_all", "trusted"), True),
    **{"signed_at": None, "stamped_at": None, "is_stamp_trusted": False},
}
# Each judgement, as it is when it is not the usual one.
OTHERWISE = {
    "intact": [False],
    "valid": [False],
    "covers_all": [False],
    "uncovered": ["line_end", "bytes"],
    "followed_by": list(words.FOLLOWED),
    "certifies": list(words.CERTIFIES),
    "bars": ["certified", "locked"],
    "is_obeyed": [False],
    "is_barred": [False, True],
    "keeps_conditions": [False],
    "weak": ["SHA1"],
    "untimely": list(words.UNTIMELY),
    "is_stamp_broken": [True],
    "trusted": [False],
    "doubt": list(words.DOUBTS),
}
ON_THE_SIGNER = {"field", "name", "organisation", "issuer", "serial", "signed_at"}
ON_THE_SIGNER |= {"stamped_at", "is_stamp_trusted", "place"}


@pytest.mark.parametrize("judgement", OTHERWISE)
def test_every_judgement_changes_what_is_said_to_the_public(judgement):
    usual = Checked(**PLAIN).judged()
    for value in OTHERWISE[judgement]:
        beside = {"doubt": {"trusted": False}, "uncovered": {"covers_all": False}}
        one = Checked(**PLAIN | beside.get(judgement, {}) | {judgement: value})
        is_usual = value == getattr(Checked(**PLAIN), judgement)
        assert (one.judged() == usual) is is_usual, value


def test_every_judgement_is_among_them():
    judgements = {one.name for one in fields(Checked)} - ON_THE_SIGNER - {"doubt_on"}
    assert judgements == set(OTHERWISE)
