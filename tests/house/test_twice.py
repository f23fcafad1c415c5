"""Whatever a page adds, the same form sent twice adds it once: every page that adds."""

import re

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from accord import acting
from accord.journal.models import Entry
from accord.workflow import ACTIONS, ADDS
from tests.house.access import MATRIX, PEOPLE, POSTED
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
# Forms that carry no token: sent twice, each changes no record a second time.
TOKENLESS = {
    "account_change_password": "The old password is no longer theirs by then.",
    "account_logout": "Who is signed out stays so.",
    "account_reauthenticate": "It is asked who one is, and nothing more.",
    "answers:answer_document": "One that is made, or on its way, is not asked again.",
    "directory:support_end": "Support that has ended is not ended again.",
}
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
ACTION = re.compile(r'^[^>]*\baction="([^"?]+)')
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


def opened(cast, sign_in):
    """Each page, as someone sees it who may."""
    given = arguments(cast)
    for name, row in MATRIX.items():
        who = next(
            (one for one, got in zip(PEOPLE, row, strict=True) if got == 200), ""
        )
        if who in ("", "anyone"):
            continue
        client = sign_in(getattr(cast, who))
        address = reverse(name, args=given.get(name, []))
        page = client.get(address)
        if page.streaming:
            b"".join(page.streaming_content)  # to its end, which closes it
        else:
            yield name, client, address, page


def pages(cast, sign_in, taken):
    """Each page that adds something."""
    for name, client, address, page in opened(cast, sign_in):
        if taken and taken["action"].verb in ADDING:
            yield name, taken["action"].verb, client, address, page
        taken.clear()


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


@pytest.mark.django_db
def test_every_form_carries_a_token_or_is_named_with_its_reason(cast, sign_in):
    without, carrying = {}, 0
    for name, _client, address, page in opened(cast, sign_in):
        for form in FORM.findall(page.content.decode(errors="replace")):
            if TOKEN.search(form):
                carrying += 1
                continue
            action = ACTION.search(form)
            without[resolve(action[1] if action else address).view_name] = name
    assert carrying > len(ADDING)
    # The last is shown while support lasts only.
    assert set(without) == set(TOKENLESS) - {"directory:support_end"}, without


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(POSTED - set(TOKENLESS)))
def test_a_button_pressed_twice_acts_once(name, cast, sign_in):
    got = dict(zip(PEOPLE, MATRIX[name], strict=True))
    who = next(one for one in PEOPLE if got[one] in (302, 409))
    client = sign_in(getattr(cast, who))
    address = reverse(name, args=arguments(cast).get(name, []))
    button = client.token()
    before = Entry.objects.count()
    first = client.send(address, button)
    told = Entry.objects.count()
    assert first.status_code == got[who]
    assert told > before or got[who] == 409
    again = client.send(address, button)
    assert again.status_code in (302, 403)  # nothing is changed while support lasts
    assert Entry.objects.count() == told
