"""Whom a text names as who reports: what they see of it, do with it, and no more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accord.directory.models import Body, Membership, Role
from accord.instruments.actions.opening import open_amendment
from accord.instruments.forms.measures import IndicatorForm
from accord.instruments.models import AgreedIndicator, Instrument, Series, Target
from accord.instruments.querysets import MAKING
from accord.journal.models import Entry
from accord.monitoring import policies
from accord.monitoring.actions.reporting import (
    add_evidence,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import return_result, verify_result
from accord.monitoring.models import Evidence, PeriodException, Result, Verification
from accord.monitoring.reading import duties, reports
from accord.notifications.models import Notification
from accord.workflow import version_of
from tests import make
from tests.instruments import story as text_story
from tests.instruments.rows import PDF
from tests.monitoring import story
from tests.monitoring.rows import asked
from tests.monitoring.sheets import Col, confirmed, rewritten, rows_of

pytestmark = pytest.mark.django_db
LIST, DUTIES = "monitoring:report_list", "monitoring:duty_list"


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def report_url(made):
    return url("report_detail", made.agreement.pk, made.period.pk)


def form_url(made, number=0):
    return url("result_report", made.series[number].pk, made.period.pk)


def due(person):
    found = duties.own(person, duties.of_everyone(person, timezone.localdate()))
    return [(one.kind.key.split(".")[1], one.who, one.count) for one in found]


@pytest.fixture
def clerk(cast):
    return make.person(Role.EDITOR, cast.service, email="clerk@example.org")


@pytest.fixture
def made(cast):
    """The text asks for three indicators, and names the service for the first."""
    made = asked(cast, how_many=3)
    name(cast, made.agreed[0])
    return made


def name(cast, agreed):
    AgreedIndicator.objects.filter(pk=agreed.pk).update(reporter=cast.service)


def reported(made, number, by, **fields):
    fields = fields or {"value": Decimal(30)}
    return start_result(made.series[number], period=made.period, by=by, **fields)


# The way of a result


def test_they_find_their_own_rows_and_no_other(sign_in, cast, clerk, made):
    reported(made, 1, cast.ines)
    for who, expected in ((clerk, 1), (cast.sam, 1), (cast.ines, 3), (cast.lea, 3)):
        client = sign_in(who)
        (listed,) = client.get(reverse(LIST)).context["page"].object_list
        rows = client.get(report_url(made)).context["report"].rows
        assert (listed.expected, len(rows)) == (expected, expected)
    [own] = sign_in(clerk).get(report_url(made)).context["report"].rows
    assert own.agreed == made.agreed[0]
    assert own.target_said
    assert own.may_report


def test_they_report_complete_what_was_returned_and_correct(sign_in, cast, clerk, made):
    client = sign_in(clerk)
    assert due(clerk) == [("report", cast.service.name, 1)]
    client.post(form_url(made), {"value": "30"})
    result = Result.objects.get()
    assert (result.author, result.organisation) == (clerk, cast.service)
    sent = {"evidence_title": "Liste", "evidence_address": "https://example.org/l"}
    client.post(url("evidence_add", result.pk), sent)
    client.post(url("result_submit", result.pk))
    assert due(clerk) == []
    assert due(cast.lea)[0][0] == "verify"

    return_result(result, comment="Lesquels ?", by=cast.remy)
    assert due(clerk) == [("returned", cast.service.name, 1)]
    assert ("returned", cast.service.name, 1) in due(cast.ines)
    page = client.get(url("result_detail", result.pk))
    assert "Lesquels ?" in page.text
    assert "Liste" in page.text
    result.refresh_from_db()
    client.post(form_url(made), {"value": "31", "seen": version_of(result)})
    all_drafts = url("results_submit", made.agreement.pk, made.period.pk)
    client.post(url("result_submit", result.pk))
    assert client.post(all_drafts).status_code == 409  # none is left

    result.refresh_from_db()
    verify_result(result, by=cast.remy)
    client.post(url("result_correct", result.pk), {"reason": "Doublons."})
    second = Result.objects.get(revision=2)
    form = {"value": "20", "reason": "Doublons.", "seen": version_of(second)}
    client.post(form_url(made), form)
    client.post(all_drafts, {f"seen-{second.pk}": version_of(second)})
    second.refresh_from_db()
    assert (second.state, second.value) == ("submitted", 20)
    assert second.organisation == cast.service
    entries = Entry.objects.within(Series, result.series_id)
    actors = {one.actor for one in entries}
    assert actors == {clerk, cast.remy}


def test_they_are_late_on_their_own_account(sign_in, cast, clerk, made):
    made.period.due_on = timezone.localdate() - timedelta(days=3)
    made.period.save()
    (duty,) = sign_in(clerk).get(reverse(DUTIES)).context["page"].object_list
    assert (duty.who, duty.count, duty.days_late) == (cast.service.name, 1, 3)
    assert duty.url == report_url(made)
    overview = sign_in(clerk).get(reverse("dashboards:overview"))
    [[line]] = [group.lines for group in overview.context["groups"]]
    assert (line.days_late, line.url) == (3, report_url(made))
    assert cast.ixelles.name in line.need.what
    for page in (LIST, DUTIES):
        assert f'href="{reverse(page)}"' in overview.text


def test_who_only_reads_there_reads(sign_in, cast, clerk, made):
    result = reported(made, 0, clerk)
    client = sign_in(cast.sam)
    assert client.get(url("result_detail", result.pk)).status_code == 200
    for address in (form_url(made), url("result_correct", result.pk)):
        assert client.get(address).status_code == 403
    upload = url("workbook_upload", made.agreement.pk, made.period.pk)
    assert client.get(upload).status_code == 403
    assert client.post(url("result_submit", result.pk)).status_code == 403


def test_verification_stays_with_the_region(sign_in, cast, clerk, made):
    result = reported(made, 0, clerk)
    submit_result(result, by=clerk)
    for page in ("result_verify", "result_return"):
        assert sign_in(clerk).get(url(page, result.pk)).status_code == 403
    Membership.objects.create(user=cast.remy, organisation=cast.service, role="editor")
    assert not policies.can_verify(cast.remy, result)
    assert policies.can_verify(cast.rita, result)


def test_their_workbook_has_their_rows(sign_in, cast, clerk, made):
    client, report = sign_in(clerk), (made.agreement.pk, made.period.pk)
    book = b"".join(client.get(url("workbook_download", *report)))
    assert len([row for row in rows_of(book)[2:] if any(row)]) == 1
    filled = ContentFile(rewritten(book, {3: {Col.VALUE: 7}}), name="w.xlsx")
    answer = client.post(url("workbook_upload", *report), {"file": filled})
    assert confirmed(client, answer.url).status_code == 302
    result = Result.objects.get()
    assert (result.series, result.value) == (made.series[0], 7)
    assert result.organisation == cast.service


def test_the_row_of_another_in_a_workbook_is_refused(sign_in, cast, clerk, made):
    report = (made.agreement.pk, made.period.pk)
    whole = b"".join(sign_in(cast.ines).get(url("workbook_download", *report)))
    filled = rewritten(whole, {3: {Col.VALUE: 7}, 4: {Col.VALUE: 8}})
    file = ContentFile(filled, name="w.xlsx")
    client = sign_in(clerk)
    answer = client.post(url("workbook_upload", *report), {"file": file})
    assert confirmed(client, answer.url).status_code == 409
    assert not Result.objects.exists()


def test_a_figure_begun_by_the_municipality_becomes_theirs(sign_in, cast, clerk, made):
    result = reported(made, 0, cast.ines)
    assert sign_in(clerk).get(form_url(made)).status_code == 200
    submit_result(result, by=clerk)
    result.refresh_from_db()
    assert (result.author, result.organisation) == (clerk, cast.service)


def test_the_reminder_leads_to_a_page_that_they_may_open(sign_in, cast, clerk, made):
    calendar = made.period.calendar
    calendar.remind_days_before = calendar.remind_days_after = 0
    calendar.save()
    call_command("send_reminders")
    told = {one.person: one.address for one in Notification.objects.all()}
    assert set(told) == {cast.ines, clerk}
    assert told[clerk] == report_url(made)
    assert sign_in(clerk).get(told[clerk]).status_code == 200


def test_they_are_told_what_was_returned(sign_in, cast, clerk, made):
    result = reported(made, 0, clerk)
    submit_result(result, by=clerk)
    return_result(result, comment="Lesquels ?", by=cast.remy)
    told = Notification.objects.get(kind="monitoring.returned", person=clerk)
    assert sign_in(clerk).get(told.address).status_code == 200


def test_the_page_of_the_indicator_shows_their_figure(sign_in, cast, clerk, made):
    result = reported(made, 0, clerk)
    submit_result(result, by=clerk)
    page = sign_in(clerk).get(url("indicator_figures", made.definitions[0].pk))
    [line] = page.context["shown"].lines
    assert line.cells[0][0].result == result
    assert url("follow_up", made.agreement.pk) not in page.text
    other = sign_in(clerk).get(url("indicator_figures", made.definitions[1].pk))
    assert other.context["shown"].lines == []


# What stays closed


def test_the_text_itself_and_the_rows_of_others_stay_closed(sign_in, cast, clerk, made):
    other = reported(made, 1, cast.ines)
    proof = add_evidence(
        other, title="Liste", file=ContentFile(PDF, name="l.pdf"), by=cast.ines
    )
    client, pk = sign_in(clerk), made.text.pk
    for page in (
        *(f"instrument_{one}" for one in ("detail", "history", "compare")),
        *("gap_list", "document_download", "deliberation_download"),
    ):
        address = reverse(f"instruments:{page}", args=[pk])
        assert client.get(address).status_code == 404, page
    for address in (
        reverse("instruments:instrument_as_it_stood", args=[made.agreement.pk]),
        url("follow_up", made.agreement.pk),
        url("result_detail", other.pk),
        url("evidence_download", proof.pk),
        form_url(made, 1),
    ):
        assert client.get(address).status_code == 404, address
    assert (
        client.get(url("period_reopen", made.agreement.pk, made.period.pk)).status_code
        == 403
    )
    answers = reverse("answers:export_list")
    assert client.get(answers).status_code == 403
    listed = client.get(reverse("instruments:instrument_list"))
    assert list(listed.context["page"].object_list) == []


@pytest.fixture
def stranger(cast):
    """Edits for the public centre of another municipality."""
    return make.person(Role.EDITOR, make.organisation(Body.CPAS))


def test_another_centre_sees_nothing(sign_in, cast, clerk, stranger, made):
    result = reported(made, 0, clerk)
    proof = add_evidence(
        result, title="Liste", file=ContentFile(PDF, name="l.pdf"), by=clerk
    )
    client = sign_in(stranger)
    for address in (
        report_url(made),
        form_url(made),
        url("result_detail", result.pk),
        url("result_submit", result.pk),
        url("evidence_add", result.pk),
        url("evidence_download", proof.pk),
        url("workbook_download", made.agreement.pk, made.period.pk),
    ):
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address, {"value": 1}).status_code in (404, 405), address
    assert nothing(stranger)
    overview = client.get(reverse("dashboards:overview"))
    assert overview.context["groups"] == []
    assert f'href="{reverse(LIST)}"' not in overview.text


def nothing(person):
    models = (Series, AgreedIndicator, Target, Result, Evidence, PeriodException)
    return due(person) == [] and not any(
        model.objects.visible_to(person).exists() for model in (*models, Verification)
    )


@pytest.mark.parametrize("state", MAKING)
def test_a_text_that_is_not_signed_opens_nothing(state, sign_in, cast, clerk, made):
    Instrument.objects.filter(pk=made.text.pk).update(state=state)
    assert nothing(clerk)
    assert not policies.can_report(clerk, made.series[0])
    assert sign_in(clerk).get(report_url(made)).status_code == 404
    assert sign_in(clerk).get(form_url(made)).status_code == 404
    assert not reports.is_named(clerk)


def test_a_removed_indicator_names_nobody(cast, clerk, made):
    AgreedIndicator.objects.filter(pk=made.agreed[0].pk).update(is_removed=True)
    assert nothing(clerk)
    assert not reports.is_named(clerk)


def test_of_exceptions_they_see_those_of_the_agreement(cast, clerk, stranger, made):
    other = asked(cast, town=cast.schaerbeek, period=made.period)
    for one in (made, other):
        PeriodException.objects.create(
            agreement=one.agreement,
            period=one.period,
            opened_until=timezone.localdate(),
            reason="Panne.",
            granted_by=cast.rita,
        )
    [seen] = PeriodException.objects.visible_to(clerk)
    assert seen.agreement == made.agreement
    assert not PeriodException.objects.visible_to(stranger).exists()


def test_confidential_evidence_of_theirs_is_theirs(sign_in, cast, clerk, made):
    proof = add_evidence(
        reported(made, 0, clerk),
        title="Noms",
        file=ContentFile(PDF, name="l.pdf"),
        is_confidential=True,
        by=clerk,
    )
    address = url("evidence_download", proof.pk)
    for who, status in ((clerk, 200), (cast.ines, 200), (cast.sam, 403)):
        answer = sign_in(who).get(address)
        assert answer.status_code == status
        if answer.streaming:
            assert b"".join(answer) == PDF


def test_who_acts_for_a_town_and_a_centre_sees_both(sign_in, cast, made):
    own = asked(cast, town=cast.schaerbeek, period=made.period)
    Membership.objects.create(user=cast.nora, organisation=cast.service, role="editor")
    listed = sign_in(cast.nora).get(reverse(LIST)).context["page"].object_list
    counts = {one.agreement: one.expected for one in listed}
    assert counts == {own.agreement: 1, made.agreement: 1}
    assert sorted(due(cast.nora)) == [
        ("report", cast.service.name, 1),
        ("report", cast.schaerbeek.name, 1),
    ]


def test_a_text_names_no_municipality_to_report(cast):
    text = text_story.draft(cast)
    form = IndicatorForm(text=text, definition=make.definition())
    offered = set(form.fields["reporter"].queryset)
    assert cast.service in offered
    assert not offered & {cast.ixelles, cast.schaerbeek}


# Versions


def amended(cast, made, **fields):
    """The indicator as an amendment of July 2025 has it, signed by everyone."""
    on = date(2025, 7, 15)
    text = open_amendment(
        made.text,
        lineages=[str(made.indicator.lineage)],
        reason_fr="Le CPAS.",
        reason_nl="Het OCMW.",
        by=cast.ines,
    )
    agreed = AgreedIndicator.objects.of(text).get()
    AgreedIndicator.objects.filter(pk=agreed.pk).update(**fields)
    text_story.agreed(cast, text)
    text_story.adopted(cast, text, on=on)
    return text_story.signed(cast, text, on=on)


def named_at_first(cast):
    made = story.in_force(cast)
    name(cast, made.indicator)
    return made


def test_what_an_amendment_takes_away_stays_to_be_read(sign_in, cast, clerk):
    made = named_at_first(cast)
    first, second = made.periods
    mine = start_result(made.series, period=first, value=Decimal(3), by=clerk)
    submit_result(mine, by=clerk)
    amended(cast, made, reporter=None)
    theirs = story.reported(cast, made, 36, period=1)

    client, agreement = sign_in(clerk), made.text.agreement_id
    assert client.get(url("result_detail", mine.pk)).status_code == 200
    assert client.get(url("report_detail", agreement, first.pk)).status_code == 200
    for address in (
        url("report_detail", agreement, second.pk),
        url("result_report", made.series.pk, second.pk),
        url("result_detail", theirs.pk),
        url("result_submit", theirs.pk),
    ):
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address).status_code in (404, 405), address
    listed = client.get(reverse(LIST)).context["page"].object_list
    assert [one.period for one in listed] == [first]
    assert due(clerk) == []
    assert not policies.can_report(clerk, theirs)
    page = client.get(url("result_detail", mine.pk))
    assert url("result_detail", theirs.pk) not in page.text
    return_result(mine, comment="Lesquels ?", by=cast.remy)
    submit_result(mine, by=clerk)  # of a period in which the text named them


def test_a_period_of_the_others_is_refused_by_the_action_itself(cast, clerk):
    made = named_at_first(cast)
    amended(cast, made, reporter=None)
    with pytest.raises(Exception, match="start_result") as refused:
        start_result(made.series, period=made.periods[1], by=clerk)
    assert refused.type.__name__ == "PermissionDenied"
    assert not Result.objects.exists()


def test_what_an_amendment_gives_goes_on_from_what_was_reported(sign_in, cast, clerk):
    made = story.in_force(cast)
    first, second = made.periods
    before = story.verified(cast, made, 36, period=0)
    amended(cast, made, reporter=cast.service)

    client, agreement = sign_in(clerk), made.text.agreement_id
    form = client.get(url("result_report", made.series.pk, second.pk))
    [(earlier, *_said)] = form.context["earlier"]
    assert earlier == before
    assert client.get(url("result_detail", before.pk)).status_code == 404
    assert client.get(url("report_detail", agreement, first.pk)).status_code == 404
    assert client.get(url("report_detail", agreement, second.pk)).status_code == 200


# What it costs


@pytest.mark.parametrize("how_many", [1, 200])
def test_their_pages_cost_the_same_whatever_they_report(
    how_many, sign_in, cast, clerk, django_assert_max_num_queries
):
    made = asked(cast, how_many=how_many)
    for number in range(1, how_many // 10):
        other = asked(cast, town=make.organisation(), period=made.period)
        name(cast, other.agreed[0])
        day = made.period.starts_on - timedelta(days=200 * number)
        make.period(day, calendar=made.period.calendar)
    AgreedIndicator.objects.of(made.text).update(reporter=cast.service)
    result = reported(made, 0, clerk)
    submit_result(result, by=clerk)
    return_result(result, comment="Lesquels ?", by=cast.remy)
    for page, most in (
        (reverse(LIST), 8),
        (reverse(DUTIES), 8),
        (reverse("monitoring:exception_list"), 8),
        (reverse("dashboards:overview"), 12),
        (report_url(made), 12),
        (form_url(made), 18),
        (url("result_detail", result.pk), 12),
    ):
        client = sign_in(clerk)
        with django_assert_max_num_queries(most, info=page):
            answer = client.get(page)
        assert answer.status_code == 200
        if most == 8:
            assert len(answer.content) <= 40_000
