"""Run in a process that keeps the province: see ``test_demonstration.py``.

The words of its authority are chosen at start, hence no other process can read them.
"""

import re
from io import BytesIO, StringIO

from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from accord.accounts.models import User
from accord.answers import making, paper
from accord.answers.questions import ANSWERS
from accord.instruments.models import Instrument
from tests.browsing import signed_in
from tests.documents.reading import pages

# The letters of a PDF are read without the spaces between them.
FOREIGN = re.compile(r".{0,30}(?:Bruxell|Brussel|R[ée]gion|Gewest).{0,30}", re.I)


def workbook(file: bytes) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join(str(cell) for rows in sheets for row in rows for cell in row)


def test_a_province_speaks_of_no_other_place(nobody, settings, monkeypatch):
    assert settings.AUTHORITY_KIND == "province"
    settings.DEMO, said = True, StringIO()
    call_command("load_register", settings.REGISTER, verbosity=0, stdout=StringIO())
    call_command("seed_demo", stdout=said)

    assert "agreements, results, posts and referents, parties" in said.getvalue()
    assert "Left out, for this register has no town" in said.getvalue()
    assert "Not told" not in said.getvalue()
    towns = Instrument.objects.values_list("agreement__municipality__code", flat=True)
    assert len(set(towns)) == 5
    monkeypatch.setattr(making, "AT_ONCE", paper.AT_MOST)  # no worker is here
    read = deeds() | answers()
    assert "ProvincedesTrois-Vallées" in next(iter(read.values()))
    left = {
        name: found for name, text in read.items() if (found := FOREIGN.findall(text))
    }
    assert left == {}


def deeds() -> dict[str, str]:
    found = {
        str(one.document): "".join(pages(one.document.file.content))
        for one in Instrument.objects.exclude(document=None)
    }
    assert len(found) >= 3
    return found


def answers() -> dict[str, str]:
    found = {}
    client = signed_in(User.objects.get(email="rita@demonstration.invalid"))
    for answer in ANSWERS:
        with override("fr"):
            pdf, xlsx = (
                reverse(f"answers:answer_{kind}", args=[answer.slug_fr])
                for kind in ("pdf", "xlsx")
            )
        found[pdf] = "".join(pages(client.get(pdf).content))
        found[xlsx] = workbook(b"".join(client.get(xlsx)))
    assert all(len(text) > 200 for text in found.values())
    return found
