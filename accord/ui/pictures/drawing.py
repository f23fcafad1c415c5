"""A drawing: shapes on a frame, as SVG for a page or as a file of its own.

What a shape looks like is the class it has: the sheet of styles paints the page's, in
both themes and on paper (``pictures.css``); ``PAINT`` says the same for a file, which
has no sheet. A test holds both together.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from accord.ui.pictures.marks import Mark

WIDTH = 360.0  # of the frame; text of 12.5 stays legible on a telephone
LETTER = 6.6  # how wide a letter is taken to be, of that size
SVG = "http://www.w3.org/2000/svg"
STATIC = Path(__file__).parents[1] / "static" / "ui"

INK, QUIET, LINE, STRONG = "#1a2133", "#586074", "#e1ddd2", "#8b8f9c"
IRIS, SOFT, HEED, BAND, SUNKEN = "#2b3fa3", "#aab5e6", "#8a5200", "#f6d98f", "#f3f1ea"
SURFACE, DONE, STOP = "#ffffff", "#17694a", "#a8231b"
# What each class looks like in a file, which is read on white.
PAINT: Mapping[str, Mapping[str, str]] = {
    "full": {"fill": IRIS},
    "soft": {"fill": SOFT, "stroke": IRIS},
    "miss": {"fill": HEED},
    "open": {"fill": SURFACE, "stroke": IRIS, "stroke-width": "2"},
    "ground": {"fill": SUNKEN},
    "band": {"fill": BAND, "stroke": HEED, "stroke-width": ".75"},
    "edge": {"fill": "none", "stroke": STRONG},
    "hatch": {"fill": "none", "stroke": STRONG, "stroke-width": "1.2"},
    "rule": {"fill": "none", "stroke": LINE},
    "axis": {"fill": "none", "stroke": STRONG},
    "goal": {"fill": "none", "stroke": INK, "stroke-width": "2.5"},
    "way": {"fill": "none", "stroke": IRIS, "stroke-width": "2.5"},
    "dash": {"fill": "none", "stroke": INK, "stroke-dasharray": "3 3"},
    "words": {"fill": INK},
    "quiet": {"fill": QUIET},
    "light": {"fill": SURFACE},
}
MARKED = {  # the colour that repeats what a mark's shape says
    **dict.fromkeys((Mark.KEPT, Mark.TRACK, Mark.BEYOND), DONE),
    Mark.BEHIND: HEED,
    Mark.LATE: STOP,
    Mark.WAIT: IRIS,
    Mark.PART: INK,
}
Number = float | Decimal | Fraction


def at(number: Number) -> str:
    """A place on the frame, to a tenth: ``12``, ``12.5``."""
    return f"{float(number):.1f}".removesuffix(".0")


class Drawing:
    """Shapes on a frame of 360 by as much as they need."""

    def __init__(self, height: float = 0, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.shapes: list[ET.Element] = []

    def _add(self, tag: str, look: str, **places: str) -> ET.Element:
        shape = ET.Element(tag, {"class": look, **places})
        self.shapes.append(shape)
        return shape

    def box(self, look: str, x: Number, y: Number, wide: Number, high: Number) -> None:
        """A rectangle; hatched, it is drawn line by line: a pattern needs a name."""
        if float(wide) <= 0 or float(high) <= 0:
            return
        if look == "hatch":
            self.path("hatch", _hatching(float(x), float(y), float(wide), float(high)))
            look = "edge"
        place = {"x": at(x), "y": at(y), "width": at(wide), "height": at(high)}
        self._add("rect", look, **place)

    def path(self, look: str, way: str) -> None:
        self._add("path", look, d=way)

    def line(self, look: str, x: Number, y: Number, to_x: Number, to_y: Number) -> None:
        self.path(look, f"M{at(x)} {at(y)}L{at(to_x)} {at(to_y)}")

    def dot(self, look: str, x: Number, y: Number, radius: float = 5) -> None:
        self._add("circle", look, cx=at(x), cy=at(y), r=at(radius))

    def say(
        self,
        words: object,
        x: Number,
        y: Number,
        anchor: str = "start",
        look: str = "words",
        *,
        is_strong: bool = False,
    ) -> None:
        """Words that begin, end or are in the ``middle`` there."""
        shape = self._add("text", look, x=at(x), y=at(y))
        if anchor != "start":
            shape.set("text-anchor", anchor)
        if is_strong:
            shape.set("font-weight", "650")
        shape.text = str(words)

    def mark(self, mark: Mark, x: Number, y: Number, size: float = 12) -> None:
        """A verdict's symbol, with its corner there."""
        shape = self._add("use", "mark", x=at(x), y=at(y))
        shape.attrib |= {"width": at(size), "height": at(size), "data-v": mark.value}

    def inline(self, says: str = "", size: str = "") -> SafeString:
        """For a page: ``says`` is what it shows, for who cannot see it.

        Without it the drawing repeats what stands beside it, and is passed over.
        ``size``: ``row`` or ``small`` inside a line, ``wide`` for as wide as may be.
        """
        heard = {"role": "img", "aria-label": says} if says else {"aria-hidden": "true"}
        top = self._top({"class": "picture", **heard})
        if size:
            top.set("data-size", size)
        symbols = static("ui/marks.svg")
        for shape in self.shapes:
            if shape.tag == "use":
                shape.set("href", f"{symbols}#{shape.get('data-v')}")
            top.append(shape)
        # Everything in it was put there as text or as a number, and is escaped.
        return mark_safe(ET.tostring(top, encoding="unicode"))  # noqa: S308 - so

    def file(self, says: str, above: list[str], below: list[str]) -> bytes:
        """A file of its own, on white, which says what it is and where it is from."""
        top = self._top({"xmlns": SVG, "role": "img", "aria-label": says})
        head, line = 20 * len(above), 15
        high = head + self.height + line * len(below) + 16
        top.set("viewBox", f"-12 {-head - 8} {at(self.width + 24)} {at(high + 8)}")
        top.set("font-family", "Libertinus Serif, Noto Sans, sans-serif")
        top.set("font-size", "12.5")
        ground = {"width": "100%", "height": "100%", "fill": SURFACE}
        ET.SubElement(top, "rect", {"x": "-12", "y": str(-head - 8), **ground})
        rows = [(words, 20.0 * n - head + 6, INK) for n, words in enumerate(above)]
        foot = self.height + line
        rows += [(words, foot + line * n, QUIET) for n, words in enumerate(below)]
        for words, y, ink in rows:
            ET.SubElement(top, "text", {"y": at(y), "fill": ink}).text = words
        top.extend(_painted(shape) for shape in self.shapes)
        return ET.tostring(top, encoding="utf-8", xml_declaration=True)

    def _top(self, attributes: dict[str, str]) -> ET.Element:
        frame = f"0 0 {at(self.width)} {at(self.height)}"
        return ET.Element("svg", {"viewBox": frame, **attributes})


def _hatching(x: float, y: float, wide: float, high: float, step: float = 5) -> str:
    """Lines from lower left to upper right, cut where the rectangle ends."""
    lines, start = [], step
    while start < wide + high:
        low = (max(0.0, start - high), min(high, start))
        top = (min(wide, start), max(0.0, start - wide))
        lines.append(
            f"M{at(x + low[0])} {at(y + low[1])}L{at(x + top[0])} {at(y + top[1])}"
        )
        start += step
    return "".join(lines)


def _painted(shape: ET.Element) -> ET.Element:
    """The shape with its colours in it, and a symbol as the shapes it is made of."""
    if shape.tag != "use":
        kept = {name: value for name, value in shape.items() if name != "class"}
        painted = ET.Element(shape.tag, kept | dict(PAINT[shape.get("class", "")]))
        painted.text = shape.text
        return painted
    mark = Mark(shape.get("data-v", ""))
    scale = float(shape.get("width", "16")) / 16
    place = f"translate({shape.get('x')} {shape.get('y')}) scale({scale:.3f})"
    group = ET.Element("g", {"transform": place})
    ink = MARKED.get(mark, QUIET)
    for part in _symbols()[mark.value]:
        said = {
            name: value.replace("currentColor", ink).replace("var(--surface)", SURFACE)
            for name, value in part.items()
        }
        ET.SubElement(group, part.tag.removeprefix(f"{{{SVG}}}"), said)
    return group


@cache
def _symbols() -> dict[str, list[ET.Element]]:
    """The shapes of each symbol of the sheet of marks."""
    sheet = ET.parse(STATIC / "marks.svg").getroot()  # noqa: S314 - our own file
    return {one.get("id", ""): list(one) for one in sheet.iter(f"{{{SVG}}}symbol")}
