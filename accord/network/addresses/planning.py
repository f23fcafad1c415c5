"""What a list of addresses would change: every row is weighed, nothing is written.

A row names an organisation that is known, a service of it (or none), and a contact (or
none). Several rows may speak of one service, as long as they agree. An empty cell says
nothing: it never empties what is kept.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accord.directory.models import Languages, Organisation, Service
from accord.history import Difference
from accord.lib.errors import Refused
from accord.network.addresses.layout import BY_KEY, COLUMNS, LANGUAGES, plain
from accord.network.addresses.reading import Cells
from accord.network.models import Contact

PAIRED = ("competences", "function")


@dataclass(frozen=True)
class Fault:
    """A row that cannot be taken, by its number in the file, and why."""

    row: int
    about: str
    reason: str


@dataclass(frozen=True)
class Likeness:
    """A new service that may be another one: loaded all the same, and proposed."""

    row: int
    about: str
    other: str


@dataclass
class Wanted:
    """What the list says of one service or one contact, and what is kept of it."""

    row: int
    organisation: int
    about: str
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # which row said each value
    record: Any = None
    under: Any = None  # of a contact: the key of its service
    service: "Wanted | None" = None

    @property
    def changes(self) -> dict[str, Any]:
        """The columns that the list says otherwise; all of them, when it is new."""
        if self.record is None or self.record.pk is None:
            return dict(self.values)
        return {
            name: value
            for name, value in self.values.items()
            if getattr(self.record, name) != value
        }


@dataclass
class Plan:
    services: list[Wanted] = field(default_factory=list)
    contacts: list[Wanted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    likenesses: list[Likeness] = field(default_factory=list)

    @property
    def changed(self) -> list[Wanted]:
        every = [*self.services, *self.contacts]
        return sorted((one for one in every if one.changes), key=lambda one: one.row)

    @property
    def unchanged(self) -> int:
        return len(self.services) + len(self.contacts) - len(self.changed)

    @property
    def may_be_loaded(self) -> bool:
        return bool(self.changed) and not self.faults

    @property
    def fingerprint(self) -> str:
        """Of all that it would change: what was looked at is what is loaded."""
        said = [
            (one.row, one.record.pk if one.record else None, one.changes)
            for one in self.changed
        ]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def planned(rows: Iterable[tuple[int, Cells]]) -> Plan:
    """Compare the rows with what is kept: three queries, however many rows."""
    return _Planner().plan(rows)


class _Planner:
    def __init__(self) -> None:
        self.found = Plan()
        self.bodies: dict[str, set[int]] = defaultdict(set)
        self.names: dict[int, str] = {}
        for body in Organisation.objects.all():
            self.names[body.pk] = body.name
            for said in (
                *(body.code, body.name_fr, body.name_nl),
                *(body.abbreviation_fr, body.abbreviation_nl),
            ):
                if said:
                    self.bodies[plain(said)].add(body.pk)
        self.kept: dict[tuple[int, str], Service] = {}
        self.mailboxes: dict[str, str] = {}
        services = Service.objects.select_related("successor").order_by("is_active")
        for one in services:
            for name in (one.name_fr, one.name_nl):
                self.kept[one.organisation_id, plain(name)] = one
                self.kept[one.organisation_id, f"={name}"] = one
            if one.mailbox and one.is_active:
                self.mailboxes.setdefault(one.mailbox.casefold(), one.name)
        self.people: dict[tuple[int, int | None, str], Contact] = {}
        for person in Contact.objects.order_by("-left_on", "pk"):
            place = (person.organisation_id, person.service_id)
            for said in filter(None, (person.email.casefold(), plain(person.name))):
                self.people[*place, said] = person
        self.services: dict[Any, Wanted] = {}
        self.contacts: dict[Any, Wanted] = {}
        self.seen: dict[str, int] = {}

    def plan(self, rows: Iterable[tuple[int, Cells]]) -> Plan:
        for number, cells in rows:
            try:
                self._take(number, cells)
            except Refused as refused:
                about = " – ".join(
                    cells[key]
                    for key in ("organisation", "service_fr", "service_nl", "name")
                    if key in cells
                )
                self.found.faults.append(Fault(number, about[:160], str(refused)))
        self.found.services = list(self.services.values())
        self.found.contacts = list(self.contacts.values())
        for one in self.found.contacts:
            one.service = self.services.get(one.under)
        return self.found

    def _take(self, number: int, cells: Cells) -> None:
        same = json.dumps(cells, sort_keys=True)
        if (first := self.seen.setdefault(same, number)) != number:
            raise Refused(_("It says the same as row %(row)s.") % {"row": first})
        if any("\0" in text for text in cells.values()):
            raise Refused(_("A text holds a sign that cannot be kept: write it again."))
        body = self._organisation(cells.get("organisation", ""))
        of_service = _checked(cells, "service")
        of_contact = _checked(cells, "contact")
        has_service = "service_fr" in cells or "service_nl" in cells
        if of_service and not has_service:
            raise Refused(_("Say of which service this is."))
        if of_contact and "name" not in cells:
            raise Refused(_("Say the name of the contact."))
        if not has_service and "name" not in cells:
            raise Refused(_("It names no service and no contact."))
        # Nothing of a bad row is kept: weigh all of it first.
        service = (
            self._service(number, body, cells, of_service) if has_service else None
        )
        if "name" in cells:
            contact = self._contact(number, body, service, cells["name"], of_contact)
            self.contacts[contact[0]] = contact[1]
        if service is not None:
            self.services[service[0]] = service[1]

    def _organisation(self, said: str) -> int:
        if not said:
            raise Refused(_("It names no organisation."))
        found = self.bodies.get(plain(said), set())
        if not found:
            raise Refused(
                _("“%(name)s” is no organisation that is known: add it first.")
                % {"name": said[:80]}
            )
        if len(found) > 1:
            raise Refused(
                _("“%(name)s” may be several organisations: write its full name.")
                % {"name": said[:80]}
            )
        return next(iter(found))

    def _service(
        self, number: int, body: int, cells: Cells, said: dict[str, Any]
    ) -> tuple[Any, Wanted]:
        names = {code: cells.get(f"service_{code}", "") for code in ("fr", "nl")}
        if any(len(name) > 160 for name in names.values()):
            raise Refused(
                _("A text is longer than %(most)s characters.") % {"most": 160}
            )
        keys = [self._key_of(body, name) for name in names.values() if name]
        records = {self.kept[body, key].pk for key in keys if (body, key) in self.kept}
        if len(records) > 1:
            raise Refused(_("Its French and its Dutch name are two services’."))
        record = next(
            (self.kept[body, key] for key in keys if (body, key) in self.kept), None
        )
        if record is not None and not record.is_active:
            heir = record.successor
            raise Refused(
                _("This service has closed; its work is done by “%(name)s”.")
                % {"name": heir.name}
                if heir
                else _("This service has closed.")
            )
        named = {f"name_{code}": name for code, name in names.items() if name}
        if record is None and len(named) < 2:
            raise Refused(_("Write the name of a new service in French and in Dutch."))
        key = ("kept", record.pk) if record else ("new", body, plain(names["fr"]))
        about = f"{self.names[body]} – {names['fr'] or names['nl']}"
        wanted = self.services.get(key)
        if wanted is None:
            wanted = Wanted(number, body, about, record=record)
            if record is None:
                self._look_alike(number, about, said.get("mailbox", ""))
        return key, _joined(wanted, number, named | said)

    def _key_of(self, body: int, name: str) -> str:
        """The very name, where it is kept; else how it is spelt does not matter."""
        exact = f"={name}"
        return exact if (body, exact) in self.kept else plain(name)

    def _look_alike(self, number: int, about: str, mailbox: str) -> None:
        if not mailbox:
            return
        other = self.mailboxes.setdefault(mailbox.casefold(), about)
        if other != about:
            self.found.likenesses.append(Likeness(number, about, other))

    def _contact(
        self,
        number: int,
        body: int,
        service: tuple[Any, Wanted] | None,
        name: str,
        said: dict[str, Any],
    ) -> tuple[Any, Wanted]:
        if len(name) > 120:
            raise Refused(
                _("A text is longer than %(most)s characters.") % {"most": 120}
            )
        at = service[1].record.pk if service and service[1].record else None
        is_new_service = service is not None and at is None
        record = None
        if not is_new_service:
            email = said.get("email", "").casefold()
            known = ((body, at, key) for key in (email, plain(name)) if key)
            record = next(
                (self.people[key] for key in known if key in self.people), None
            )
        if record is not None and record.left_on:
            raise Refused(_("This contact has left."))
        place = service[0] if service else ("body", body)
        key = ("kept", record.pk) if record else (*place, plain(name))
        wanted = self.contacts.get(key)
        if wanted is None:
            about = f"{self.names[body]} – {name}"
            under = service[0] if service else None
            wanted = Wanted(number, body, about, record=record, under=under)
        return key, _joined(wanted, number, {"name": name} | said)


def told(wanted: Wanted) -> list[Difference]:
    """Each column that changes: before and after, in words."""
    model: Any = Contact if "name" in wanted.values else Service
    return [
        Difference(
            label=str(model._meta.get_field(name).verbose_name),
            before=_in_words(name, getattr(wanted.record, name, None)),
            after=_in_words(name, value),
        )
        for name, value in wanted.changes.items()
    ]


def _in_words(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if name == "languages":
        return str(Languages(value).label)
    return str(value)


def _joined(wanted: Wanted, number: int, values: dict[str, Any]) -> Wanted:
    """With what one more row says; refused where it says otherwise than another."""
    for name, value in values.items():
        if name in wanted.values and wanted.values[name] != value:
            raise Refused(
                _("It says otherwise than row %(row)s: %(what)s.")
                % {"row": wanted.rows[name], "what": value}
            )
    rows = wanted.rows | {name: number for name in values if name not in wanted.rows}
    return Wanted(
        row=wanted.row,
        organisation=wanted.organisation,
        about=wanted.about,
        values=wanted.values | values,
        rows=rows,
        record=wanted.record,
        under=wanted.under,
    )


def _checked(cells: Cells, of: str) -> dict[str, Any]:
    """The values of the columns of one record, by the names of its table."""
    said: dict[str, Any] = {}
    for column in COLUMNS:
        if column.of != of or column.key not in cells:
            continue
        said[column.key.removeprefix("contact_")] = _value(
            column.key, cells[column.key]
        )
    for pair in PAIRED:
        if (f"{pair}_fr" in said) != (f"{pair}_nl" in said):
            raise Refused(
                _("Write it in French and in Dutch: %(what)s.") % {"what": pair}
            )
    return said


def _value(key: str, text: str) -> Any:
    if key == "languages":
        word = plain(text)
        if word not in LANGUAGES:
            raise Refused(
                _("“%(word)s” is no language we know: write fr, nl or fr+nl.")
                % {"word": text[:40]}
            )
        return LANGUAGES[word]
    if key == "promised_days":
        is_short = text.isascii() and text.isdecimal() and len(text) <= 6
        if not is_short or not 0 < int(text) < 1000:
            raise Refused(
                _("“%(text)s” is no number of days from 1 to 999.")
                % {"text": text[:40]}
            )
        return int(text)
    most = BY_KEY[key].most
    if len(text) > most:
        raise Refused(_("A text is longer than %(most)s characters.") % {"most": most})
    if key in ("mailbox", "email"):
        try:
            validate_email(text)
        except ValidationError as error:
            raise Refused(
                _("“%(text)s” is no e-mail address.") % {"text": text[:80]}
            ) from error
    return text
