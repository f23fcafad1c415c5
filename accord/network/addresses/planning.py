"""What a row of a list of addresses means.

A row names an organisation that is known, a service of it (or none), and a contact (or
none). Several rows may speak of one service, as long as they agree. An empty cell says
nothing: it never empties what is kept.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.directory.matching import Bodies
from accord.directory.models import Languages, Service
from accord.incoming.cells import line_of
from accord.incoming.lists import List, Row, Wanted
from accord.incoming.planning import Plan
from accord.lib.errors import Refused
from accord.lib.naming import plain
from accord.network.addresses.layout import COLUMNS, SHEET
from accord.network.addresses.people import People
from accord.network.models import Contact

PAIRED = ("competences", "function")


class Addresses(List):
    """Four queries, however many rows."""

    label = gettext_lazy("List of addresses")
    noted = (
        gettext_lazy("Perhaps there already"),
        gettext_lazy(
            "They are loaded as they are. Afterwards they are among the possible "
            "duplicates, where you can merge them."
        ),
    )
    columns, sheet, fills_merged = COLUMNS, SHEET, True
    needs = frozenset({"organisation"})
    names = ("organisation", "service_fr", "service_nl", "name")
    unlike = gettext_lazy(
        "It has no row of headings with “Organisation” in it: start from our list."
    )

    def __init__(self) -> None:
        self.bodies = Bodies()
        self.called = self.bodies.called
        self.kept: dict[tuple[int, str], Service] = {}
        self.mailboxes: dict[str, str] = {}
        services = Service.objects.select_related("successor").order_by("is_active")
        for one in services:
            for name in (one.name_fr, one.name_nl):
                self.kept[one.organisation_id, plain(name)] = one
                self.kept[one.organisation_id, f"={name}"] = one
            if one.mailbox and one.is_active:
                self.mailboxes.setdefault(one.mailbox.casefold(), one.name)
        self.people = People()
        self.seen: dict[str, int] = {}

    def look_over(self, rows: Sequence[Row]) -> None:
        for row in rows:
            email, name = (str(row.cells.get(one, "")) for one in ("email", "name"))
            self.people.hear(email, name)

    def weigh(self, row: Row) -> Iterator[Wanted]:
        lines = {key: line_of(cell) for key, cell in row.cells.items()}
        cells = {key: line for key, line in lines.items() if line}
        same = json.dumps(cells, sort_keys=True)
        if (first := self.seen.setdefault(same, row.number)) != row.number:
            raise Refused(_("It says the same as row %(row)s.") % {"row": first})
        body = self._organisation(cells.pop("organisation", ""))
        said: dict[str, dict[str, Any]] = {"": {}, "service": {}, "contact": {}}
        for column in COLUMNS:
            if column.key in cells:
                name = column.key.removeprefix("contact_")
                said[column.of][name] = column.read(cells[column.key])
        names = {
            f"name_{code}": said[""].get(f"service_{code}", "") for code in ("fr", "nl")
        }
        named = {column: name for column, name in names.items() if name}
        _require_whole(said, named)
        service = None
        if named:
            service = self._service(row, body, named, said["service"])
            yield service
        if "name" in said[""]:
            of_contact = {"name": said[""]["name"], **said["contact"]}
            yield self._contact(row, body, service, of_contact)

    def _organisation(self, said: str) -> int:
        if not said:
            raise Refused(_("It names no organisation."))
        found = self.bodies.meant(said)
        if not found:
            raise Refused(
                _("“%(name)s” is no organisation that is known: add it first.")
                % {"name": said[:80]}
            )
        if len(found) > 1:
            raise Refused(
                _(
                    "“%(name)s” may be several organisations (%(which)s): write its "
                    "full name."
                )
                % {
                    "name": said[:80],
                    "which": ", ".join(sorted(map(self.called.__getitem__, found))),
                }
            )
        return next(iter(found))

    def _service(
        self, row: Row, body: int, named: dict[str, str], said: dict[str, Any]
    ) -> Wanted:
        found = [self._kept(body, name) for name in named.values()]
        records = {one.pk: one for one in found if one}
        if len(records) > 1:
            raise Refused(_("Its French and its Dutch name are two services’."))
        record = next(iter(records.values()), None)
        if record is not None and not record.is_active:
            heir = record.successor
            raise Refused(
                _("This service has closed; its work is done by “%(name)s”.")
                % {"name": heir.name}
                if heir
                else _("This service has closed.")
            )
        if record is None and len(named) < 2:
            raise Refused(_("Write the name of a new service in French and in Dutch."))
        return Wanted(
            key=("kept", record.pk) if record else (body, plain(named["name_fr"])),
            model=Service,
            row=row.number,
            about=f"{self.called[body]} – {next(iter(named.values()))}",
            says=named | said,
            kept=vars(record) if record else None,
            record=record,
            under=(body, None),
        )

    def _kept(self, body: int, name: str) -> Service | None:
        """The very name, where it is kept; else how it is spelt does not matter."""
        exact = self.kept.get((body, f"={name}"))
        return exact or self.kept.get((body, plain(name)))

    def _contact(
        self, row: Row, body: int, service: Wanted | None, said: dict[str, Any]
    ) -> Wanted:
        record, email = None, said.get("email", "")
        if service is None or service.record:
            at = (body, service.record.pk if service else None)
            record = self.people.known(at, email, said["name"])
        if record is not None and record.left_on:
            raise Refused(_("This contact has left."))
        place = (body, service.key if service else None)
        who = self.people.told_as(email, said["name"])
        return Wanted(
            key=("known", record.pk) if record else ("contact", *place, who),
            model=Contact,
            row=row.number,
            about=f"{self.called[body]} – {said['name']}",
            says=said,
            kept=vars(record) if record else None,
            record=record,
            under=place,
        )

    def notes(self, plan: Plan) -> list[str]:
        """New services with the mailbox of another: loaded, and proposed."""
        found, known = [], dict(self.mailboxes)
        for one in plan.changes:
            if one.is_new and (mailbox := one.says.get("mailbox", "").casefold()):
                other = known.setdefault(mailbox, one.about)
                told = {"row": one.row, "about": one.about, "other": other}
                if other != one.about:
                    found.append(
                        _("Row %(row)s: “%(about)s” has the mailbox of “%(other)s”.")
                        % told
                    )
        return found

    def in_words(self, one: Wanted, name: str, value: Any) -> str:
        return str(Languages(value).label if name == "languages" else value)


def _require_whole(said: dict[str, dict[str, Any]], named: dict[str, str]) -> None:
    """What is said is said of someone, and in both languages."""
    for pair in PAIRED:
        for of in said.values():
            if (f"{pair}_fr" in of) != (f"{pair}_nl" in of):
                raise Refused(
                    _("Write it in French and in Dutch: %(what)s.") % {"what": pair}
                )
    if said["service"] and not named:
        raise Refused(_("Say of which service this is."))
    if said["contact"] and "name" not in said[""]:
        raise Refused(_("Say the name of the contact."))
    if not named and "name" not in said[""]:
        raise Refused(_("It names no service and no contact."))
