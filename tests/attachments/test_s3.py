"""Files in a store of the S3 kind: kept, handed out and backed up as in a folder."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import RequestFactory
from django.utils.module_loading import import_string

from accord.attachments import serving
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.lib.errors import Refused
from config import backups, backups_files
from config.env import BadEnvironment, Environment
from config.stores import files_store
from tests.attachments import files
from tests.attachments.stores import KEY, listening


def store_of(address: str, key: str = KEY):
    """As the settings make it."""
    said = {
        "FILES_STORE": f"s3://accord/given?endpoint={address}",
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
    entry = files_store(Environment.read(said), Path("unused"))
    return import_string(entry["BACKEND"])(**entry["OPTIONS"])


@pytest.fixture
def bucket(monkeypatch):
    with listening() as (bucket, address):
        monkeypatch.setitem(storages._storages, "attachments", store_of(address))
        yield bucket


def test_a_file_lies_there_under_its_content_and_comes_back(cast, bucket):
    kept = keep(files.sent(), by=cast.ines)

    assert bucket.files == {f"/accord/given/{kept.key}": files.PDF}
    with kept.open() as file:
        assert (file.size, file.read()) == (len(files.PDF), files.PDF)


def test_the_same_content_is_sent_once(cast, bucket):
    keep(files.sent(), by=cast.ines)
    keep(files.sent(name="copie.pdf"), by=cast.nora)

    assert [method for method, *_rest in bucket.asked].count("PUT") == 1


def test_it_is_handed_out_through_us_and_a_part_asks_for_a_part(cast, bucket):
    film = keep(files.sent(files.webm(), "portrait.webm"), by=cast.ines)
    request = RequestFactory(headers={"Range": "bytes=3-9"}).get("/")

    answer = serving.response(film, request=request)
    body = b"".join(answer.streaming_content)
    answer.close()

    assert body == files.webm()[3:10]
    assert bucket.asked[-1][2] == "bytes=3-9"
    with pytest.raises(NotImplementedError):
        storages["attachments"].url(film.key)


@pytest.mark.parametrize("wrong", ["broken", "key", "gone"])
def test_a_store_that_does_not_take_it_leaves_nothing(
    cast, bucket, wrong, monkeypatch, in_english
):
    if wrong == "broken":
        bucket.is_broken = True
    else:
        with listening() as (other, address):
            store = store_of(address, key="another")
            monkeypatch.setitem(storages._storages, "attachments", store)
            if wrong == "key":
                with pytest.raises(Refused, match="could not be stored"):
                    keep(files.sent(), by=cast.ines)
                assert not other.files
        # “gone”: the store has ended meanwhile

    with pytest.raises(Refused, match="could not be stored"):
        keep(files.sent(), by=cast.ines)
    assert not Attachment.objects.exists()


def test_what_is_not_there_is_missing_as_on_a_disk(bucket):
    store = storages["attachments"]

    assert not store.exists("ab/abc")
    for ask in (store.open, store.size, lambda name: store.opened_at(name, 0, 1)):
        with pytest.raises(FileNotFoundError):
            ask("ab/abc")


def test_a_backup_holds_a_copy_of_each_and_names_what_is_lost(cast, bucket, settings):
    settings.FILES_STORE = "s3://accord/given?endpoint=http://127.0.0.1:1"
    here = keep(files.sent(), by=cast.ines)
    gone = keep(files.sent(files.VTT, "portrait.vtt"), by=cast.ines)
    del bucket.files[f"/accord/given/{gone.key}"]
    said = backups.Manifest("sqlite", [], {}, "0", store="s3://accord/given")
    said.files.extend([here.sha256, gone.sha256])
    out = io.BytesIO()

    with ZipFile(out, "w") as archive:
        backups_files.add(archive, said)

    with ZipFile(out) as archive:
        assert archive.read(f"files/{here.key}") == files.PDF
    assert "a copy of each of the 1 files of s3://accord/given" in backups.told(said)
    assert f"s3://accord/given/{gone.key}" in backups.told_lost(said)


def test_what_a_backup_holds_is_put_back_there(bucket):
    store = storages["attachments"]
    store.save("ab/abc", ContentFile(files.PDF))

    assert bucket.files["/accord/given/ab/abc"] == files.PDF


@pytest.mark.parametrize(
    "address", ["folder/", "https://host/bucket", "s3://", "s3://bucket?endpiont=x"]
)
def test_an_address_that_cannot_be_read_stops_the_start(address):
    with pytest.raises(BadEnvironment, match="FILES_STORE must be"):
        files_store(Environment.read({"FILES_STORE": address}), Path("unused"))


def test_without_an_address_files_lie_in_a_folder():
    entry = files_store(Environment.read({}), Path("/srv/files"))

    assert entry["OPTIONS"] == {"location": Path("/srv/files")}
