"""What the antivirus finds is refused; what it cannot look at, too."""

import io
import socket

import pytest
from django import forms

from accord.attachments import antivirus
from accord.attachments.fields import CheckedFileField
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.lib.errors import Refused
from tests.attachments import files
from tests.attachments.clamd import EICAR, listening

INFECTED = files.packed(
    types=files.types(f"{files.OPENXML}.wordprocessingml.document"), eicar__com=EICAR
)


@pytest.fixture
def daemon(settings):
    with listening() as (daemon, address):
        settings.CLAMAV = address
        yield daemon


def test_a_clean_file_is_looked_at_whole_and_kept(cast, daemon):
    kept = keep(files.sent(), by=cast.ines)

    assert daemon.heard == [files.PDF]
    with kept.open() as file:
        assert file.read() == files.PDF


def test_a_virus_is_refused_by_name_and_nothing_of_it_is_kept(cast, daemon, in_english):
    with pytest.raises(Refused, match=r"found “Win\.Test\.EICAR_HDB-1” in this file"):
        keep(files.sent(INFECTED, "contrat.docx"), by=cast.ines)

    assert daemon.heard == [INFECTED]
    assert not Attachment.objects.exists()


def test_the_form_says_so_and_looks_once(cast, daemon, in_english):
    class ContractForm(forms.Form):
        file = CheckedFileField(accept=("pdf", "docx"))

    infected = ContractForm({}, {"file": files.sent(INFECTED, "contrat.docx")})
    assert "EICAR" in infected.errors["file"][0]

    clean = ContractForm({}, {"file": files.sent()})
    assert clean.is_valid()
    keep(clean.cleaned_data["file"], by=cast.ines)
    assert daemon.heard == [INFECTED, files.PDF]


def test_a_local_socket_is_spoken_to_as_well(settings, tmp_path, in_english):
    with listening(tmp_path / "clamd.sock") as (_daemon, address):
        settings.CLAMAV = address
        antivirus.require_clean(io.BytesIO(files.PDF))
        with pytest.raises(Refused, match="EICAR"):
            antivirus.require_clean(io.BytesIO(INFECTED))


def test_a_file_of_many_blocks_arrives_whole(daemon):
    content = bytes(range(256)) * 1000

    antivirus.require_clean(io.BytesIO(content))

    assert daemon.heard == [content]


@pytest.mark.parametrize("gone", ["refuses", "hangs up", "says nonsense", "no socket"])
def test_without_its_answer_no_file_comes_in(cast, daemon, settings, gone, in_english):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    if gone == "refuses":
        settings.CLAMAV = f"127.0.0.1:{port}"
    elif gone == "no socket":
        settings.CLAMAV = "/nowhere/clamd.sock"
    else:
        daemon.answer = b"" if gone == "hangs up" else b"stream: perhaps\0"

    with pytest.raises(Refused, match="the antivirus does not answer"):
        keep(files.sent(), by=cast.ines)
    assert not Attachment.objects.exists()


def test_one_that_never_answers_is_not_waited_for(daemon, settings, monkeypatch):
    monkeypatch.setattr(antivirus, "WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMAV = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Refused):
            antivirus.require_clean(io.BytesIO(files.PDF))


def test_a_file_too_large_for_it_is_refused_for_that(daemon, in_english):
    daemon.most = 100_000

    with pytest.raises(Refused, match="too large for the antivirus"):
        antivirus.require_clean(io.BytesIO(bytes(5_000_000)))


def test_what_the_platform_writes_itself_is_not_sent_to_it(cast, daemon):
    keep(files.sent(), by=cast.ines, is_ours=True)

    assert daemon.heard == []
