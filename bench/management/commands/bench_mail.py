"""Messages through the queue beside the same ones handed to the mail server, by turns.

Through the queue: claimed, composed, signed, sent, marked, one by one, by a worker.
Without it: the words as they were composed, over one connection.
"""

import json
from time import perf_counter
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Worker

from accord.accounts.models import User
from accord.notifications.models import Message
from accord.notifications.rules import Topic
from accord.notifications.telling import Kind, tell
from accord.notifications.workflow import State

ROUNDS, MESSAGES = 7, 150
TOLD = Kind("bench.told", Topic.PLATFORM, "Told", is_required=True)


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        names = [f"mail-{number}@example.org" for number in range(MESSAGES)]
        User.objects.bulk_create(User(email=name, name=name) for name in names)
        people = list(User.objects.filter(email__in=names))
        queued, bare = [], []
        for number in range(ROUNDS + 1):
            self._tell(people, number)
            through, without = self._through(), self._without()
            if number:  # the first warms templates and connections up
                queued.append(through)
                bare.append(without)
        if Message.objects.exclude(state=State.SENT).exists():
            raise RuntimeError("Not every message was sent.")
        found = {
            "messages": MESSAGES,
            "queued_per_second": MESSAGES / min(queued),
            "bare_per_second": MESSAGES / min(bare),
            "ratio": min(queued) / min(bare),  # the best rounds: the least disturbed
        }
        self.stdout.write(json.dumps(found))

    def _tell(self, people: list[User], number: int) -> None:
        tell(
            TOLD,
            people,
            people[number],
            by=None,
            subject=f"Told {number}",
            body="This happened to a record of yours, and you may want to know. " * 3,
            url=lambda: "/fr/espace/",
        )

    def _through(self) -> float:
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="bench",
            excluded_queue_names=[],
        )
        begun = perf_counter()
        worker.run()
        return perf_counter() - begun

    def _without(self) -> float:
        mails = []
        latest = Message.objects.select_related("person").order_by("-pk")[:MESSAGES]
        for one in latest:
            mail = EmailMultiAlternatives(
                one.subject,
                one.text,
                to=[one.person.email],
                headers={"Message-ID": one.message_id},
            )
            mail.attach_alternative(one.html, "text/html")
            mails.append(mail)
        begun = perf_counter()
        with get_connection() as connection:
            connection.send_messages(mails)
        return perf_counter() - begun
