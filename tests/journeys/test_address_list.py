"""An address list with bad rows and duplicates: looked at, corrected, loaded, merged.

Remy loads what a colleague kept in a spreadsheet. Ines makes a service responsible.
Then two services turn out to be one, and every page says the same.
"""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from accord.directory.models import Service
from accord.network.models import Contact, Stake
from tests.network.rows import text_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HEADS = (
    "Organisation",
    "Service (français)",
    "Dienst (Nederlands)",
    "Langue (fr, nl, fr+nl)",
    "Termijn (werkdagen)",
    "Boîte e-mail partagée",
    "Contact",
    "E-mail van de contactpersoon",
)
HOUSING = ("CPAS d’Ixelles", "Logement", "Huisvesting", "fr+nl", "10")
ROWS = [
    (*HOUSING, "logement@example.org", "Dominique (test)", "d@example.org"),
    ("cpas", "Logement", "Huisvesting", "", "", "", "Maxence (test)", ""),
    ("cpas", "Service du logement", "Dienst huisvesting", "", "", "", "", ""),
]
BAD = [
    ("Commune inconnue", "Logement", "Huisvesting", "", "", "", "", ""),
    ("cpas", "Rénovation", "", "", "", "", "", ""),
    (*HOUSING[:4], "20", "", "", ""),
]


def file_of(rows) -> SimpleUploadedFile:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADS, *rows])
    return SimpleUploadedFile("adresses.csv", text.getvalue().encode("utf-8-sig"))


def look(client, rows):
    """Upload the list, and come to the page that says what it changes."""
    answer = client.post(
        reverse("network:address_list_upload"), {"file": file_of(rows)}
    )
    assert answer.status_code == 302
    return answer.url, client.get(answer.url)


def test_a_list_is_corrected_loaded_once_and_its_double_merged(cast, sign_in):
    made = text_with(cast)
    client = sign_in(cast.remy)

    # Three bad rows: each is named, and nothing is loaded, even if one insists.
    url, page = look(client, [*ROWS, *BAD])
    assert [fault.row for fault in page.context["faults"]] == [5, 6, 7]
    assert (
        client.post(url, {"plan": page.context["plan"].fingerprint}).status_code == 409
    )
    assert not Service.objects.exists()

    # Corrected: shown first, then all of it.
    url, page = look(client, ROWS)
    assert (len(page.context["changes"]), page.context["faults"]) == (4, [])
    assert not Service.objects.exists()
    client.post(url, {"plan": page.context["plan"].fingerprint})
    assert (Service.objects.count(), Contact.objects.count()) == (2, 2)

    # The same list again says nothing new.
    _url, page = look(client, ROWS)
    assert not page.context["plan"].changes

    # Ines, for Ixelles, makes the second row's service responsible for her action.
    double = Service.objects.get(name_fr="Service du logement")
    missing = reverse("network:gap_list")
    assert len(sign_in(cast.ines).get(missing).context["gaps"]) == 1
    args = [made.agreement.pk, "actions", made.action.pk]
    add = reverse("network:stake_add", args=args)
    client.post(
        f"{add}?organisation={cast.service.pk}",
        {"part": "responsible", "service": double.pk},
    )
    assert not client.get(missing).context["gaps"]

    # The two are proposed, looked at, and merged by a person.
    client = sign_in(cast.remy)
    page = client.get(reverse("network:duplicate_list"))
    [(first, second, _why)] = page.context["pairs"]
    merge = reverse("network:service_merge", args=[second.pk, first.pk])
    assert [one.part for one in client.get(merge).context["parts"]] == ["responsible"]
    assert Service.objects.standing().count() == 2
    client.post(merge)

    # Every page says the same, in both languages, and nothing is gone.
    kept = Service.objects.standing().get()
    for language in ("fr", "nl"):
        with override(language):
            address = reverse("network:service_stakes", args=[kept.pk])
        page = client.get(address)
        assert [one.part for one in page.context["parts"]] == ["responsible"]
    page = sign_in(cast.ines).get(reverse("network:matrix", args=[made.agreement.pk]))
    [entry] = page.context["matrix"].rows[1].line.entries
    assert entry.service == kept
    assert not page.context["matrix"].rows[1].gaps
    assert (Service.objects.count(), Stake.objects.count()) == (2, 2)
    again = client.get(reverse("network:node_detail", args=args))
    assert len(again.context["history"]) == 3  # given, ended, given
