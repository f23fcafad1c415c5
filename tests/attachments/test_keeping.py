"""A file is kept once, whole, with who gave it; and never without its row's action."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from accord import history
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.attachments.storage import WholeFileStorage
from accord.journal.models import Entry
from accord.lib.errors import Refused
from tests.attachments import files

SHA256 = hashlib.sha256(files.PDF).hexdigest()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Files lie in a folder of this test, as they do on a server."""
    storage = WholeFileStorage(location=tmp_path / "files")
    monkeypatch.setitem(storages._storages, "attachments", storage)
    return tmp_path / "files"


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_as_it_came(cast, folder):
    kept = keep(files.sent(name="Contrat signé.pdf"), by=cast.ines)

    kept.refresh_from_db()
    assert (kept.sha256, kept.size) == (SHA256, len(files.PDF))
    assert kept.content_type == "application/pdf"  # the browser said text/html
    assert (kept.name, kept.uploaded_by) == ("Contrat signé.pdf", cast.ines)
    assert kept.key == f"{SHA256[:2]}/{SHA256}"
    with kept.open() as file:
        assert file.read() == files.PDF


def test_it_is_traced_and_told(cast, folder, in_english):
    kept = keep(files.sent(), by=cast.ines)

    entries = Entry.objects.about(kept).for_history()
    (line,) = history.lines(entries)
    assert (line.who, str(line.told), line.about) == ("Ines", "added the file", "file")
    assert entries[0].changes["sha256"] == [None, SHA256]


def test_the_same_content_lies_there_once(cast, folder):
    first = keep(files.sent(), by=cast.ines)
    second = keep(files.sent(name="copie.pdf"), by=cast.nora)

    assert first.key == second.key
    assert (first.uploaded_by, second.uploaded_by) == (cast.ines, cast.nora)
    assert len(stored(folder)) == 1


def test_its_owner_alone_may_open_the_folder(cast, folder):
    keep(files.sent(), by=cast.ines)

    (file,) = stored(folder)
    assert file.stat().st_mode & 0o777 == 0o600
    for place in (file.parent, folder):
        assert place.stat().st_mode & 0o777 == 0o700


def test_what_was_written_by_half_is_written_again(cast, folder):
    kept = keep(files.sent(), by=cast.ines)
    (folder / kept.key).write_bytes(files.PDF[:10])

    keep(files.sent(), by=cast.ines)

    assert (folder / kept.key).read_bytes() == files.PDF


def test_bytes_that_stop_coming_leave_nothing(folder):
    class Stopping(ContentFile):
        def chunks(self, chunk_size=None):
            yield files.PDF[:10]
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        storages["attachments"].save("ab/abc", Stopping(files.PDF))

    assert stored(folder) == []


def test_killed_while_it_writes_nothing_has_the_final_name(tmp_path):
    """Another process is killed, by itself, between two blocks of one file."""
    code = (
        "import os, signal, sys; from django.conf import settings; "
        "settings.configure(); from django.core.files.base import ContentFile; "
        "from accord.attachments.storage import WholeFileStorage\n"
        "class Dying(ContentFile):\n"
        "    def chunks(self, chunk_size=None):\n"
        "        yield b'half'; os.kill(os.getpid(), signal.SIGKILL)\n"
        "WholeFileStorage(location=sys.argv[1]).save('ab/abc', Dying(b'half a file'))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        check=False,
        timeout=30,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )

    assert ended.returncode == -9
    assert not (tmp_path / "ab" / "abc").exists()


def test_an_action_that_is_undone_leaves_no_row(cast, folder):
    def undone():
        with transaction.atomic():
            keep(files.sent(), by=cast.ines)
            raise Refused("no")

    with pytest.raises(Refused):
        undone()

    assert not Attachment.objects.exists()
    assert not Entry.objects.filter(verb="attachments.keep").exists()
    keep(files.sent(), by=cast.ines)  # the next attempt finds the bytes there
    assert len(stored(folder)) == 1


def test_content_that_no_room_takes_is_not_kept_even_without_a_form(cast, folder):
    with pytest.raises(Refused):
        keep(files.sent(b"<script>", "contrat.pdf"), by=cast.ines)

    assert stored(folder) == []


@pytest.mark.parametrize(
    "wrong",
    [{"size": 0}, {"sha256": "abc"}, {"sha256": "/" * 64}, {"name": ""}],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(cast, wrong):
    row = {
        "sha256": SHA256,
        "size": 1,
        "content_type": "application/pdf",
        "name": "contrat.pdf",
        "uploaded_by": cast.ines,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(**row | wrong)


def test_nobody_sees_a_file_but_through_its_owner(cast, folder):
    keep(files.sent(), by=cast.ines)

    for person in (cast.ines, cast.rita, cast.ada):
        assert not Attachment.objects.visible_to(person).exists()
    assert not Attachment.objects.public().exists()


def test_no_address_leads_to_the_folder(cast, folder, sign_in):
    kept = keep(files.sent(), by=cast.ines)

    for address in (f"/files/{kept.key}", f"/static/{kept.key}", f"/{kept.key}"):
        assert sign_in(cast.ines).get(address).status_code == 404
