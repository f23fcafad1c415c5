"""Pictures, drawn again: what they show stays, what they tell of their maker goes.

A photograph carries where and when it was taken, with which device, and often a small
copy of what it showed before it was cut. None of that is kept: only the pixels are,
turned as they are looked at. Of several frames the first one stays.
"""

import io
import struct
import zlib
from typing import IO, Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base

from accord.lib.errors import Refused

FORMATS = {"png": "PNG", "jpg": "JPEG"}  # the codes of ``rules.KINDS``
MOST_PIXELS = 40_000_000  # an A4 page at 600 dots per inch; 120 MB once unpacked
QUALITY = 92  # of 100, where the pixels had to be drawn anew

_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError),
    *(struct.error, zlib.error),
)


def require_modest(file: IO[bytes] | Any) -> None:
    """Raise ``Refused`` unless unpacking it leaves room for others; reads its head."""
    _opened(file)
    file.seek(0)


def redrawn(file: IO[bytes] | Any, code: str) -> ContentFile:
    """The same picture, of the same kind, that says nothing but what it shows."""
    out = io.BytesIO()
    image = _opened(file)
    try:
        image.load()
        shown = _shown(image)
        how = _compressed(image, shown) if code == "jpg" else {}
        shown.save(out, FORMATS[code], **how)
    except _BROKEN as error:
        raise _unreadable() from error
    return ContentFile(out.getvalue())


def _opened(file: IO[bytes] | Any) -> Image.Image:
    """Its head is read, its pixels are not yet."""
    file.seek(0)
    try:
        image = Image.open(file, formats=tuple(FORMATS.values()))
    except _TOO_LARGE as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise _unreadable() from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    return image


def _shown(image: Image.Image) -> Image.Image:
    """Its pixels as they are looked at, in the colours of every screen.

    Without anything to change it stays the very picture that was read.
    """
    shown = ImageOps.exif_transpose(image) if _is_turned(image) else image
    if profile := image.info.get("icc_profile"):
        shown = _in_usual_colours(shown, profile)
    if shown.mode == "CMYK":  # of a printer's
        shown = shown.convert("RGB")
    kept = {"transparency"} if shown.mode == image.mode else set()
    shown.info = {name: said for name, said in image.info.items() if name in kept}
    return shown


def _is_turned(image: Image.Image) -> bool:
    """By a note that every viewer obeys; one that cannot be read turns nothing."""
    try:
        return image.getexif().get(Base.Orientation, 1) != 1
    except _BROKEN:
        return False


def _in_usual_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """A photograph of more colours keeps its look; a broken profile changes nothing."""
    if image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    usual = ImageCms.createProfile("sRGB")
    try:
        drawn = ImageCms.profileToProfile(
            image, io.BytesIO(profile), usual, outputMode=mode
        )
    except (ImageCms.PyCMSError, *_BROKEN):
        return image
    return drawn or image


def _compressed(image: Image.Image, shown: Image.Image) -> dict[str, Any]:
    """As it was, where it can be: compressing again loses a little each time."""
    if shown is image and image.format == "JPEG":
        return {"quality": "keep"}
    return {"quality": QUALITY}


def _too_large() -> Refused:
    return Refused(
        _(
            "This picture has more than %(most)s million pixels: it cannot be opened "
            "safely. Save it smaller."
        )
        % {"most": MOST_PIXELS // 1_000_000}
    )


def _unreadable() -> Refused:
    return Refused(
        _("This picture is damaged, or was cut off on its way. Open it, save it again.")
    )
