"""What becomes of a site that is broken on purpose: each trial prints its figures.

    bin/try_operating

It makes an installation of its own in a temporary folder, with the demonstration's
people and data, and serves it on the loopback. It needs ``make .venv/dev``, which
brings a PostgreSQL to start and stop. Or give it an empty database of your own server,
and the command that restarts that server:

    DATABASE_URL=postgresql://… \\
        bin/try_operating --restart "systemctl restart postgresql"

As root it also fills a disk: a small one in memory, mounted and taken away again.
It ends with an error when something is not as it should be.
"""

import argparse
import os
import platform
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pyrage

from bench.database import database, embedded_postgres
from bench.server import ROOT, Server, free_port, manage
from bench.traffic import Traffic, ask

HEALTH = "/healthz"
CLOCK = """
from datetime import timedelta
from unittest import mock
from django.utils import timezone
from config import schedule
now = timezone.now
def at(days):
    moved = lambda: now() + timedelta(days=days)
    with mock.patch("django.utils.timezone.now", moved):
        return len(schedule.run_due())
print(at(3), at(0), at(0))
"""
MAIL = """
import time
from unittest import mock
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
page = reverse("account_reset_password")
people = get_user_model().objects
known, _ = people.get_or_create(email="known@b.example")
known.set_password("a bridge over the Senne")
known.save()
for email in (known.email, "unknown@b.example"):
    client, begun = Client(SERVER_NAME="localhost"), time.monotonic()
    status = client.post(page, {"email": email}).status_code
    print(status, round(time.monotonic() - begun, 2))
"""


class Trials:
    def __init__(self, environment: dict[str, str], restart: Callable[[], Any]) -> None:
        self.environment, self.restart = environment, restart
        self.wrong: list[str] = []
        self.folder = Path(environment["ACCORD_DATA"])

    def say(self, what: str, figures: str, *, is_right: bool = True) -> None:
        print(f"{'✓' if is_right else '✗'} {what}: {figures}", flush=True)
        if not is_right:
            self.wrong.append(what)

    def connections(self) -> int:
        with psycopg.connect(self.environment["DATABASE_URL"]) as asked:
            found = asked.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchone()
        return int(found[0]) if found else 0

    # The trials

    def size(self) -> None:
        with Server(self.environment) as server:
            with Traffic(server.port, visitors=12):
                time.sleep(4)
                connections = self.connections()
            memory = ", ".join(f"{rss:.0f}" for rss, _pss in server.memory())
            beside = _resident(b"manage.py\0work")
            self.say(
                "Size",
                f"ready after {server.ready_after:.1f} s; web workers {memory} MB, "
                f"mail worker {beside:.0f} MB (resident); {connections} connections to "
                f"PostgreSQL with {server.environment['WORKERS']} web workers",
            )

    def postgresql_restarts(self) -> None:
        with Server(self.environment) as server:
            with Traffic(server.port) as traffic:
                time.sleep(1)
                self.restart()
                back = time.monotonic() + 1
                time.sleep(5)
            after = traffic.wrong(since=back)
            self.say("PostgreSQL restarts under traffic", traffic.told())
            self.say(
                "… from one second after it is back",
                traffic.told(since=back),
                is_right=after == 0,
            )
            status, seconds = ask(server.port, HEALTH)
            self.say("… health", f"{status} in {seconds:.3f} s", is_right=status == 200)

    def mail_away(self) -> None:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen(50)  # it is connected to, and never says a word
            ports = {"away": free_port(), "silent": silent.getsockname()[1]}
            for how, port in ports.items():
                place = self.environment | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
                told = manage(place, "shell", "-v0", "-c", MAIL).split("\n")
                known, unknown = (line.split() for line in told if line[:1].isdigit())
                is_right = known[0] == unknown[0] and float(known[1]) < 5
                self.say(
                    f"Mail server {how}, a forgotten password",
                    f"known address {known[0]} in {known[1]} s, "
                    f"unknown {unknown[0]} in {unknown[1]} s",
                    is_right=is_right,
                )

    def clock_jumps(self) -> None:
        said = manage(self.environment, "shell", "-v0", "-c", CLOCK)
        ahead, back, again = map(int, said.split()[-3:])
        self.say(
            "Clock three days ahead, then right again",
            f"{ahead} jobs ran ahead, {back} once it was right, {again} at once after",
            is_right=ahead > 0 and back > 0 and again == 0,
        )

    def workers_are_killed(self) -> None:
        with Server(self.environment) as server:
            with Traffic(server.port) as traffic:
                time.sleep(1)
                killed = time.monotonic()
                os.kill(server.workers()[0], signal.SIGKILL)
                time.sleep(6)
            self.say("A web worker is killed", traffic.told())
            self.say(
                "… from three seconds later",
                traffic.told(since=killed + 3),
                is_right=traffic.wrong(since=killed + 3) == 0,
            )

    def upgrade(self) -> None:
        """The server stops and starts on its port; the worker apart goes with it."""
        place = self.environment | {"WORKER": "off"}
        port = str(free_port())
        place |= {"PORT": port, "HOST": "127.0.0.1", "BASE_URL": ""}
        with _running(place, "serve") as first, _running(place, "work") as worker:
            _wait(int(port))
            with Traffic(int(port)) as traffic:
                time.sleep(1)
                for old in (first, worker):
                    old.terminate()
                for old in (first, worker):
                    old.wait(30)
                with _running(place, "serve"), _running(place, "work") as new:
                    _wait(int(port))
                    time.sleep(2)
                    is_there = new.poll() is None
            self.say(
                "Restart of server and separate worker",
                f"a gap of {traffic.gap():.1f} s; {traffic.told()}",
                is_right=is_there and worker.returncode == 0,
            )

    def backup(self, elsewhere: dict[str, str]) -> None:
        key, folder = pyrage.x25519.Identity.generate(), self.folder / "backups"
        folder.mkdir()
        (folder / "key").write_text(str(key))
        place = self.environment | {"BACKUP_RECIPIENTS": str(key.to_public())}
        with Server(place) as server, Traffic(server.port) as traffic:
            begun = time.monotonic()
            taken = manage(place, "backup", "--into", str(folder))
            seconds = time.monotonic() - begun
        [file] = folder.glob("accord-*")
        self.say(
            "Backup under load, encrypted and checked",
            f"{seconds:.1f} s, {file.stat().st_size / 1e6:.1f} MB; {traffic.told()}",
            is_right=traffic.wrong() == 0,
        )
        begun = time.monotonic()
        back = manage(
            elsewhere, "restore", str(file), "--identity", str(folder / "key")
        )
        seconds = time.monotonic() - begun
        digests = [re.findall(r"register (\w+)", told) for told in (taken, back)]
        with Server(elsewhere) as server:
            status, _ = ask(server.port, "/fr/")
            self.say(
                "Restore elsewhere",
                f"{seconds:.1f} s, and {server.ready_after:.1f} s until it serves; "
                f"digest {'the same' if digests[0] == digests[1] else 'DIFFERENT'}",
                is_right=digests[0] == digests[1] and status == 200,
            )

    def disk_fills(self) -> None:
        if os.geteuid() or sys.platform != "linux":
            print("– Disk full: not tried, it needs root and Linux", flush=True)
            return
        with _small_disk() as disk:
            place = self.environment | {"ACCORD_DATA": str(disk), "DATABASE_URL": ""}
            manage(place, "prepare")
            with Server(place) as server:
                free = os.statvfs(disk)
                with (disk / "filler").open("wb") as filler:
                    try:
                        while filler.write(bytes(1 << 16)):
                            filler.flush()
                    except OSError:
                        pass
                page, _ = ask(server.port, "/fr/communes/?full")
                taken = subprocess.run(
                    [sys.executable, "manage.py", "backup", "--into", str(disk)],
                    cwd=ROOT,
                    env=place,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                left = list(disk.glob("accord-*"))
                (disk / "filler").unlink()
                after, _ = ask(server.port, "/fr/communes/?freed")
            size = free.f_frsize * free.f_blocks / 1e6
            self.say(
                "Disk full (SQLite)",
                f"of {size:.0f} MB; a page {page}, a backup refused with code "
                f"{taken.returncode} and {len(left)} halves left; freed: {after}",
                is_right=(page, taken.returncode, len(left), after) == (200, 1, 0, 200),
            )


@contextmanager
def _running(place: dict[str, str], command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while ask(port, HEALTH, timeout=5)[0] != 200:
        if time.monotonic() > until:
            raise SystemExit("The server is not ready after a minute.")
        time.sleep(0.05)


@contextmanager
def _small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="accord-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=80m,mode=700", "tmpfs", folder]
        subprocess.run(mount, check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def _resident(command: bytes) -> float:
    """In MB, of the process of that command which a server here keeps."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if command in (place / "cmdline").read_bytes():
                for line in (place / "status").read_text().splitlines():
                    if line.startswith("VmRSS"):
                        return int(line.split()[1]) / 1024
        except OSError:
            continue
    return 0.0


def _restart(command: str, folder: Path) -> Callable[[], Any]:
    if command:
        return lambda: subprocess.run(shlex.split(command), check=True)
    server = embedded_postgres.get_server(folder / "postgresql")
    how = ["-w", "-m", "fast", "-l", str(server.log), "restart"]
    return lambda: embedded_postgres.pg_ctl(
        how, pgdata=server.pgdata, user=server.system_user, timeout=60
    )


@contextmanager
def _new_database(address: str) -> Iterator[str]:
    """Another one beside it, for what is restored."""
    name = f"accord_restored_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    head, _, tail = address.partition("?")
    other = f"{head.rpartition('/')[0]}/{name}" + (f"?{tail}" if tail else "")
    try:
        yield other
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--restart", default="", help="command that restarts PostgreSQL"
    )
    parser.add_argument(
        "--bare", action="store_true", help="without the demonstration: a minute less"
    )
    asked = parser.parse_args()
    if os.environ.get("DATABASE_URL") and not asked.restart:
        parser.error("with DATABASE_URL, say how its server is restarted: --restart")
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()},")
    print(f"{cores} cores, load {load:.1f} before it begins\n", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="try-")))
        address = stack.enter_context(database(folder, True))
        other = stack.enter_context(_new_database(address))
        data = folder / "data"
        data.mkdir(mode=0o700)
        place = os.environ | {
            "ACCORD_DATA": str(data),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "WORKERS": "2",
            "DEMO": "" if asked.bare else "true",
            "EMAIL_URL": "",
        }
        begun = time.monotonic()
        manage(place, "prepare")
        if not asked.bare:
            manage(place, "seed_demo")
        trials = Trials(place, _restart(asked.restart, folder))
        trials.say(
            "First preparation" + (", bare" if asked.bare else ", with demonstration"),
            f"{time.monotonic() - begun:.0f} s",
        )
        trials.size()
        trials.postgresql_restarts()
        trials.mail_away()
        trials.clock_jumps()
        trials.workers_are_killed()
        trials.upgrade()
        restored = folder / "restored"
        restored.mkdir(mode=0o700)
        trials.backup(place | {"ACCORD_DATA": str(restored), "DATABASE_URL": other})
        trials.disk_fills()
    return int(bool(trials.wrong))


if __name__ == "__main__":
    sys.exit(main())
