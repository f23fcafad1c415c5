"""What is kept of a picture: what it shows, and nothing of who made it, or where."""

import io
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from accord.attachments import pictures, rules
from accord.attachments.keeping import keep
from accord.lib.errors import Refused
from tests.attachments import files

GPS, SOFTWARE, ORIENTATION = 0x8825, 0x0131, 0x0112
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Ixelles</x:xmpmeta>'
SECRETS = (b"Exif", b"xmpmeta", b"Ixelles", b"Atelier", b"ICC_PROFILE", b"iCCP")


def photograph(form: str, turned: int = 6) -> bytes:
    """Red on the left, blue on the right; with a place, a maker and a small copy."""
    image = Image.new("RGB", (64, 32), (200, 0, 0))
    image.paste((0, 0, 200), (32, 0, 64, 32))
    exif = Image.Exif()
    exif[ORIENTATION], exif[SOFTWARE] = turned, "Atelier"
    exif[GPS] = {1: "N", 2: (50.0, 49.0, 34.0), 3: "E", 4: (4.0, 22.0, 35.0)}
    how = {"exif": exif, "xmp": XMP, "comment": "Ixelles"} if form == "JPEG" else {}
    if form == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Author", "Atelier")
        said.add_itxt("XML:com.adobe.xmp", XMP.decode())
        how = {"exif": exif, "pnginfo": said}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    image.save(out, form, icc_profile=profile, **how)
    return out.getvalue()


@pytest.fixture
def kept(cast):
    def of(content: bytes) -> bytes:
        with keep(files.sent(content, "photo.jpg"), by=cast.ines).open() as file:
            return file.read()

    return of


def is_close(pixel, wanted) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_where_it_was_taken_and_by_whom_is_not_kept(kept, form):
    given = photograph(form)
    assert Image.open(io.BytesIO(given)).getexif().get_ifd(GPS)
    assert any(secret in given for secret in SECRETS)

    content = kept(given)

    assert not any(secret in content for secret in SECRETS)
    image = Image.open(io.BytesIO(content))
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_it_stands_as_it_was_looked_at(kept, form):
    """The note says: a quarter turn to the right; so what was left is on top."""
    image = Image.open(io.BytesIO(kept(photograph(form))))

    assert image.size == (32, 64)
    assert is_close(image.convert("RGB").getpixel((16, 8)), (200, 0, 0))
    assert is_close(image.convert("RGB").getpixel((16, 56)), (0, 0, 200))


def test_its_digest_and_size_are_of_what_is_kept(cast):
    attachment = keep(files.sent(photograph("JPEG"), "photo.jpg"), by=cast.ines)

    with attachment.open() as file:
        assert file.size == attachment.size
    again = keep(files.sent(photograph("JPEG", turned=6), "autre.jpg"), by=cast.ines)
    assert again.sha256 == attachment.sha256


def test_a_small_copy_and_what_hangs_behind_the_picture_are_gone(kept):
    hidden = photograph("JPEG", turned=1)
    content = kept(hidden + b"PK\x03\x04 a packed file behind it \xff\xd9")

    assert content.count(b"\xff\xd8\xff") == 1
    assert b"packed" not in content


def test_compressing_it_again_loses_next_to_nothing(kept):
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "JPEG", quality=60)
    before = Image.open(io.BytesIO(out.getvalue())).tobytes()

    after = Image.open(io.BytesIO(kept(out.getvalue()))).tobytes()

    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 4


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        *(("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("P", "PNG")),
        *(("RGBA", "PNG"), ("LA", "PNG"), ("I;16", "PNG")),
    ],
)
def test_every_way_of_writing_pixels_can_be_kept(kept, mode, form):
    out = io.BytesIO()
    Image.new(mode, (4, 4)).save(out, form)

    image = Image.open(io.BytesIO(kept(out.getvalue())))

    assert (image.format, image.size) == (form, (4, 4))
    assert image.mode == ("RGB" if mode == "CMYK" else mode)


def test_what_is_transparent_stays_so(kept):
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "PNG", transparency=0)

    image = Image.open(io.BytesIO(kept(out.getvalue())))

    assert image.convert("RGBA").getpixel((0, 0))[3] == 0


def test_of_a_moving_picture_the_first_stays(kept):
    frames = [Image.new("RGB", (8, 8), (shade, 0, 0)) for shade in (250, 120, 10)]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=50)
    assert Image.open(io.BytesIO(out.getvalue())).n_frames == 3

    image = Image.open(io.BytesIO(kept(out.getvalue())))

    assert not getattr(image, "is_animated", False)
    assert image.getpixel((0, 0)) == (250, 0, 0)


def test_a_picture_too_large_to_unpack_is_refused_by_its_head(monkeypatch, in_english):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 3)
    for code in pictures.FORMATS:
        with pytest.raises(Refused, match="more than 0 million pixels"):
            rules.examined(io.BytesIO(files.KINDS[code]))


def test_a_bomb_is_refused_before_it_is_unpacked(in_english):
    """A few bytes that say they are 60,000 points wide and as high."""
    bomb = bytearray(files.KINDS["png"])
    bomb[16:24] = (60_000).to_bytes(4) * 2
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4)

    with pytest.raises(Refused, match="more than 40 million pixels"):
        rules.examined(io.BytesIO(bytes(bomb)))


def test_a_picture_whose_pixels_are_cut_off_is_damaged(cast, in_english):
    whole = photograph("PNG", turned=1)
    middle = whole.index(b"IDAT") + 20
    cut = whole[:middle] + b"IEND\xaeB`\x82"

    with pytest.raises(Refused, match="is damaged"):
        keep(files.sent(cut, "photo.png"), by=cast.ines)
