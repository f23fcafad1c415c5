"""Whoever acts on a record acts on what they saw: every action, from its own page."""

import re
from decimal import Decimal
from inspect import signature

import pytest
from django.urls import reverse
from django.utils import timezone

from accord import acting
from accord.instruments.models import AgreedIndicator, Series
from accord.journal.models import Entry, trace
from accord.monitoring.models import Evidence, Verification
from accord.referents.models import Occupancy, Referent
from accord.threads.models import Remark
from accord.workflow import ACTIONS, itself
from tests import make
from tests.house.access import MATRIX, PEOPLE
from tests.house.scene import arguments

# What need not ask: the reason stands beside each action (``unseen``).
UNSEEN = {
    "agreements.add_note",
    "agreements.open_agreement",
    "agreements.record_absence",
    "agreements.record_choice",
    "agreements.record_referent",
    "agreements.record_step",
    "attachments.add_file",
    "directory.accept_invitation",
    "directory.add_service",
    "directory.assign_portfolio",
    "directory.end_support",
    "directory.give_part",
    "directory.say_away",
    "directory.start_support",
    "framework.add_clause",
    "framework.add_condition",
    "framework.add_dimension_value",
    "framework.add_indicator",
    "framework.add_mission",
    "framework.add_period",
    "framework.add_period_series",
    "framework.add_plan_action",
    "framework.add_terms",
    "framework.break_down",
    "instruments.add_node",
    "instruments.add_signatory",
    "instruments.open_draft",
    "monitoring.add_evidence",
    "monitoring.import_results",
    "monitoring.receive_workbook",
    "monitoring.reopen_period",
    "monitoring.start_result",
    "network.add_contact",
    "network.add_stake",
    "network.load_address_list",
    "notifications.choose_rhythm",
    "notifications.pause_record",
    "notifications.read_all",
    "notifications.read_notification",
    "notifications.try_mail",
    "referents.open_post",
    "threads.add_remark",
}
FORMLESS = {"instruments:text_agree"}  # shows none while the text lacks something
ASKING = {
    verb for verb, one in ACTIONS.items() if one.is_on_a_record and not one.unseen
}


def test_what_need_not_ask_is_named_with_its_reason():
    excepted = {verb: one.unseen for verb, one in ACTIONS.items() if one.unseen}
    print(*(f"{verb}: {why}" for verb, why in sorted(excepted.items())), sep="\n")
    assert set(excepted) == UNSEEN
    assert all(len(why) > 20 and why.endswith(".") for why in excepted.values())


def test_no_action_asks_by_itself():
    """It would never be told: ``workflow`` takes ``seen`` out of the call."""
    named = [
        v for v, one in ACTIONS.items() if "seen" in signature(one.body).parameters
    ]
    assert not named


@pytest.fixture
def taken(monkeypatch):
    """The last act whose page was asked for, and on which record."""
    last = {}
    take = acting.take

    def noting(request, action, subject, *args, **said):
        last.update(action=action, subject=subject)
        return take(request, action, subject, *args, **said)

    monkeypatch.setattr(acting, "take", noting)
    return last


def pages(cast, sign_in, taken):
    """Each page of an act on a record, as someone sees it who may take it."""
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
        elif taken and taken["action"].verb in ASKING:
            yield name, client, address, page


@pytest.mark.django_db
def test_a_stale_form_of_any_action_is_refused_with_what_changed(cast, sign_in, taken):
    found, wrong = set(), []
    for name, client, address, page in pages(cast, sign_in, taken):
        action, subject = taken["action"], taken["subject"]
        found.add(action.verb)
        made_from = str(page.context["form"].version)
        if name not in FORMLESS:
            assert made_from in re.findall(r'name="seen" value="(\d+)"', page.text)
        latest = trace(subject, by=cast.zoe, verb=action.verb, changes={})
        for seen in (made_from, "", "9" * 18, str(latest.pk + 1)):
            sent = client.send(address, {"seen": seen} if seen else {})
            is_told = sent.status_code == 409 and (
                seen != made_from or "Zoe" in sent.text
            )
            if not is_told or Entry.objects.order_by("-pk")[0] != latest:
                wrong.append((name, action.verb, seen, sent.status_code))
    assert not wrong
    assert found == ASKING


def said_on(record, cast, **more):
    """A comment, or an answer to one."""
    return Remark.objects.create(
        owner=record,
        text="Et ceci ?",
        language="fr",
        author=cast.zoe,
        organisation=cast.region,
        at=timezone.now(),
        **more,
    )


def an_answer(remark, cast):
    return said_on(remark.owner, cast, answers=remark)


def evidence(result, cast):
    return Evidence.objects.create(
        result=result, title="Liste", address="https://example.org/"
    )


def a_return(result, cast):
    return Verification.objects.create(
        result=result,
        outcome="returned",
        comment="Lesquels ?",
        verifier=cast.zoe,
        organisation=cast.region,
        at=timezone.now(),
    )


def an_occupancy(post, cast):
    someone, _new = Referent.objects.get_or_create(name="Zorah", slug="zorah")
    return Occupancy.objects.create(
        post=post, referent=someone, fte=Decimal("0.1"), starts_on=post.funded_from
    )


def an_indicator(commitment, cast):
    text = commitment.instrument
    definition = make.definition(mission=commitment.taken.mission)
    series = Series.objects.create(agreement=text.agreement, definition=definition)
    return AgreedIndicator.objects.create(
        instrument=text,
        set_by=text,
        commitment=commitment,
        definition=definition,
        series=series,
        tolerance_pct=0,
    )


# What the page of an act shows beside its record.
SHOWN_TOO = {
    "instruments.abandon_draft": [said_on],
    "instruments.agree_text": [said_on],
    "instruments.publish_instrument": [said_on],
    "instruments.remove_node": [an_indicator],
    "instruments.send_back": [said_on],
    "instruments.submit_text": [said_on],
    "monitoring.correct_result": [evidence, a_return],
    "monitoring.return_result": [evidence, a_return],
    "monitoring.verify_result": [evidence, a_return],
    "referents.appoint": [an_occupancy],
    "referents.publish_post": [an_occupancy],
    "referents.strike_post": [an_occupancy],
    "threads.settle_remark": [an_answer],
}
# An occupancy has nothing of its own under it.
ALONE = {f"referents.{verb}_occupancy" for verb in ("correct", "end", "strike")}


@pytest.mark.django_db
def test_what_the_page_shows_beside_its_record_is_seen_too(cast, sign_in, taken):
    """Added, then changed, by someone between looking and sending."""
    told = {verb: set() for verb in SHOWN_TOO}
    wrong = []
    for name, client, address, _page in pages(cast, sign_in, taken):
        action, subject = taken["action"], taken["subject"]
        for add in SHOWN_TOO.get(action.verb, []):
            child = None
            for what in ("added", "changed"):
                version = client.get(address).context["form"].version
                child = child or add(subject, cast)
                latest = trace(child, by=cast.zoe, verb=action.verb, changes={})
                late = client.send(address, {"seen": str(version)})
                if late.status_code != 409 or "Zoe" not in late.text:
                    wrong.append((name, add.__name__, what, late.status_code))
                if Entry.objects.order_by("-pk")[0] != latest:
                    wrong.append((name, add.__name__, what, "acted all the same"))
            told[action.verb].add(add)
    assert not wrong
    assert told == {verb: set(acts) for verb, acts in SHOWN_TOO.items()}
    more = {verb for verb in ASKING if ACTIONS[verb].sees is not itself}
    assert more == set(SHOWN_TOO) | ALONE
