"""A part of a file, for who winds a film on: RFC 9110, section 14."""

import pytest
from django.test import RequestFactory

from accord.attachments import serving
from accord.attachments.keeping import keep
from tests.attachments import files

FILM = files.webm()
SIZE = len(FILM)


@pytest.fixture
def asked(cast):
    """``asked(Range="bytes=0-1")``: the answer and its body, read and closed."""
    film = keep(files.sent(FILM, "portrait.webm"), by=cast.ines)
    made = []

    def ask(method="get", is_public=False, **headers):
        request = getattr(RequestFactory(headers=headers), method)("/")
        answer = serving.response(
            film, inline=True, request=request, is_public=is_public
        )
        made.append(answer)
        return answer, b"".join(answer.streaming_content if answer.streaming else [])

    yield ask
    for answer in made:
        answer.close()


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=5-9", 5, 9),
        ("bytes=5-", 5, SIZE - 1),
        ("bytes=-5", SIZE - 5, SIZE - 1),
        ("bytes=-9999", 0, SIZE - 1),
        ("bytes=5-9999", 5, SIZE - 1),
        ("Bytes=5-9", 5, 9),
    ],
)
def test_a_part_is_handed_out_and_says_which(asked, said, first, last):
    answer, body = asked(Range=said)

    assert answer.status_code == 206
    assert body == FILM[first : last + 1]
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(len(body))


@pytest.mark.parametrize(
    "said",
    [
        *("", "bytes=", "bytes=-", "bytes=9-5", "bytes=a-b", "bytes=0-1,4-5"),
        *("lines=0-1", "bytes=٠-١", "bytes=0-" + "9" * 40),
    ],
)
def test_what_is_no_range_we_know_is_answered_with_the_whole(asked, said):
    answer, body = asked(Range=said)

    assert (answer.status_code, body) == (200, FILM)
    assert answer["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in answer


@pytest.mark.parametrize("said", [f"bytes={SIZE}-", "bytes=9999-10000", "bytes=-0"])
def test_behind_the_end_there_is_nothing(asked, said):
    answer, body = asked(Range=said)

    assert (answer.status_code, body) == (416, b"")
    assert answer["Content-Range"] == f"bytes */{SIZE}"


def test_only_a_part_of_the_same_film_is_a_part(asked):
    tag = asked()[0]["ETag"]

    assert asked(Range="bytes=0-1", **{"If-Range": tag})[0].status_code == 206
    for other in ('"another"', "Mon, 23 Nov 2026 10:00:00 GMT", f"W/{tag}"):
        assert asked(Range="bytes=0-1", **{"If-Range": other})[0].status_code == 200


def test_asking_for_the_head_tells_of_the_whole(asked):
    answer, _body = asked(method="head", Range="bytes=0-1")

    assert answer.status_code == 200
    assert answer["Content-Length"] == str(SIZE)


def test_a_film_is_handed_out_piece_by_piece(asked, monkeypatch):
    monkeypatch.setattr(serving, "PIECE", 10)

    answer, body = asked(Range="bytes=5-")

    assert body == FILM[5:15]
    assert answer["Content-Range"] == f"bytes 5-14/{SIZE}"


def test_a_film_can_be_played_on_a_page_of_its_own_and_fetches_nothing_else(asked):
    answer, _body = asked()

    assert answer["Content-Security-Policy"] == "default-src 'none'; media-src 'self'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_what_is_public_is_asked_for_again_and_sent_once(asked):
    answer, _body = asked(is_public=True)
    assert answer["Cache-Control"] == "public, no-cache"

    again, body = asked(is_public=True, **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, body) == (304, b"")
    other, _body = asked(is_public=False, **{"If-None-Match": answer["ETag"]})
    assert other.status_code == 200
