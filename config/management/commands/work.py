"""Send messages, and do what the schedule asks for, until told to stop.

Several may run at once on PostgreSQL: each message and each job is one worker's. Told
to stop, it ends what it does; killed, another one makes up for it. While the database
is away it waits for it.
"""

import logging
import os
import signal
import socket
import time
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)
from django_tasks_db.management.commands.db_worker import Worker

from accord.notifications import sending
from config import schedule

log = logging.getLogger(__name__)
ASKS_EVERY = 1.0  # seconds between two looks at an empty queue
LOOKS_EVERY = 15  # seconds between two looks at the schedule
ASKS_AGAIN = 3.0  # seconds between two looks for a database that is away


class Hand(Worker):
    """A worker that ends after the message in its hand, however many are due."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        sending.stop()
        super().shutdown(signum, frame)

    def stay(self) -> None:
        """Run until told to stop, however often the database goes away."""
        is_away = False
        while self.running:
            try:
                sending.sweep()  # what one that died just before left behind
                is_away = False
                self.run()
            except (OperationalError, InterfaceError) as error:
                if not is_away:
                    log.error("The database does not answer: %s", type(error).__name__)
                is_away = True
                close_old_connections()
                time.sleep(ASKS_AGAIN)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what is due now, then end"
        )
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="stop when the process that started it is gone",
        )

    def handle(self, *, once: bool, with_parent: bool, **options: Any) -> None:
        worker = Hand(
            queue_names=["*"],
            interval=0 if once else ASKS_EVERY,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:40]}:{os.getpid()}",
            excluded_queue_names=[],
        )
        if once:
            sending.sweep()
            schedule.run_due()
            worker.run()
            return
        worker.configure_signals()
        ended = Event()
        clock = Thread(target=_keep_time, args=[ended, with_parent], daemon=True)
        clock.start()
        try:
            worker.stay()
        finally:
            ended.set()
            clock.join(20)


def _keep_time(ended: Event, with_parent: bool) -> None:
    """Look at the schedule every so often; what fails is looked at again."""
    parent, passed = os.getppid(), 0
    while True:
        if passed % LOOKS_EVERY == 0:
            close_old_connections()
            try:
                schedule.run_due()
            except Exception as error:  # the database may be away for a moment
                log.error("The schedule failed: %s", type(error).__name__)
        if ended.wait(1):
            break
        passed += 1
        if with_parent and os.getppid() != parent:
            with_parent = False
            os.kill(os.getpid(), signal.SIGTERM)  # as if told to
    connection.close()
