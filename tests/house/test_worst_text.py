"""The worst text, wherever it stands, makes no outlet fail.

It is put into every column behind the back of what cleans it, as an older version may
have kept it. Then everything the platform hands out is asked for, and opened.
"""

import csv
import json
import re
import zipfile
from email import message_from_bytes, policy
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader

from accord.notifications.models import Message, Notification
from accord.notifications.sending import deliver
from tests import make
from tests.house.scene import arguments
from tests.house.test_outlets import addresses
from tests.house.test_text_fields import text_columns
from tests.notifications.scene import told
from tests.worst import WORST

PLANTED = WORST.replace("\ud800", "")  # no database keeps half a character
CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
# By which records are found, and what is compared with a fingerprint.
KEYS = re.compile(
    r"(code|slug(_fr|_nl)?|email|mailbox|verb|path|place|.*hash|sha256|content_type"
    r"|number|.*_number|key|message_id|token|nis_code|postal_code|outline|kind"
    r"|address|video_address|website|unsubscribe)"
)


def plant():
    """The worst text in every column that holds somebody's words; how many of them."""
    columns = [one for one in text_columns() if not KEYS.fullmatch(one.name)]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for column in columns:
            meta = column.model._meta
            table, name = quote(meta.db_table), quote(column.column)
            number = quote(meta.pk.column)
            text = PLANTED[: max((column.max_length or 200) - 6, 3)]
            cursor.execute(  # the number keeps apart what must be
                f"UPDATE {table} SET {name} = %s || CAST({number} AS varchar(6)) "
                f"WHERE {name} <> ''",
                [text],
            )
    return len(columns)


def opened(kind, content):
    """What is wrong with it, as the program that opens it would say."""
    if "xml" in kind and "sheet" not in kind:
        ElementTree.fromstring(content)
    elif "json" in kind:
        json.loads(content)
    elif "csv" in kind:
        text = content.decode("utf-8-sig")
        assert not re.search(CONTROL, text)
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
        assert len({len(row) for row in rows}) == 1
    elif "spreadsheet" in kind:
        with zipfile.ZipFile(BytesIO(content)) as book:
            for name in book.namelist():
                ElementTree.fromstring(book.read(name))
    elif "pdf" in kind:
        assert PdfFileReader(BytesIO(content)).root["/Pages"]["/Count"] >= 1
    elif "html" in kind:
        assert b"<script>alert(1)" not in content
    else:
        content.decode()


@pytest.mark.django_db
def test_no_outlet_fails_for_the_worst_text(client, sign_in, cast):
    given = arguments(cast)
    make.step(agreement=make.agreement(municipality=cast.schaerbeek))  # for the feed
    asked = [one for one in addresses(given) if one[0] != "account_login"]
    assert plant() > 80
    kinds, faults = set(), {}
    for _name, who, address in asked:
        visitor = client if who == "anyone" else sign_in(getattr(cast, who))
        try:
            answer = visitor.get(address)
            content = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code == 200, answer.status_code
            kinds.add(kind := answer["Content-Type"].partition(";")[0])
            opened(kind, content)
        except Exception as fault:
            faults[f"{who}: {address}"] = repr(fault)[:200]
    assert not faults, "\n".join(f"{place} {why}" for place, why in faults.items())
    assert len(kinds) >= 7, kinds


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "Made already"])
def test_no_mail_fails_for_the_worst_text(words, cast, mailoutbox):
    told(cast)
    made = {"subject": words, "text": words, "html": words}
    now = timezone.now()
    Message.objects.update(state="queued", next_attempt_at=now, attempts=0, **made)
    Notification.objects.update(message=Message.objects.get())
    plant()

    deliver.func()

    assert [one.state for one in Message.objects.all()] == ["sent"]
    [mail] = mailoutbox
    sent = message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    heard = [sent["Subject"], *(part.get_content() for part in sent.iter_parts())]
    assert [re.findall(CONTROL, text) for text in heard] == [[], [], []]
    assert "\n" not in sent["Subject"]
