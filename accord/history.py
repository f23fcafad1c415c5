"""What happened, told to people: the journal's entries as sentences and differences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.journal.models import Entry, EntryQuerySet
from accord.lib.bilingual import language_of
from accord.lib.imprecise import ImpreciseDate
from accord.lib.spoken import spoken_date, spoken_iso, spoken_items, spoken_number
from accord.workflow import ACTIONS

# What machines do, people to their own account, and what is part of an action; actions
# tell the rest themselves.
OTHERWISE = {
    "register.load": gettext_lazy("loaded it from a file of the register"),
    "accounts.password_changed": gettext_lazy("changed their password"),
    "accounts.password_reset": gettext_lazy("chose a new password by mail"),
    "accounts.second_factor_added": gettext_lazy("set up a second factor"),
    "accounts.second_factor_removed": gettext_lazy("removed a second factor"),
    "monitoring.send_reminder": gettext_lazy("reminded someone of what is due"),
    "instruments.follow": gettext_lazy("recorded what a published text proves"),
    "attachments.keep": gettext_lazy("added the file"),
}

EMPTY: tuple[Any, ...] = ("", None, [])
LATEST = 30  # entries, on any page
ONE_RUN = timedelta(minutes=10)  # of a machine that works through a file

# Columns that say nothing to a reader, or the same as another one. A model names more
# of its own in ``UNTOLD``. One of these kinds is told only where the model says in
# ``NAMED_BY`` in which words: choices, or the records of that label with that column.
MACHINES = (models.JSONField, models.UUIDField, models.SlugField)
UNTOLD = frozenset(
    {"id", "earliest_on", "latest_on", "agreement_id", "token_hash", "last_login"}
)

# What columns are called that a model leaves to their name in code.
LABELS = {
    "granted_by": gettext_lazy("opened by"),
    "municipality": gettext_lazy("municipality"),
    "neighbour": gettext_lazy("neighbouring municipality"),
    "plan_action": gettext_lazy("action of the plan"),
    "recorded_by": gettext_lazy("recorded by"),
    "result": gettext_lazy("result"),
    "signatory": gettext_lazy("who signs"),
    "target_denominator": gettext_lazy("target, denominator"),
    "target_numerator": gettext_lazy("target, numerator"),
    "target_set_by": gettext_lazy("target set by"),
    "target_value": gettext_lazy("target"),
    "to_date_denominator": gettext_lazy("since the start, denominator"),
    "to_date_numerator": gettext_lazy("since the start, numerator"),
    "to_date_value": gettext_lazy("since the start"),
    "verifier": gettext_lazy("verified by"),
}


@dataclass(frozen=True)
class Difference:
    """One column: its label, and what stood in it before and after, in words.

    Of a text in one language, ``language`` says which.
    """

    label: str
    before: str
    after: str
    language: str = ""


@dataclass(frozen=True)
class Line:
    """One entry of the journal, for a reader."""

    at: datetime
    who: str
    told: str | Promise
    about: str
    times: int = 1
    changes: list[Difference] = field(default_factory=list)
    entry: Entry | None = None  # the latest, where several are told together


def latest(entries: EntryQuerySet, **how: Any) -> list[Line]:
    """The last of them, as many as a page shows: see ``lines``."""
    return lines(entries.for_history()[:LATEST], **how)


def lines(
    entries: Iterable[Entry],
    *,
    known: Iterable[models.Model] = (),
    briefly: bool = False,
) -> list[Line]:
    """The entries in words; one query for each kind of record they name.

    ``known`` are records the page has read already, so that their names cost nothing.
    ``briefly`` leaves out what changed. What a machine did to many records at once is
    one line.
    """
    found = list(entries)
    names = {(record._meta.label, "pk", record.pk): str(record) for record in known}
    if not briefly:
        names |= _names(found, names)
    return [
        Line(
            at=together[0].at,
            who=str(together[0].actor),
            told=_told(together[0]),
            about=_about(together[0]),
            times=len(together),
            changes=[]
            if briefly or len(together) > 1
            else _differences(together[0], names),
            entry=together[0],
        )
        for together in _together(found)
    ]


def _together(entries: list[Entry]) -> list[list[Entry]]:
    """Entries in a row by one machine, of one verb, in one run; people's each alone."""
    groups: list[list[Entry]] = []
    for entry in entries:
        last = groups[-1][0] if groups else None
        if (
            last
            and entry.actor.is_system
            and (entry.actor_id, entry.verb) == (last.actor_id, last.verb)
            and abs(last.at - entry.at) < ONE_RUN
        ):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _told(entry: Entry) -> str | Promise:
    action = ACTIONS.get(entry.verb)
    return action.told if action else OTHERWISE.get(entry.verb, entry.verb)


def _model(entry: Entry) -> type[models.Model]:
    return apps.get_model(entry.record_type.app_label, entry.record_type.model)


def _is_told(column: Any) -> bool:
    if {column.name, column.attname} & {*UNTOLD, *getattr(column.model, "UNTOLD", ())}:
        return False
    return not isinstance(column, MACHINES) or bool(_named_by(column))


def _named_by(column: Any) -> Any:
    """Choices, or ``(label of a model, its column)``: what names the values here."""
    if column.is_relation:
        return column.related_model._meta.label, "pk"
    return getattr(column.model, "NAMED_BY", {}).get(column.name) or column.flatchoices


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _about(entry: Entry) -> str:
    return str(_model(entry)._meta.verbose_name)


def _column(model: type[models.Model], name: str) -> Any:
    for wanted in (name, name.removesuffix("_id")):
        try:
            return model._meta.get_field(wanted)
        except FieldDoesNotExist:
            continue
    return None


def _names(entries: list[Entry], known: Any) -> dict[tuple[str, str, Any], str]:
    """The names of the records that changed columns point at, unless known."""
    wanted: dict[tuple[str, str], set[Any]] = {}
    for entry in entries:
        for name, pair in entry.changes.items():
            column = _column(_model(entry), name)
            if column is None or not _is_told(column):
                continue
            match _named_by(column):
                case (str() as label, str() as key):
                    keys = {one for value in pair for one in _each(value) if one}
                    keys = {one for one in keys if (label, key, one) not in known}
                    if keys:
                        wanted.setdefault((label, key), set()).update(keys)
    return {
        (label, key, _plain(getattr(record, key))): str(record)
        for (label, key), keys in wanted.items()
        for record in apps.get_model(label)
        ._base_manager.filter(**{f"{key}__in": keys})
        .order_by("pk")
    }


def _plain(value: Any) -> Any:
    """As the journal keeps it."""
    return value if isinstance(value, int) else str(value)


def _differences(entry: Entry, names: Any) -> list[Difference]:
    model = _model(entry)
    is_creation = all(pair[0] is None for pair in entry.changes.values())
    found = []
    for name, column in _in_order(model, entry.changes):
        before, after = entry.changes[name]
        if not _is_told(column):
            continue
        if is_creation and after in EMPTY:
            continue
        found.append(
            Difference(
                _(str(LABELS.get(column.name, column.verbose_name))),
                _said(column, before, names),
                _said(column, after, names) or _("empty"),
                language_of(column.name),
            )
        )
    return found


def _in_order(model: type[models.Model], changes: Any) -> list[tuple[str, Any]]:
    """The columns that changed, as the model has them: a database keeps no order."""
    place = {column: n for n, column in enumerate(model._meta.concrete_fields)}
    found = [(name, _column(model, name)) for name in changes]
    known = [(name, column) for name, column in found if column in place]
    return sorted(known, key=lambda one: place[one[1]])


def _said(column: Any, value: Any, names: Any) -> str:
    if value in EMPTY:
        return ""
    match _named_by(column):
        case (str() as label, str() as key):
            gone = _("a record that is no longer kept")
            return spoken_items(
                names.get((label, key, one), gone) for one in _each(value)
            )
        case [*choices] if choices:
            words = {code: str(word) for code, word in choices}
            return spoken_items(words.get(one, str(one)) for one in _each(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, models.DecimalField):
        return spoken_number(Decimal(value))
    if column.name == "when":
        return spoken_date(ImpreciseDate.parse(value))
    return spoken_iso(str(value))
