"""Whatever a page adds, the same form sent twice adds it once: every page that adds."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from accord import acting
from accord.journal.models import Entry
from accord.workflow import ACTIONS, ADDS
from tests.house.access import MATRIX, PEOPLE
from tests.house.filling import filled
from tests.house.scene import arguments

# What a form needs that its fields do not say.
TYPED = {
    "monitoring:evidence_add": {"evidence_title": "Liste"},
    "referents:referent_add": {"account": ""},
}
# What no form can be filled in for without a record, a day or a file of its own; the
# tests of the room send theirs.
ELSEWHERE = {
    "agreements:agreement_open": "a municipality without an agreement",
    "directory:away_say": "days to come",
    "directory:portfolio_assign": "a municipality that nobody follows",
    "framework:condition_add": "another number of missions than the model has",
    "monitoring:period_reopen": "a day to come",
    "monitoring:workbook_upload": "our workbook",
    "network:address_list_upload": "our list",
    "network:stake_add": "an organisation that is chosen on the page before",
}
ADDING = {
    verb
    for verb, one in ACTIONS.items()
    if one.unseen == ADDS or not one.is_on_a_record
}
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture
def taken(monkeypatch):
    """The last act whose page was asked for."""
    last = {}
    take = acting.take

    def noting(request, action, subject, *args, **said):
        last.update(action=action)
        return take(request, action, subject, *args, **said)

    monkeypatch.setattr(acting, "take", noting)
    return last


def pages(cast, sign_in, taken):
    """Each page that adds something, as someone sees it who may."""
    given = arguments(cast)
    for name, row in MATRIX.items():
        who = next(
            (one for one, got in zip(PEOPLE, row, strict=True) if got == 200), ""
        )
        if who in ("", "anyone"):
            continue
        taken.clear()
        client = sign_in(getattr(cast, who))
        address = reverse(name, args=given.get(name, []))
        page = client.get(address)
        if page.streaming:
            b"".join(page.streaming_content)  # to its end, which closes it
        elif taken and taken["action"].verb in ADDING:
            yield name, taken["action"].verb, client, address, page


def sent(client, address, form):
    for one in form.values():
        if hasattr(one, "seek"):
            one.seek(0)
    return client.send(address, form)


@pytest.mark.django_db
def test_the_same_form_sent_twice_adds_once(cast, sign_in, taken):
    asked, acted, wrong = set(), set(), {}
    for name, verb, client, address, page in pages(cast, sign_in, taken):
        asked.add(verb)
        if name in ELSEWHERE:
            continue
        form = filled(page.context["form"], **TYPED.get(name, {}))
        if not (token := TOKEN.search(page.text)):
            wrong[name] = "no token on its page"
            continue
        form["token"] = token[1]
        with transaction.atomic():
            first = sent(client, address, form)
            if first.status_code != 302:
                shown = (first.context or {}).get("form")
                why = shown and shown.errors.as_text()
                wrong[name] = (first.status_code, why)
                continue
            told = Entry.objects.count()
            again = sent(client, address, form)
            if (again.status_code, again.url) != (302, first.url):
                wrong[name] = (again.status_code, "sent again")
            elif Entry.objects.count() != told:
                wrong[name] = "added again"
            acted.add(verb)
            transaction.set_rollback(True)
    assert not wrong
    # A result begins on a form that edits it from then on: ``tests/monitoring``.
    assert asked == ADDING - {"monitoring.start_result"}
