from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.lib.append_only import AppendOnly
from accord.lib.bilingual import LANGUAGES
from accord.lib.constraints import once
from accord.lib.fields import Code, Line, key


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, *records: models.Model) -> Self:
        """What happened to these records, latest first."""
        by_type: dict[type[models.Model], list[int]] = {}
        for record in records:
            by_type.setdefault(record._meta.model, []).append(record.pk)
        condition = models.Q(pk__in=[])
        for model, pks in by_type.items():
            kind = ContentType.objects.get_for_model(model)
            condition |= models.Q(record_type=kind, record_id__in=pks)
        return self.filter(condition).order_by("-at", "-pk")

    def within(self, file_type: type[models.Model], pk: int) -> Self:
        """What happened inside one file, such as an agreement with its steps."""
        return self.filter(
            file_type=ContentType.objects.get_for_model(file_type), file_id=pk
        ).order_by("-at", "-pk")

    def in_files(self, file_type: type[models.Model]) -> Self:
        """What happened inside any file of one kind, by people, latest first."""
        kind = ContentType.objects.get_for_model(file_type)
        return self.by_people().filter(file_type=kind).order_by("-pk")

    def by_people(self) -> Self:
        return self.filter(actor__is_system=False)

    def for_history(self) -> Self:
        return self.select_related("actor", "record_type")


class Entry(AppendOnly):
    """One thing that one person did to one record.

    ``file`` is the record the change belongs to (a step's agreement), so that a page
    shows its whole history with one query.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = key(settings.AUTH_USER_MODEL)
    verb = Line(_("verb"), max_length=80)  # "agreements.record_step"
    record_type = key(ContentType)
    record_id = models.BigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    file_type = key(ContentType, null=True)
    file_id = models.BigIntegerField(null=True)
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="entry_record", fields=["record_type", "record_id"]),
            models.Index(name="entry_file", fields=["file_type", "file_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} #{self.record_id} by {self.actor}"


class Reading(AppendOnly):
    """Someone looked at what is not theirs: a page as another person sees it."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = key(settings.AUTH_USER_MODEL)
    seen_as = key(settings.AUTH_USER_MODEL, null=True)
    path = Line(_("page"), max_length=500)

    def __str__(self) -> str:
        return f"{self.path} by {self.actor}"


class Submission(models.Model):
    """A form that was sent: the same one sent again finds where it led.

    ``content`` is a fingerprint of what was typed. Forgotten after some days: see
    ``accord.submitting``.
    """

    person = key(settings.AUTH_USER_MODEL)
    token = Code(_("token"), max_length=40)
    content = Code(_("fingerprint"), max_length=64)
    place = Line(_("page"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    class Meta:
        constraints = [once("submission_once", ["person", "token"])]

    def __str__(self) -> str:
        return f"{self.token} by {self.person}"


class FormerAddress(models.Model):
    """Where a page was before its address changed: what leads there still does.

    Noted by the trace of the change, whoever made it.
    """

    record_type = key(ContentType)
    record_id = models.BigIntegerField()
    slug = Code(_("address"), max_length=80)

    class Meta:
        constraints = [
            once("former_address_once", ["record_type", "slug", "record_id"])
        ]

    def __str__(self) -> str:
        return self.slug


# Columns that are part of the address of a record's page.
_ADDRESSES = [f"slug_{code}" for code in LANGUAGES]

# Columns whose change is told but whose value is never kept.
_SECRET = frozenset({"password", "token_hash"})


def snapshot(record: models.Model) -> dict[str, Any]:
    """The record's own columns, as they are now."""
    return {
        field.attname: "…"
        if field.attname in _SECRET
        else field.value_from_object(record)
        for field in record._meta.concrete_fields
    }


def changes_between(
    before: dict[str, Any], after: dict[str, Any]
) -> dict[str, list[Any]]:
    """``{"state": ["draft", "published"]}``: only what differs."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }


def file_of(record: Any) -> tuple[type[models.Model], int] | None:
    """The record whose history this is part of, as its ``IN_FILE`` says.

    A path of keys: ``"result__series"``; empty for one that is such a file itself. What
    is on a record (``lib.owned``) is in the file of that record, else in the record.
    """
    path: str | None = getattr(record, "IN_FILE", None)
    if path is None:
        return None
    *above, last = path.split("__")
    for name in above:
        record = getattr(record, name)
    if not last:
        return record._meta.model, record.pk
    column = record._meta.get_field(last)
    if isinstance(column, GenericForeignKey):
        owner = getattr(record, last)
        return file_of(owner) or (owner._meta.model, owner.pk)
    return column.related_model, getattr(record, column.attname)


def entry_for(
    record: models.Model, *, by: Any, verb: str, changes: dict[str, Any]
) -> Entry:
    """The entry, not yet written."""
    file = file_of(record)
    return Entry(
        actor=by,
        verb=verb,
        record_type=ContentType.objects.get_for_model(record),
        record_id=record.pk,
        file_type=ContentType.objects.get_for_model(file[0]) if file else None,
        file_id=file[1] if file else None,
        changes=changes,
    )


def trace(
    record: models.Model,
    *,
    by: Any,
    verb: str,
    changes: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
) -> Entry:
    """Write the entry: ``changes``, or what differs from the ``snapshot`` of before.

    Without either the record is new, and all of it is told.
    """
    if changes is None:
        changes = changes_between(before or {}, snapshot(record))
    entry = entry_for(record, by=by, verb=verb, changes=changes)
    entry.save(force_insert=True)
    _note_former([entry])
    return entry


def trace_many(
    pairs: Iterable[tuple[models.Model, dict[str, Any]]], *, by: Any, verb: str
) -> None:
    """Trace what became of records, each with its ``snapshot`` of before.

    One that did not change leaves no entry.
    """
    found = [(one, changes_between(before, snapshot(one))) for one, before in pairs]
    entries = [
        entry_for(one, by=by, verb=verb, changes=changes)
        for one, changes in found
        if changes
    ]
    Entry.objects.bulk_create(entries, batch_size=500)
    _note_former(entries)


def _note_former(entries: Iterable[Entry]) -> None:
    """Keep the addresses that these changes ended."""
    former = [
        FormerAddress(
            record_type_id=one.record_type_id, record_id=one.record_id, slug=before
        )
        for one in entries
        for name in _ADDRESSES
        if name in one.changes and (before := one.changes[name][0])
    ]
    FormerAddress.objects.bulk_create(former, ignore_conflicts=True)


def trace_new(records: Iterable[models.Model], *, by: Any, verb: str) -> None:
    nothing: dict[str, Any] = {}
    trace_many([(one, nothing) for one in records], by=by, verb=verb)


def revision_number() -> int:
    """The number of the latest change.

    Every public page asks, hence without the ORM: it would cost more than all the rest
    of a page that is kept.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM journal_entry")
        return cursor.fetchone()[0] or 0


def first_moment() -> Any:
    """When the register was begun; ``None`` before that."""
    return Entry.objects.order_by("pk").values_list("at", flat=True).first()


def revision() -> tuple[int, Any]:
    """The number and moment of the latest change: what caches are keyed on."""
    latest = Entry.objects.order_by("-pk").values_list("pk", "at").first()
    return latest or (0, None)
