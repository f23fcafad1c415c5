"""What is kept of a film: all of it, but not where it was taken."""

import io

import pytest

from accord.attachments import films
from accord.attachments.keeping import keep
from tests.attachments import files


@pytest.fixture
def kept(cast):
    def of(content: bytes, name: str = "portrait.mp4") -> bytes:
        with keep(files.sent(content, name), by=cast.ines).open() as file:
            return file.read()

    return of


@pytest.mark.parametrize("note", [b"udta", b"meta", b"uuid"])
def test_the_notes_of_a_telephone_are_blotted_out(kept, note):
    given = files.mp4(b"mp42", files.box(note, files.PLACE))
    content = kept(given)

    assert b"+50.8263" in given
    assert b"50.8263" not in content
    assert note not in content
    assert len(content) == len(given)  # nothing moved: the index still points well


@pytest.mark.parametrize("length", [1, 2, 3, 5, 7, 64])
def test_however_it_is_read_nothing_of_them_shows(length):
    note = files.box(b"udta", files.PLACE)
    film = films.without_notes(io.BytesIO(files.mp4(b"mp42", note)))

    film.seek(0)
    content = b"".join(iter(lambda: film.read(length), b""))

    assert content == files.mp4(b"mp42", files.box(b"free", bytes(len(files.PLACE))))


def test_notes_of_a_track_go_too_and_its_pictures_stay(kept):
    track = files.box(
        b"trak", files.box(b"tkhd", b"1234"), files.box(b"udta", b"Ixelles")
    )
    content = kept(files.mp4(b"isom", track))

    assert b"Ixelles" not in content
    assert b"tkhd1234" in content


def test_a_film_of_the_other_kind_and_captions_stay_as_they_came(kept):
    assert kept(files.webm(), "portrait.webm") == files.webm()
    assert kept(files.VTT, "portrait.vtt") == files.VTT
