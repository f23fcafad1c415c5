"""How a person reads our files: by a program, or in a spreadsheet."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from accord.lib import tablefiles


@pytest.fixture
def fetch(client):
    """``fetch("/data/sources.csv")`` gives the answer's status, headers and bytes."""

    def get(address, **headers):
        answer = client.get(address, headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        for close in answer._resource_closers:
            close()  # of files; the test keeps its connection
        return answer, body

    return get


@pytest.fixture
def rows(fetch):
    """``rows("agreements", on="2022-12-31")``: the same from all three files."""

    def read(name, on=""):
        query = f"?on={on}" if on else ""
        found = json.loads(fetch(f"/data/{name}.json{query}")[1])["rows"]
        text = fetch(f"/data/{name}.csv{query}")[1].decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(fetch(f"/data/{name}.xlsx{query}")[1])
        )
        sheet = book.get_sheet_by_name(tablefiles.DATA).to_python()
        assert len(found) == len(lines) == len(sheet) - 1
        if found:
            assert list(found[0]) == list(lines[0]) == sheet[0]
        return found

    return read
