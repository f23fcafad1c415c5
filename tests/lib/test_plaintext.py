import unicodedata

import pytest
from django.core.exceptions import ValidationError

from accord.lib.plaintext import (
    line,
    lookalikes,
    mailbox,
    prose,
    require_mailbox,
    writable,
)
from tests.worst import WORST, faults_of_line, faults_of_prose


def test_what_nobody_sees_is_taken_away_and_the_rest_stays():
    assert line("Ixelles\x02 \u200b–\u202e Elsene\ufeff") == "Ixelles – Elsene"
    assert prose("a\x01b\u202ec\ufeffd") == "abcd"


def test_a_line_has_no_end_of_line_and_a_prose_has_one_kind_of_them():
    assert line("un\r\ndeux\x0btrois\tquatre") == "un deux trois quatre"
    assert prose("un\r\ndeux\rtrois\x0bquatre\u2028cinq\n") == (
        "un\ndeux\ntrois\nquatre\ncinq\n"
    )


def test_a_prose_keeps_what_hyphenates_and_what_joins_the_parts_of_a_sign():
    kept = "huisvestings\u00adovereenkomst 👩\u200d🔧 1\u00a0000\u202f€"
    assert prose(kept) == kept


def test_letters_are_in_their_usual_form():
    assert line(unicodedata.normalize("NFD", "Évere")) == "Évere"
    assert line("e\u200b\u0301") == "é"  # joined once nothing stands between


@pytest.mark.parametrize("clean", [line, prose, mailbox])
def test_cleaning_twice_is_cleaning_once(clean):
    assert clean(clean(WORST)) == clean(WORST)


def test_every_character_there_is_comes_out_clean():
    every = "".join(map(chr, range(0x110000)))
    assert faults_of_line(line(every)) == []
    assert faults_of_prose(prose(every)) == []
    writable(every).encode()


@pytest.mark.parametrize("address", ["ines@ixelles.be", "ines@élan.example"])
def test_an_address_is_one_that_mail_can_be_sent_to(address):
    require_mailbox(address)


@pytest.mark.parametrize(
    "address",
    ["ineſ@ixelles.be", "ines@ixelles..be", f"ines@{'é' * 62}.be", "ines"],
)
def test_an_address_that_no_mail_server_takes_is_none(address):
    with pytest.raises(ValidationError):
        require_mailbox(address)


def test_letters_that_look_like_ours_are_found_among_ours():
    assert lookalikes("ines@ex\u0430mple.be") == ["\u0430"]
    assert lookalikes("Ελλάς, 5 µm, Île-de-France, œuvre, Ĳssel") == []
