"""What becomes of a file before it is kept: checked, found clean, made to tell less.

It costs time, on large files seconds: a form does it before its action begins, so that
nobody waits for the database meanwhile; ``keep`` does it for whoever comes without one.
"""

from typing import Any

from django.core.files.base import File

from accord.attachments import antivirus, films, pictures, rules


class Prepared(File):
    """A file as it will be kept; ``kind`` is what its content is.

    ``carries``: what is told of it beside the file (``pdfs.TOLD``).
    """

    def __init__(
        self, file: Any, name: str, kind: rules.Kind, carries: tuple[str, ...] = ()
    ) -> None:
        super().__init__(file, name)
        self.kind, self.carries = kind, carries


def prepared(uploaded: File | Any, *, is_ours: bool = False) -> Prepared:
    """The file to keep, left at its start; one that is prepared already comes back.

    ``is_ours``: written here, not given by anyone, hence nothing to look for in it.
    Raises ``Refused`` when it is none of our kinds, infected, or cannot be looked at.
    """
    if isinstance(uploaded, Prepared):
        return uploaded
    kind = rules.examined(uploaded)
    carries: tuple[str, ...] = ()
    if not is_ours:
        antivirus.require_clean(uploaded)
        carries = rules.carried(uploaded) if kind.code == "pdf" else ()
    told = _telling_less(uploaded, kind)
    made = Prepared(told, uploaded.name or "", kind, carries)
    made.seek(0)
    return made


def _telling_less(uploaded: File | Any, kind: rules.Kind) -> Any:
    """Nobody learns from a portrait where somebody lives."""
    if kind.code in pictures.FORMATS:
        return pictures.redrawn(uploaded, kind.code)
    if kind.code == "mp4":
        return rules.undamaged(films.without_notes, uploaded)
    return uploaded
