"""What was typed in a form that could not be taken, shown again to whoever sent it.

A session ends, or a token grows old, while someone writes: the page that says so holds
their text, and sends it on. It is made of that very request and kept nowhere else. Only
what a page of ours sent is shown: else a page of another site could put its own words
into a form that its reader needs only press.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, DateField, Field, TextField
from django.http import HttpRequest
from django.utils.translation import gettext as _

# Never shown nor sent on: what opens an account, and the token that grew old. A code
# opens one on the pages of an account; elsewhere it is a word like others.
SECRET = re.compile("password|credential|csrfmiddlewaretoken")
ACCOUNT = ("account_", "mfa_")


@dataclass(frozen=True)
class Text:
    """Something to copy, in the language its field is for."""

    label: str
    text: str
    language: str


@dataclass(frozen=True)
class Kept:
    address: str
    fields: list[tuple[str, str]]  # sent on, as they came
    texts: list[Text]
    files: list[str]
    has_secrets: bool


def kept(request: HttpRequest) -> Kept | None:
    """``None``: nothing was typed, or another site's page sent it."""
    if request.method != "POST" or not _is_from_here(request):
        return None
    given = [(name, one) for name, all_ in request.POST.lists() for one in all_]
    match = request.resolver_match
    is_account = bool(match and (match.url_name or "").startswith(ACCOUNT))
    fields = [
        (name, value)
        for name, value in given
        if not (SECRET.search(name) or (is_account and "code" in name))
    ]
    found = Kept(
        address=request.get_full_path(),
        fields=fields,
        texts=list(_texts(fields)),
        files=[str(one.name) for _name, sent in request.FILES.lists() for one in sent],
        has_secrets=any("password" in name for name, _value in given),
    )
    return found if found.texts or found.files else None


def _is_from_here(request: HttpRequest) -> bool:
    """By what the browser itself says, which no page can make it say."""
    origin = request.headers.get("Origin", "")
    here = f"{request.scheme}://{request.get_host()}"
    if origin:
        return origin in (here, *settings.CSRF_TRUSTED_ORIGINS)
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _texts(fields: list[tuple[str, str]]) -> Iterator[Text]:
    """Sentences, and what stands in a column of words or days; no choices, no marks."""
    labels = _labels()
    for name, value in fields:
        label = labels.get(name, "")
        if value.strip() and (label or re.search(r"\S\s+\S", value)):
            language = name[-2:] if name.endswith(("_fr", "_nl")) else ""
            yield Text(label or _("Text"), value, language)


def _labels() -> dict[str, str]:
    """What columns that people type in are called, where all of one name agree."""
    found = defaultdict(set)
    for model in apps.get_models():
        if model.__module__.startswith("accord."):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and _is_typed(field):
                    found[field.name].add(str(field.verbose_name))
    return {
        name: said.capitalize() for name, (said, *more) in found.items() if not more
    }


def _is_typed(field: Field) -> bool:
    is_text = isinstance(field, CharField | TextField | DateField)
    return is_text and field.editable and not field.choices
