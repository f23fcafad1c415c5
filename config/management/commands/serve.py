"""Prepare what is needed, say where the site is, and serve it until told to stop.

A worker runs beside it, which sends messages and keeps the schedule; with WORKER=off,
``work`` is run apart. Both are started again should they die (``config.keeper``).
"""

import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accord import __version__
from config.env import BASE_DIR, env


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options) -> None:
        if env.WORKER not in ("embedded", "off"):
            raise CommandError(f"WORKER is 'embedded' or 'off', not {env.WORKER!r}")
        self._refuse_a_taken_port()
        call_command("prepare", stdout=self.stdout)
        if settings.DEMO:
            call_command("seed_demo", stdout=self.stdout)
        self.stdout.write(f"\n  Accord {__version__} is at {settings.BASE_URL}/\n")
        call_command("invite_first_administrator", stdout=self.stdout)
        self.stdout.write("  Stop it with Ctrl-C.\n")
        self.stdout.flush()
        server = Path(sys.executable).with_name("granian")
        arguments = [
            *("--interface", "wsgi"),
            *("--host", env.HOST),
            *("--port", str(env.PORT)),
            *("--workers", str(env.WORKERS)),
            *("--blocking-threads", "4"),
            *("--backlog", "512"),
            "--respawn-failed-workers",
            # One told to stop ends what it answers; the keeper waits a little longer.
            *("--workers-kill-timeout", "10"),
            # From a new one's start to its predecessor's end: it loads in 3 to 5
            # seconds, in more on a busy machine.
            *("--respawn-interval", "20"),
            *("--log-level", "warning"),
            "config.wsgi:application",
        ]
        beside = "with-worker" if env.WORKER == "embedded" else "alone"
        keeper = [sys.executable, "-m", "config.keeper", beside]
        os.chdir(BASE_DIR)
        os.execv(keeper[0], [*keeper, str(server), *arguments])  # noqa: S606 - no shell

    def _refuse_a_taken_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((env.HOST, env.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {env.PORT} of {env.HOST} cannot be used ({error.strerror}). "
                    f"Choose another: PORT=8001 make run"
                ) from error
