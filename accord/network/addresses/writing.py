"""The addresses as they are kept, as the list that can be loaded again."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.utils import timezone

from accord.accounts.models import User
from accord.directory.models import Service
from accord.incoming.cells import Holds
from accord.lib.tablefiles import DEMONSTRATION_WORDS, TEXT
from accord.network.addresses.layout import COLUMNS, SHEET
from accord.network.models import Contact

WORDS = {"fr": "fr", "nl": "nl", "both": "fr+nl"}


def name() -> str:
    return f"adresses-adressen-{timezone.localdate()}.xlsx"


def write(user: User) -> IO[bytes]:
    """A workbook at its beginning: a row for each service and contact that stands."""
    file = tempfile.TemporaryFile()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if settings.DEMO:
            sheet.set_header(f"&C&B{DEMONSTRATION_WORDS}")
        text_look = book.add_format({"num_format": TEXT})
        looks = [None if one.holds == Holds.NUMBER else text_look for one in COLUMNS]
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, len(column.heading) + 2, looks[place])
            sheet.write_string(0, place, column.heading, bold)
        for number, cells in enumerate(_rows(user), start=1):
            for place, column in enumerate(COLUMNS):
                if text := cells.get(column.key):
                    sheet.write_string(number, place, str(text), looks[place])
    file.seek(0)
    return file


def _rows(user: User) -> Iterator[dict[str, Any]]:
    people: dict[tuple[int, int | None], list[Contact]] = defaultdict(list)
    contacts = Contact.objects.visible_to(user).standing().for_page()
    for one in contacts:
        people[one.organisation_id, one.service_id].append(one)
    services = Service.objects.visible_to(user).standing().for_table()
    for service in services:
        about = {
            "organisation": service.organisation.code,
            "service_fr": service.name_fr,
            "service_nl": service.name_nl,
            "competences_fr": service.competences_fr,
            "competences_nl": service.competences_nl,
            "languages": WORDS.get(service.languages, ""),
            "promised_days": service.promised_days,
            "mailbox": service.mailbox,
            "telephone": service.telephone,
        }
        found = people.pop((service.organisation_id, service.pk), [])
        yield about | (_person(found[0]) if found else {})
        short = {
            key: about[key] for key in ("organisation", "service_fr", "service_nl")
        }
        for one in found[1:]:
            yield short | _person(one)
    for (_body, of_service), found in people.items():
        if of_service is None:
            for one in found:
                yield {"organisation": one.organisation.code} | _person(one)


def _person(one: Contact) -> dict[str, Any]:
    return {
        "name": one.name,
        "function_fr": one.function_fr,
        "function_nl": one.function_nl,
        "email": one.email,
        "contact_telephone": one.telephone,
    }
