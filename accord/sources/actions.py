"""What officers do with sources: add one, correct one."""

from collections.abc import Callable
from itertools import chain, count
from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.sources import policies
from accord.sources.models import Source
from accord.workflow import action

# What rests on a source's date is above: it says what to do when that date changes.
_followers: list[Callable[[Source], Any]] = []


def followed_by(follow: Callable[[Source], Any]) -> None:
    """Let a room above know when a source was corrected; called once, as it starts."""
    _followers.append(follow)


@action(
    allowed=policies.can_keep,
    label=_("Add a source"),
    told=_("added the source"),
    submit=_("Add"),
    done=_("The source is added."),
)
def add_source(nowhere: None, *, code: str, by: User, **columns: Any) -> Source:
    """Keep a new source, under ``code`` or, where another has it, ``code-2``."""
    told = ("publisher_fr", "title_fr", "address", "when")
    same = {name: columns[name] for name in told if name in columns}
    if Source.objects.filter(**same).exists():
        raise Refused(_("This source was already added."))
    alike = Source.objects.filter(code__startswith=code)
    taken = set(alike.values_list("code", flat=True))
    more = (f"{code}-{number}" for number in count(2))
    free = next(one for one in chain([code], more) if one not in taken)
    return Source.objects.create(code=free, **columns)


@action(
    allowed=policies.can_keep,
    label=_("Save"),
    told=_("corrected the source"),
    title=_("Change a source"),
    done=_("The source is corrected."),
    is_edit=True,
)
def edit_source(source: Source, *, by: User, **columns: Any) -> None:
    save(source, **columns)
    for follow in _followers:
        follow(source)
