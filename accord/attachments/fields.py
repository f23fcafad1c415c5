"""The field of a form that takes a file, for the forms of any room."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from accord.attachments import rules
from accord.attachments.preparing import prepared
from accord.lib.errors import Refused

LIMITS = gettext_lazy("Accepted: {types}. At most {most} MB.")
UNSCANNED = gettext_lazy("No antivirus looks at the files given here.")


class CheckedFileField(forms.FileField):
    """A file that is, by its content, one of ``accept``, and not too large.

    ``accept`` are codes of ``rules.KINDS``; ``max_mb`` is in megabytes of 1024 × 1024
    bytes; unless the room has a reason, ``MAX_UPLOAD_MB`` of the environment, and
    ``MAX_VIDEO_MB`` where only films are taken. The hint says both, after the room's
    own ``help_text``. What it gives is ready for ``keep``; with ``is_kept=False`` it is
    the file as it came, examined and no more.
    """

    widget = forms.FileInput

    def __init__(
        self,
        *,
        accept: Collection[str],
        max_mb: int | None = None,
        is_kept: bool = True,
        help_text: Any = "",
        **kwargs: Any,
    ) -> None:
        self.accept, self.is_kept = tuple(accept), is_kept
        is_film = set(accept) <= set(rules.FILMS)
        usual = settings.MAX_VIDEO_MB if is_film else settings.MAX_UPLOAD_MB
        self.max_mb = max_mb or usual
        types = rules.labels(self.accept)
        limits = format_lazy(LIMITS, types=types, most=self.max_mb)
        unscanned = "" if settings.CLAMAV or not is_kept else UNSCANNED
        said = [help_text, limits, unscanned]
        hint = format_lazy(" ".join("{}" for one in said if one), *filter(None, said))
        super().__init__(allow_empty_file=True, help_text=hint, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        kinds = [rules.KINDS[code] for code in self.accept]
        names = [end for kind in kinds for end in kind.extensions]
        types = [kind.content_type.partition(";")[0] for kind in kinds]
        return super().widget_attrs(widget) | {"accept": ",".join([*names, *types])}

    def to_python(self, data: Any) -> Any:
        uploaded = super().to_python(data)  # one that is empty is refused below
        if uploaded is None:
            return None
        try:
            rules.examined(uploaded, accept=self.accept, most=self.max_mb * rules.MB)
            return prepared(uploaded) if self.is_kept else uploaded
        except Refused as refused:
            raise forms.ValidationError(str(refused), code="refused") from refused
