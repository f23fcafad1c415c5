"""Reports as people see them: the list, one report, and its results on forms."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.monitoring.actions.reporting import (
    add_evidence,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import reopen_period, verify_result
from accord.monitoring.forms import OFFERED, PeriodFilter
from accord.monitoring.models import Evidence, Result
from accord.workflow import version_of
from tests import make
from tests.instruments.rows import PDF
from tests.monitoring.rows import KINDS, asked, open_period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]
READERS = ("marc", "ines", "lea", "remy", "rita")
EVERYONE = ("zoe", "sam", "nora", "ada", *READERS)


def url(name, *args, language="fr"):
    with override(language):
        return reverse(f"monitoring:{name}", args=args)


def report_url(made, language="fr"):
    return url("report_detail", made.agreement.pk, made.period.pk, language=language)


def form_url(made, number=0):
    return url("result_report", made.series[number].pk, made.period.pk)


def drafted(cast, made, number=0, **fields):
    fields = fields or {"value": Decimal(30)}
    return start_result(made.series[number], period=made.period, by=cast.ines, **fields)


def submitted(cast, made, number=0, **fields):
    result = drafted(cast, made, number, **fields)
    submit_result(result, by=cast.ines)
    return result


def verified(cast, made, number=0, **fields):
    result = submitted(cast, made, number, **fields)
    verify_result(result, by=cast.remy)
    return result


# The list


def test_a_municipality_sees_its_periods_and_the_region_all_agreements(sign_in, cast):
    made = asked(cast, how_many=2)
    other = asked(cast, town=cast.schaerbeek, period=made.period)
    submitted(cast, made)
    for who, sees_own, sees_other in (
        ("ines", True, False),
        ("nora", False, True),
        ("lea", True, True),
        ("zoe", False, False),
    ):
        page = sign_in(getattr(cast, who)).get(url("report_list")).content.decode()
        assert (report_url(made) in page) is sees_own, who
        assert (report_url(other) in page) is sees_other, who
    page = sign_in(cast.ines).get(url("report_list"))
    (report,) = page.context["page"].object_list
    assert (report.reported, report.expected, report.window) == (1, 2, "open")


def test_the_region_looks_at_one_period_at_a_time(sign_in, cast):
    first = open_period()
    made = asked(cast, period=first)
    second = make.period(timezone.localdate(), calendar=first.calendar)
    client = sign_in(cast.remy)
    latest_open = client.get(url("report_list")).context["chosen"]
    assert latest_open == first
    chosen = client.get(url("report_list"), {"period": second.pk})
    (report,) = chosen.context["page"].object_list
    assert (report.agreement, report.window) == (made.agreement, "not_open")


def test_windows_and_delays_are_said(sign_in, cast):
    made = asked(cast)
    today = timezone.localdate()
    cases = {
        "late": {"due_on": today - timedelta(days=3)},
        "closed": {"closes_on": today - timedelta(days=1)},
    }
    for said, days in cases.items():
        for name, day in days.items():
            setattr(made.period, name, day)
        made.period.due_on = min(made.period.due_on, made.period.closes_on)
        made.period.save()
        page = sign_in(cast.ines).get(url("report_list"))
        (report,) = page.context["page"].object_list
        assert (report.window, report.days_late) == (said, 3)
    reopen_period(
        made.agreement,
        period=made.period,
        opened_until=today,
        reason="Panne.",
        by=cast.rita,
    )
    page = sign_in(cast.ines).get(url("report_list"))
    (report,) = page.context["page"].object_list
    assert (report.window, report.open_until) == ("reopened", today)


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    made = asked(cast)
    if how_many > 1:
        for number in range(1, 40):
            day = made.period.starts_on - timedelta(days=200 * number)
            make.period(day, calendar=made.period.calendar)
        made.text.in_force_on = made.period.starts_on - timedelta(days=200 * 50)
        made.text.save()
        for _ in range(30):
            asked(cast, town=make.organisation(), period=made.period)
    submitted(cast, made)
    for who in EVERYONE:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("report_list"))
        assert page.status_code == 200
        assert len(page.content) <= 40_000


# One report


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_report_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    made = asked(cast, how_many=how_many)
    submitted(cast, made)
    for who in READERS:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(report_url(made))
        assert len(page.context["report"].rows) == how_many


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_report_says_what_was_agreed_on_and_what_is_said_of_it(
    language, sign_in, cast
):
    made = asked(cast, *KINDS)
    verified(cast, made, 0, value=Decimal(36))
    drafted(cast, made, 2, numerator=Decimal(12), denominator=Decimal(40))
    drafted(cast, made, 3, value=Decimal(1))
    drafted(cast, made, 4, value=Decimal(0))
    page = sign_in(cast.ines).get(report_url(made, language))
    text = page.content.decode()
    unit, step = {
        "fr": ("logements", "En projet"),
        "nl": ("woningen", "In ontwerp"),
    }[language]
    for said in (f"36\xa0{unit}", f"40\xa0{unit}", "30\xa0% (12 ", step):
        assert said in text
    report = page.context["report"]
    assert (report.reported, report.expected) == (1, 6)
    assert report.rows[0].verdict
    assert len(report.drafts) == 3


def test_another_municipality_has_no_such_report(sign_in, cast):
    made = asked(cast)
    result = drafted(cast, made)
    for who in ("nora", "sam", "zoe", "ada"):
        client = sign_in(getattr(cast, who))
        for address in (
            report_url(made),
            form_url(made),
            url("result_detail", result.pk),
            url("workbook_download", made.agreement.pk, made.period.pk),
        ):
            assert client.get(address).status_code == 404, (who, address)


def test_a_period_after_the_end_of_the_agreement_is_not_asked_for(sign_in, cast):
    made = asked(cast)
    made.text.ends_on = made.period.ends_on - timedelta(days=1)
    made.text.save()
    assert sign_in(cast.ines).get(report_url(made)).status_code == 404
    assert sign_in(cast.ines).get(form_url(made)).status_code == 404


# Writing a result

FIGURES = {
    "count": ({"value": "1 234,5"}, {"value": Decimal("1234.5")}),
    "amount": ({"value": "60.000"}, {"value": Decimal(60000)}),
    "ratio": (
        {"numerator": "12", "denominator": "40"},
        {"numerator": Decimal(12), "denominator": Decimal(40)},
    ),
    "scale": ({"value": "2"}, {"value": Decimal(2)}),
    "yes_no": ({"value": "0"}, {"value": Decimal(0)}),
    "narrative": (
        {"text_fr": "Fait.", "text_nl": "Gedaan."},
        {"text_fr": "Fait.", "text_nl": "Gedaan."},
    ),
}
WRONG = {
    "count": {"value": "beaucoup"},
    "amount": {"value": "1,23456"},
    "ratio": {"numerator": "12"},
    "scale": {"value": "9"},
    "yes_no": {"value": "maybe"},
    "narrative": {"text_fr": "x" * 4001},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_of_each_kind_is_kept_and_changed(kind, sign_in, cast):
    made = asked(cast, kind)
    client = sign_in(cast.ines)
    typed, kept = FIGURES[kind]
    assert client.get(form_url(made)).status_code == 200
    answer = client.post(form_url(made), typed)
    result = Result.objects.get()
    assert answer.url == url("result_detail", result.pk)
    for name, value in kept.items():
        assert getattr(result, name) == value
    seen = {"seen": version_of(result)}
    reason = {"no_data_reason": "not_yet", **seen}
    assert client.post(form_url(made), typed | reason).status_code == 200
    assert client.post(form_url(made), reason).status_code == 302
    result.refresh_from_db()
    assert result.no_data_reason == "not_yet"
    assert (result.value, result.numerator, result.text_fr) == (None, None, "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_figure_of_each_kind_is_told_and_nothing_is_kept(kind, sign_in, cast):
    made = asked(cast, kind)
    page = sign_in(cast.ines).post(form_url(made), WRONG[kind])
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Result.objects.exists()


def test_a_form_shows_what_who_writes_needs_to_know(sign_in, cast):
    made = asked(cast, reported_as="stock", targets_stated_as="to_date")
    page = sign_in(cast.ines).get(form_url(made))
    assert str(page.context["counting"]).startswith("Count what there is")
    assert made.definitions[0].definition in page.content.decode()
    assert page.context["row"].target_said == "40\xa0logements"


def test_a_remark_has_a_language_and_a_day_is_not_to_come(sign_in, cast):
    made = asked(cast)
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {"value": "3", "remark": "Oui", "as_of_on": tomorrow.isoformat()}
    page = sign_in(cast.ines).post(form_url(made), sent)
    assert set(page.context["form"].errors) == {"remark_language", "as_of_on"}


def test_a_running_total_that_falls_asks_why(sign_in, cast):
    first = open_period()
    made = asked(cast, reported_as="to_date", period=first)
    verified(cast, made, value=Decimal(30))
    made.period = make.period(
        first.ends_on + timedelta(days=1),
        calendar=first.calendar,
        closes_on=timezone.localdate() + timedelta(days=1),
    )
    client = sign_in(cast.ines)
    page = client.post(form_url(made), {"value": "20"})
    assert set(page.context["form"].errors) == {"reason"}
    assert client.post(form_url(made), {"value": "20", "reason": "Recompté."}).url
    assert Result.objects.get(period=made.period).reason == "Recompté."


def test_two_at_once_the_second_is_told_and_keeps_what_was_typed(sign_in, cast):
    made = asked(cast)
    client = sign_in(cast.ines)
    first = client.post(form_url(made), {"value": "30", "seen": "0"})
    assert first.status_code == 302
    second = client.post(form_url(made), {"value": "31", "seen": "0"})
    assert second.status_code == 409
    assert second.context["form"].meanwhile
    assert 'value="31"' in second.content.decode()
    assert Result.objects.get().value == 30
    sent = {"value": "31", "seen": second.context["form"].version}
    assert client.post(form_url(made), sent).status_code == 302
    assert Result.objects.get().value == 31


def test_what_was_handed_in_leads_to_its_page(sign_in, cast):
    made = asked(cast)
    result = submitted(cast, made)
    answer = sign_in(cast.ines).get(form_url(made))
    assert answer.url == url("result_detail", result.pk)


def test_a_closed_period_takes_nothing(sign_in, cast):
    made = asked(cast)
    made.period.due_on = made.period.closes_on = timezone.localdate() - timedelta(1)
    made.period.save()
    client = sign_in(cast.ines)
    assert client.get(form_url(made)).status_code == 409
    assert client.post(form_url(made), {"value": "3"}).status_code == 409
    assert not Result.objects.exists()


def test_an_organisation_that_is_not_asked_cannot_write(sign_in, cast):
    made = asked(cast)
    for who in ("marc", "lea", "remy", "rita"):
        answer = sign_in(getattr(cast, who)).post(form_url(made), {"value": "3"})
        assert answer.status_code == 403, who


def test_evidence_comes_with_the_figure_and_later(sign_in, cast):
    made = asked(cast, evidence_required=True)
    client = sign_in(cast.ines)
    nameless = {
        "value": "3",
        "evidence_file": SimpleUploadedFile("liste.pdf", PDF),
    }
    page = client.post(form_url(made), nameless)
    assert set(page.context["form"].errors) == {"evidence_title"}
    file = SimpleUploadedFile("liste.pdf", PDF)
    client.post(
        form_url(made), nameless | {"evidence_file": file, "evidence_title": "L"}
    )
    result = Result.objects.get()
    address = {"evidence_title": "Site", "evidence_address": "https://example.org/x"}
    client.post(url("evidence_add", result.pk), address)
    assert client.post(url("evidence_add", result.pk), {}).status_code == 200
    titles = Evidence.objects.of(result).values_list("title", flat=True)
    assert list(titles) == ["L", "Site"]
    submit_result(result, by=cast.ines)
    assert client.get(url("evidence_add", result.pk)).status_code == 409


@pytest.mark.parametrize("is_confidential", [False, True])
def test_evidence_is_read_by_who_may(is_confidential, sign_in, cast):
    made = asked(cast)
    result = drafted(cast, made)
    evidence = add_evidence(
        result,
        title="Liste",
        file=SimpleUploadedFile("liste.pdf", PDF),
        is_confidential=is_confidential,
        by=cast.ines,
    )
    statuses = {}
    for who in EVERYONE:
        answer = sign_in(getattr(cast, who)).get(url("evidence_download", evidence.pk))
        if answer.status_code == 200:
            assert b"".join(answer.streaming_content) == PDF
        statuses[who] = answer.status_code
    stranger = dict.fromkeys(("zoe", "sam", "nora", "ada"), 404)
    inside = dict.fromkeys(("ines", "lea", "remy", "rita"), 200)
    marc = {"marc": 403 if is_confidential else 200}
    assert statuses == stranger | inside | marc
    page = sign_in(cast.marc).get(url("result_detail", result.pk)).content.decode()
    link = url("evidence_download", evidence.pk)
    assert (link in page) is not is_confidential


# Handing in


def test_a_result_is_handed_in_from_its_page(sign_in, cast):
    made = asked(cast)
    result = drafted(cast, made)
    client = sign_in(cast.ines)
    page = client.get(url("result_detail", result.pk))
    assert url("result_submit", result.pk) in page.content.decode()
    client.post(url("result_submit", result.pk))
    result.refresh_from_db()
    assert result.state == "submitted"
    assert client.post(url("result_submit", result.pk)).status_code == 409


def test_all_drafts_are_handed_in_and_each_refusal_is_told(sign_in, cast):
    made = asked(cast, how_many=3)
    good = drafted(cast, made, 0)
    empty = drafted(cast, made, 1, remark="à suivre", remark_language="fr")
    address = url("results_submit", made.agreement.pk, made.period.pk)
    client = sign_in(cast.ines)
    unsaid = client.post(address).context["told"]
    assert all(why for _row, why in unsaid)
    shown = {f"seen-{one.pk}": version_of(one) for one in (good, empty)}
    page = client.post(address, shown)
    assert page.status_code == 409
    good.refresh_from_db()
    empty.refresh_from_db()
    assert (good.state, empty.state) == ("submitted", "draft")
    assert [bool(why) for _row, why in page.context["told"]] == [False, True]
    assert sign_in(cast.marc).post(address).status_code == 403
    assert sign_in(cast.ines).get(address).status_code == 405


def test_drafts_sent_twice_are_told_as_handed_in_not_as_lacking(sign_in, cast):
    made = asked(cast)
    draft = drafted(cast, made, 0)
    address = url("results_submit", made.agreement.pk, made.period.pk)
    client = sign_in(cast.ines)
    form = {f"seen-{draft.pk}": version_of(draft)} | client.token()
    assert client.send(address, form).status_code == 200
    again = client.send(address, form)
    report = url("report_detail", made.agreement.pk, made.period.pk)
    assert (again.status_code, again.url) == (302, report)
    assert "the form was sent twice" in client.get(again.url).text
    lacking = client.send(address, client.token())
    assert lacking.status_code == 409
    assert "There is no draft to submit" in lacking.text


# Reading and correcting a result


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_result_costs_the_same_whatever_its_history(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    made = asked(cast)
    result = drafted(cast, made)
    for number in range(how_many):
        add_evidence(
            result, title=f"{number}", address="https://example.org/", by=cast.ines
        )
    for who in READERS:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(url("result_detail", result.pk))
        assert page.status_code == 200


def test_a_verified_result_is_corrected_by_its_next_revision(sign_in, cast):
    made = asked(cast)
    first = verified(cast, made)
    client = sign_in(cast.ines)
    assert client.get(url("result_correct", first.pk)).status_code == 200
    answer = client.post(url("result_correct", first.pk), {"reason": "Doublons."})
    assert answer.url == form_url(made)
    second = Result.objects.get(revision=2)
    page = client.get(form_url(made))
    assert page.context["row"].is_correction
    sent = {"value": "20", "seen": page.context["form"].version}
    assert set(client.post(form_url(made), sent).context["form"].errors) == {"reason"}
    client.post(form_url(made), sent | {"reason": "Doublons."})
    client.post(url("result_submit", second.pk))
    page = client.get(url("result_detail", first.pk))
    assert len(page.context["revisions"]) == 2
    assert Result.objects.current().get().value == 20
    assert (
        client.post(url("result_correct", first.pk), {"reason": "x"}).status_code == 409
    )


def test_a_choice_of_periods_does_not_grow_with_the_years():
    """The last ones, and the one that is asked for, however old."""
    periods = [
        SimpleNamespace(pk=number, calendar="Calendrier") for number in range(40, 0, -1)
    ]

    def offered(**asked):
        form = PeriodFilter(asked, periods=periods)
        assert form.is_valid()
        return [pk for pk, _words in form.fields["period"].choices]

    assert offered() == list(range(40, 40 - OFFERED, -1))
    assert offered(period="3") == [*range(40, 40 - OFFERED, -1), 3]
