"""What is watched: the command, the page and the metrics say the same of it."""

import io
import re
import time
from collections import namedtuple
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override
from prometheus_client.parser import text_string_to_metric_families

from accord import __version__
from accord.attachments.storage import WholeFileStorage
from accord.dashboards.reading import status
from accord.dashboards.reading.status import Level
from accord.lib import register
from accord.notifications import scheduling
from accord.notifications.models import Message, Scheduled
from accord.notifications.workflow import State
from accord.sources.models import KeptRegister
from config.env import BASE_DIR
from config.schedule import JOBS
from tests import make
from tests.attachments.clamd import listening

pytestmark = pytest.mark.django_db
PAGE = "dashboards:service_status"
TOKEN = "a-long-random-token-of-prometheus"


@pytest.fixture
def in_order(settings):
    """A service of which there is nothing to say."""
    settings.STATUS_DISK_MB = 1
    settings.METRICS_TOKEN = TOKEN
    KeptRegister.objects.create(code=register.current().code)
    before = timezone.now() - timedelta(seconds=90)
    Scheduled.objects.bulk_create(
        Scheduled(name=job.name, slot=job.slot(timezone.now()), ended_at=before)
        for job in JOBS
    )
    scheduling.note(scheduling.BACKUP)


# One fault for each thing that is watched


class Away:
    def cursor(self):
        raise OperationalError("away")


def no_database(settings, monkeypatch):
    monkeypatch.setattr(status, "connection", Away())


def not_migrated(settings, monkeypatch):
    monkeypatch.setattr(status.roof, "migrations", lambda: {("sources", "9999_new")})


def another_register(settings, monkeypatch):
    KeptRegister.objects.update(code="elsewhere")


def no_worker(settings, monkeypatch):
    settings.STATUS_JOB_MINUTES = 3000
    then = timezone.now() - timedelta(minutes=settings.STATUS_WORKER_MINUTES + 1)
    Scheduled.objects.exclude(name=scheduling.BACKUP).update(ended_at=then)


def message(state, **more):
    number = Message.objects.count()
    return Message.objects.create(
        person=make.person(email=f"m{number}@example.org"),
        kind="digest",
        language="fr",
        state=state,
        message_id=f"<{number}@x>",
        **more,
    )


def old_queue(settings, monkeypatch):
    waited = timedelta(minutes=settings.STATUS_QUEUE_MINUTES + 1)
    message(State.FAILED, created_at=timezone.now() - waited)


def given_up(settings, monkeypatch):
    message(State.GIVEN_UP)


def failed_job(settings, monkeypatch):
    Scheduled.objects.filter(name="reminders").update(error="ValueError")


def old_backup(settings, monkeypatch):
    then = timezone.now() - timedelta(hours=settings.STATUS_BACKUP_HOURS + 1)
    Scheduled.objects.filter(name=scheduling.BACKUP).update(ended_at=then)


def full_disk(settings, monkeypatch):
    settings.STATUS_DISK_MB = 10**9


def no_store(settings, monkeypatch):
    def refuse(storage):
        raise ConnectionRefusedError

    monkeypatch.setattr(status, "require_answer", refuse)


def no_antivirus(settings, monkeypatch):
    settings.CLAMAV = "/nowhere/clamd.sock"


FAULTS = {
    "database": (no_database, Level.CRITICAL),
    "migrations": (not_migrated, Level.CRITICAL),
    "register": (another_register, Level.CRITICAL),
    "worker": (no_worker, Level.CRITICAL),
    "queue": (old_queue, Level.WARNING),
    "given_up": (given_up, Level.WARNING),
    "job": (failed_job, Level.WARNING),
    "backup": (old_backup, Level.CRITICAL),
    "disk": (full_disk, Level.CRITICAL),
    "store": (no_store, Level.CRITICAL),
    "antivirus": (no_antivirus, Level.CRITICAL),
}


def facts():
    with override("en"):
        return status.facts(timezone.now())


def test_each_thing_that_is_watched_has_a_fault_here(in_order):
    assert {fact.name for fact in facts()} == FAULTS.keys()


def test_a_service_in_order_is_said_to_be(in_order):
    assert [fact for fact in facts() if fact.level] == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_seen_and_nothing_else(name, in_order, settings, monkeypatch):
    break_, level = FAULTS[name]
    break_(settings, monkeypatch)

    assert {(fact.name, fact.level) for fact in facts() if fact.level} == {
        (name, level)
    }


# The three places

Said = namedtuple("Said", "label level")


def by_command():
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("status", stdout=out)
    head, *lines, version = out.getvalue().splitlines()
    said = [Said(line[10:].split(": ")[0], Level[line[:10].strip()]) for line in lines]
    assert ended.value.code == max(one.level for one in said)
    assert head.split(":")[0] == f"ACCORD {Level(ended.value.code).name}"
    assert version.split() == ["version", __version__]
    return said


PILLS = {"force": Level.OK, "heed": Level.WARNING, "stop": Level.CRITICAL}


def on_page(client, language):
    with override(language):
        page = client.get(reverse(PAGE))
        known = [escape(fact.label) for fact in status.facts(timezone.now())]
    rows = re.findall(
        r'<th scope="row">(.*?)</th>.*?data-state="(\w+)"', page.text, re.DOTALL
    )
    assert [label for label, _state in rows] == known
    return [PILLS[state] for _label, state in rows]


@pytest.mark.parametrize("name", [None, *FAULTS])
def test_the_three_places_say_the_same(
    name, in_order, settings, monkeypatch, sign_in, cast
):
    if name:
        FAULTS[name][0](settings, monkeypatch)
    client = sign_in(cast.ada)

    levels = [fact.level for fact in facts()]
    assert [one.level for one in by_command()] == levels
    assert on_page(client, "fr") == on_page(client, "nl") == levels
    assert in_metrics(client) == [(one.name, one.about, one.level) for one in facts()]


def measured(client):
    """Every sample of the metrics, as a client library reads it."""
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    return [
        sample
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    ]


def in_metrics(client):
    return [
        (one.labels["fact"], one.labels["about"], Level(int(one.value)))
        for one in measured(client)
        if one.name == "accord_state"
    ]


def test_what_is_measured_is_a_metric_of_its_unit(in_order, client):
    message(State.GIVEN_UP)
    told = {(one.name, one.labels["about"]): one.value for one in measured(client)}

    assert told["accord_given_up_messages", ""] == 1
    assert told["accord_queue_age_seconds", ""] == 0
    assert 90 <= told["accord_job_age_seconds", "reminders"] < 200
    assert told["accord_disk_free_bytes", ""] > 1_000_000
    known = {(f"accord_{one.name}_{one.measure}", one.about) for one in valued()}
    assert known == {key for key in told if key[0] != "accord_state"}


def valued():
    return [one for one in facts() if one.value is not None]


@pytest.mark.parametrize(
    "said", ["", TOKEN, f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer", "Bearer é"]
)
def test_metrics_are_for_who_has_the_token(said, in_order, sign_in, cast):
    answer = sign_in(cast.ada).get("/metrics", headers={"authorization": said})

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "accord_" not in answer.text


def test_without_a_token_there_are_no_metrics(in_order, settings, client):
    settings.METRICS_TOKEN = ""
    answer = client.get("/metrics", headers={"authorization": "Bearer "})

    assert answer.status_code == 404


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_page_costs_the_same(
    how_many, in_order, sign_in, cast, django_assert_max_num_queries
):
    for _ in range(how_many):
        message(State.FAILED)
    client = sign_in(cast.ada)
    with django_assert_max_num_queries(8):
        assert client.get(reverse(PAGE)).status_code == 200


# Each by itself


def test_what_never_ran_is_said(settings):
    settings.STATUS_DISK_MB = 1
    found = {(fact.name, fact.about): fact for fact in facts()}

    assert found["worker", ""].level == found["backup", ""].level == Level.CRITICAL
    assert found["job", "sweep"].level == Level.WARNING
    assert found["job", "sweep"].value is None


def test_a_backup_that_failed_is_said_until_one_goes_well(in_order):
    scheduling.note(scheduling.BACKUP, error="OSError")
    [backup] = [fact for fact in facts() if fact.name == "backup"]
    assert backup.level == Level.CRITICAL
    assert backup.words.endswith("ago. The last try failed (OSError).")

    scheduling.note(scheduling.BACKUP)
    [backup] = [fact for fact in facts() if fact.name == "backup"]
    assert (backup.level, backup.words.endswith("ago.")) == (Level.OK, True)


def test_a_job_is_late_only_after_the_pause_of_the_settings(in_order, settings):
    job = next(one for one in JOBS if one.name == "daily digests")
    row = Scheduled.objects.filter(name=job.name)
    now = job.slot(timezone.now()) + timedelta(minutes=settings.STATUS_JOB_MINUTES)
    row.update(slot=job.slot(now - timedelta(days=1)))

    levels = [
        next(one.level for one in status.facts(at) if one.about == job.name)
        for at in (now - timedelta(seconds=1), now + timedelta(seconds=1))
    ]
    assert levels == [Level.OK, Level.WARNING]


def test_a_service_that_is_silent_holds_nobody(in_order, monkeypatch):
    monkeypatch.setattr(status, "ANSWERS_WITHIN", 0.05)
    monkeypatch.setattr(status, "require_answer", lambda storage: time.sleep(1))
    began = time.monotonic()
    [store] = [fact for fact in facts() if fact.name == "store"]

    assert time.monotonic() - began < 0.9
    assert store.level == Level.CRITICAL


def test_a_folder_that_takes_no_file_does_not_answer(tmp_path):
    store = WholeFileStorage(location=tmp_path / "files")
    store.require_answer()
    assert list((tmp_path / "files").iterdir()) == []

    (tmp_path / "taken").write_text("")
    with pytest.raises(FileExistsError):
        WholeFileStorage(location=tmp_path / "taken").require_answer()


def test_an_antivirus_that_is_there_answers(in_order, settings):
    with listening() as (_daemon, settings.CLAMAV):
        [found] = [fact for fact in facts() if fact.name == "antivirus"]
    assert found.level == Level.OK


def test_only_administrators_read_the_page(sign_in, cast):
    page = sign_in(cast.rita).get(reverse(PAGE))
    assert page.status_code == 403


def test_the_page_for_operators_names_each_fact_and_each_metric(in_order):
    page = (BASE_DIR / "docs/operate/watch.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == FAULTS.keys()
    metrics = {f"accord_{one.name}_{one.measure}" for one in valued()}
    assert set(re.findall(r"\baccord_\w+", page)) == metrics | {"accord_state"}
