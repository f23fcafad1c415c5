"""Two people who add the same thing at one moment: the second is told of the first.

A model that no constraint keeps from being added twice says in ``ALIKE`` in which
columns two of its records are the same. Of such two, added within some minutes by
different people, the second is asked about; sent again, it is added.
"""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.journal.models import Entry
from accord.lib.errors import Refused

JUST_NOW = timedelta(minutes=10)  # while colleagues may not know of each other


class Alike(Refused):
    """A colleague added the like just now; ``record`` is theirs."""

    def __init__(self, entry: Entry) -> None:
        self.record = entry.record_id
        super().__init__(
            _(
                "%(who)s added the same a moment ago: “%(what)s”. Nothing was added "
                "yet: send it again if yours is another one."
            )
            % {"who": entry.actor, "what": entry.record}
        )


def require_unlike(made: Any, *, by: User, known: str = "") -> None:
    """Raise ``Alike`` when a colleague added the like; ``known``: the one told of."""
    columns = getattr(made, "ALIKE", ())
    if not columns or not isinstance(made, Model):
        return
    same = {name: getattr(made, name) for name in columns}
    others = type(made)._base_manager.filter(**same).exclude(pk=made.pk)
    theirs = _just_added(others, by)
    if theirs and str(theirs.record_id) != known:
        raise Alike(theirs)


def who_was_first(record: Any, by: Any) -> str:
    """Who just added what a constraint keeps this record from saying again."""
    same = Q(pk__in=[])
    for one in record._meta.constraints:
        if isinstance(one, UniqueConstraint) and one.fields:
            same |= Q(**{name: getattr(record, name) for name in one.fields})
    others = type(record)._base_manager.filter(same).exclude(pk=record.pk)
    theirs = _just_added(others, by)
    return _("%(who)s added it a moment ago.") % {"who": theirs.actor} if theirs else ""


def _just_added(rows: QuerySet[Any, Any], by: User) -> Entry | None:
    """The latest of these records that someone else added just now."""
    kind = ContentType.objects.get_for_model(rows.model)
    entries = (
        Entry.objects.by_people()
        .exclude(actor=by)
        .filter(
            record_type=kind,
            record_id__in=list(rows.values_list("pk", flat=True)),
            at__gte=timezone.now() - JUST_NOW,
        )
    )
    return entries.select_related("actor").order_by("-pk").first()
