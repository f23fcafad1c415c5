"""Every file of a demonstration says that it is one, in its name and inside."""

import ast
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse

from accord.outlets import TABLES
from tests.documents.reading import pages
from tests.house.access import MATRIX, PEOPLE, POSTED
from tests.house.scene import arguments

ROOT = Path(__file__).parents[2] / "accord"
# Where an answer with a file is made: what is written here, and what people gave us.
WRITERS = {"outlets.py", "attachments/serving.py"}
# What people gave leaves as they gave it: changing a byte would break its fingerprint.
GIVEN = {
    "attachments:filed_open",
    "instruments:college_download",
    "instruments:deliberation_download",
    "instruments:document_download",
    "instruments:signature_download",
    "monitoring:evidence_download",
    "publicsite:referent_file",
    "referents:profile_file",
}


def text_of(name: str, content: bytes) -> str:
    """What the file holds, as one text without accents and capitals."""
    if name.endswith(".pdf"):
        text = "".join(pages(content))
    elif name.endswith(".xlsx"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            text = "".join(book.read(one).decode() for one in book.namelist())
    else:
        text = content.decode(errors="replace")
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def unmarked(answer) -> list[str]:
    """Where the mark of the demonstration is missing: in the name, in the content."""
    name = answer["Content-Disposition"].split("filename=")[-1].strip('"')
    content = b"".join(answer) if answer.streaming else answer.content
    found = [] if name.startswith("demonstration-") else ["name"]
    return found if "demonstration" in text_of(name, content) else [*found, "content"]


def addresses(given):
    """Each address that is read, as whoever may; a file in each of its kinds."""
    for name, row in MATRIX.items():
        readers = [who for who, got in zip(PEOPLE, row, strict=True) if got == 200]
        if name in POSTED or not readers or name in GIVEN:
            continue
        args = given.get(name, [])
        kinds = TABLES if set(args) & set(TABLES) else [None]
        for kind in kinds:
            asked = [kind if one in TABLES else one for one in args]
            yield name, readers[-1], reverse(name, args=asked)


@pytest.mark.django_db
def test_a_demonstration_marks_every_file_that_leaves(client, sign_in, cast, settings):
    settings.DEMO = True
    files, faults = set(), {}
    for name, who, address in addresses(arguments(cast)):
        visitor = client if who == "anyone" else sign_in(getattr(cast, who))
        answer = visitor.get(address)
        if answer.has_header("Content-Disposition"):
            files.add(name)
            if missing := unmarked(answer):
                faults[address] = missing
    print(sorted(files))
    assert faults == {}
    assert len(files) >= 10


def hand_made(source: str) -> list[int]:
    """Lines that write a file response by hand."""
    names = {"FileResponse", "StreamingHttpResponse", "Content-Disposition"}
    return sorted(
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Name) and node.id in names)
        or (isinstance(node, ast.alias) and node.name in names)
        or (isinstance(node, ast.Constant) and node.value in names)
    )


def test_one_place_writes_a_file_that_leaves():
    found = {
        str(file.relative_to(ROOT)): hand_made(file.read_text(encoding="utf-8"))
        for file in ROOT.rglob("*.py")
    }
    assert {file for file, lines in found.items() if lines} == WRITERS


def test_the_check_sees_a_file_written_by_hand():
    assert hand_made("answer['Content-Disposition'] = 'inline'") == [1]
    assert hand_made("from django.http import FileResponse") == [1]
    assert hand_made("from django.http import HttpResponse") == []
