"""What a page's markup must hold for those who cannot see it, and for machines."""

import re

from bs4 import BeautifulSoup

# What HTML knows as a day, or as a moment to the millisecond.
MOMENT = re.compile(
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?)?)?"
)
REFERS = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
BLOCKS = ["p", "div", "ul", "ol", "dl", "form", "table", "fieldset", "section"]
NAMED = ("aria-label", "aria-labelledby")


def faults(html: str) -> list[str]:
    """Each fault as a sentence that quotes the tag; none for a sound page."""
    soup = BeautifulSoup(html, "html.parser")
    by_id: dict[str, list] = {}
    for tag in soup.find_all(id=True):
        by_id.setdefault(tag["id"], []).append(tag)
    found = [
        f"{len(tags)} tags share id {name}"
        for name, tags in by_id.items()
        if len(tags) > 1
    ]
    for tag in soup.find_all(True):
        found += [f"{said}: {_head(tag)}" for said in _of(tag, by_id)]
    return found


def _of(tag, by_id):
    for attribute in REFERS:
        for name in tag.get(attribute, "").split():
            if name not in by_id:
                yield f"{attribute} names nothing"
            elif attribute != "aria-controls" and not _says(by_id[name][0]):
                yield f"{attribute} names what is empty"
    if any(name.startswith("hx-") for name in tag.attrs):
        yield "attributes that no standard knows"
    if tag.name == "time" and not MOMENT.fullmatch(tag.get("datetime", "")):
        yield "not a moment"
    if tag.name == "p" and tag.find(BLOCKS):
        yield "a paragraph holds a block"
    if tag.name == "th" and not _says(tag):
        yield "a heading without words"
    if tag.name == "aside" and not any(tag.get(name) for name in NAMED):
        yield "a part of the page without a name"
    language = tag.get("name", "")[-3:]
    if tag.name in ("input", "textarea") and language in ("_fr", "_nl"):
        if tag.get("lang") != language[1:] and tag.get("type") not in (
            "hidden",
            "file",
        ):
            yield "a field of one language does not say which"


def _says(tag):
    is_field = tag.name in ("input", "select", "textarea", "svg")
    return is_field or tag.get_text(strip=True) or tag.get("aria-label")


def _head(tag):
    return str(tag).partition(">")[0][:160] + ">"
