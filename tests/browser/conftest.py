"""A real browser, the real register, and pages that must never complain."""

import os
from copy import deepcopy
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, sync_playwright

from accord.agreements import actions
from accord.agreements.loading import load_register
from accord.agreements.models import Agreement
from accord.framework.models import PlanAction
from accord.threads.actions import add_remark
from bin.browser import find
from tests import cast as people
from tests import database, make
from tests.instruments import story

REGISTER = Path(__file__).parents[2] / "data" / "brussels"
# Nothing of the browser's own goes anywhere, and no name but ours leads anywhere.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    "--no-first-run",
]
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="package")
def browser():
    """One browser for all tests here.

    Playwright runs a loop of its own in this thread, by which Django takes the tests
    for asynchronous ones: it is told otherwise for as long as the browser runs.
    """
    program = find()
    if program is None:
        pytest.fail("The browser tests need Chromium: run make browser, then again.")
    # A sandbox cannot be had as root.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(
            executable_path=program, args=[*QUIET, *root]
        )
        yield running
        running.close()


@pytest.fixture
def register(transactional_db, cast):
    """The cast, the register as it is shipped, and a file with work going on in it.

    ``text``: the parts of a complete draft of Ixelles for an older model, commented on.
    """
    loaded, told = _loaded()
    database.copy(loaded)
    vars(cast).update(deepcopy(told))
    return cast


@cache
def _loaded():
    """The database with all of that, made once in a process, and who is in it."""
    cast = people.read()
    refused = [line for report in load_register(REGISTER) for line in report.refused]
    assert refused == []
    cast.file = Agreement.objects.get(municipality=cast.ixelles)
    make.step("council", "2023-02", agreement=cast.file, state="draft")
    made_up = make.step("college", "2023-03", agreement=cast.file, state="draft")
    actions.strike_fact(made_up, by=cast.remy, reason="Autre commune")
    actions.add_note(cast.file, by=cast.remy, text="À vérifier", language="fr")
    cast.text = story.written(
        cast,
        model=make.model_agreement(  # not the one that is current
            date="2014", title_fr="Ancien contrat-type", title_nl="Oud model"
        ),
        plan_action=PlanAction.objects.first(),
    )
    lineage = cast.text.commitment.lineage
    add_remark(cast.text.text, text="Combien ?", place=lineage, by=cast.rita)
    return database.kept(), vars(cast)


@pytest.fixture
def site(live_server) -> str:
    return live_server.url


@pytest.fixture
def complaints():
    """What pages complain of; any complaint fails the test at its end.

    An error on the console (where the security policy complains too), a script that
    breaks off, a request to anyone but the site.
    """
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def open_page(browser, site, sign_in, client, complaints):
    """``open_page("publicsite:home", language="nl", width=360)`` returns the page.

    ``person`` comes in signed in.
    """
    contexts = []

    def open_(
        name: str,
        *args,
        person=None,
        language="fr",
        width=1280,
        javascript=True,
        query="",
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            locale=f"{language}-BE",
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if person:
            context.add_cookies([_pass_of(person)])
        page = context.new_page()
        _listen(page)
        page.goto(address(name, *args, language=language) + query)
        return page

    def _pass_of(person) -> dict[str, str]:
        sign_in(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        return {"name": cookie.key, "value": cookie.value, "url": site}

    def _listen(page: Page) -> None:
        def complain(what: str) -> None:
            complaints.append(f"{page.url}: {what}")

        def heard(message) -> None:
            if message.type in ("error", "warning"):
                complain(message.text)

        def asked(request) -> None:
            if urlsplit(request.url).netloc != urlsplit(site).netloc:
                complain(f"asks {request.url}")

        page.on("console", heard)
        page.on("pageerror", lambda error: complain(str(error)))
        page.on("request", asked)

    yield open_
    for context in contexts:
        context.close()


def address(name: str, *args, language="fr") -> str:
    with override(language):
        return reverse(name, args=args)
