"""Processes that are killed at any moment: ``python -m bench --kills 100``.

The real server and its worker, on a demonstration of its own, while somebody writes
notes and invites people. Who gets no answer sends the same form again, as a browser
does. In the end each note and each invitation is there once, and each mail was sent.
"""

import os
import random
import re
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from email import message_from_bytes
from typing import Any

import django
import requests
from aiosmtpd.controller import Controller

from bench.server import Server, _children, free_port

WITHIN = 180.0  # seconds to come back, and to send what waits
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Sink:
    """Takes all mail, and keeps to whom."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.messages = Counter[str]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.sent += envelope.rcpt_tos
        self.messages[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


def kills(how_many: int, seed: int | None, environment: dict[str, str]) -> int:
    """How many things were lost or doubled."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    os.environ.update(
        environment
        | {
            "DEMO": "true",
            "WORKER": "embedded",
            "EMAIL_URL": f"smtp://127.0.0.1:{controller.port}",
            "MAIL_CLAIM_SECONDS": "5",
            "PORT": str(free_port()),
        }
    )
    seed = random.randrange(10**9) if seed is None else seed
    print(f"seed {seed}", flush=True)
    try:
        return _Killing(random.Random(seed), sink).all(how_many)
    finally:
        controller.stop()


class _Killing:
    def __init__(self, chance: random.Random, sink: Sink) -> None:
        self.chance, self.sink = chance, sink
        self.victims, self.resent = Counter[str](), 0

    def all(self, how_many: int) -> int:
        server = Server(dict(os.environ)).__enter__()
        try:
            django.setup()
            self._prepare()
            for number in range(how_many):
                server = self._one(server, number)
            wrong = self._wrong(how_many)
        finally:
            server.__exit__(None, None, None)
        for one in wrong:
            print(one)
        said = ", ".join(f"{count} × {name}" for name, count in self.victims.items())
        print(f"killed: {said}; {self.resent} forms sent again; {len(wrong)} faults")
        twice = sum(count - 1 for count in self.sink.messages.values())
        print(f"{len(self.sink.sent)} mails, {twice} sent a second time")
        return len(wrong)

    def _prepare(self) -> None:
        from django.urls import reverse  # noqa: PLC0415 - once Django is set up
        from django.utils.translation import override  # noqa: PLC0415 - once Django is set up

        from accord.accounts.models import User  # noqa: PLC0415 - once Django is set up
        from accord.agreements.models import Agreement  # noqa: PLC0415 - once Django is set up
        from accord.directory.models import Organisation  # noqa: PLC0415 - once Django is set up
        from bench.people import session_of  # noqa: PLC0415 - once Django is set up

        rita = User.objects.get(email__startswith="rita@")
        self.session = session_of(rita)
        agreement = Agreement.objects.order_by("pk")[0]
        self.town = Organisation.objects.get(code="ixelles").pk
        with override("fr"):
            self.note = reverse("agreements:note_add", args=[agreement.pk])
            self.invite = reverse("directory:invitation_add")

    def _one(self, server: Server, number: int) -> Server:
        """Send a form, kill somebody meanwhile, send it until it is answered."""
        browser = requests.Session()
        browser.cookies["sessionid"] = self.session
        if number % 2:
            path, typed = self.note, {"text": f"Note {number}", "language": "fr"}
        else:
            path = self.invite
            typed = {"email": f"k{number}@example.org", "name": f"Kim {number}"}
            typed |= {"role": "reader", "language": "fr", "organisation": self.town}
        until = time.monotonic() + WITHIN
        form: dict[str, str] = {}
        killer = threading.Timer(self.chance.uniform(0, 0.25), self._kill, [server])
        is_started = False
        while True:
            if time.monotonic() > until:
                raise RuntimeError(f"No answer: {server.said()}")
            if server.process.poll() is not None:  # the keeper was killed
                server.__exit__(None, None, None)
                server = Server(dict(os.environ)).__enter__()
            address = f"http://127.0.0.1:{server.port}{path}"
            try:
                if not form:
                    form = dict(HIDDEN.findall(browser.get(address, timeout=20).text))
                    form |= typed if form else {}
                    continue
                if not is_started:
                    killer.start()
                    is_started = True
                answer = browser.post(
                    address,
                    form,
                    timeout=20,
                    allow_redirects=False,
                    headers={"Referer": address},
                )
                if answer.status_code == requests.codes.found:
                    break
                if answer.status_code < requests.codes.server_error:
                    raise RuntimeError(f"{path}: {answer.status_code} {answer.text}")
            except requests.RequestException:
                pass
            self.resent += 1
            time.sleep(0.2)
        killer.join()
        return server

    def _kill(self, server: Server) -> None:
        running = _children(server.process.pid)
        victim = self.chance.choice([*running, *running, server.process.pid])
        with suppress(OSError):
            command = open(f"/proc/{victim}/cmdline").read().split("\0")
            os.kill(victim, signal.SIGKILL)
            self.victims["worker" if "work" in command else "server"] += 1

    def _wrong(self, how_many: int) -> list[str]:
        from accord.agreements.models import Note  # noqa: PLC0415 - once Django is set up
        from accord.directory.models import Invitation  # noqa: PLC0415 - once Django is set up
        from accord.journal.models import Entry  # noqa: PLC0415 - once Django is set up

        invited = [f"k{number}@example.org" for number in range(0, how_many, 2)]
        until = time.monotonic() + WITHIN
        while set(invited) - set(self.sink.sent) and time.monotonic() < until:
            time.sleep(0.5)
        notes = [f"Note {number}" for number in range(1, how_many, 2)]
        found = Counter(
            Note.objects.filter(text__in=notes).values_list("text", flat=True)
        )
        found += Counter(
            Invitation.objects.filter(email__in=invited).values_list("email", flat=True)
        )
        wrong = [
            f"{one}: {found[one]} times"
            for one in (*notes, *invited)
            if found[one] != 1
        ]
        wrong += [f"{one}: no mail" for one in invited if one not in self.sink.sent]
        for verb, many in (("add_note", len(notes)), ("invite", len(invited))):
            told = Entry.objects.filter(verb__endswith=verb)
            made = told.order_by("-pk")[:many].count()
            if made < many:
                wrong.append(f"{verb}: {made} entries of the journal for {many}")
        return wrong
