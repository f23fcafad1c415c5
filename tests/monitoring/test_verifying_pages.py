"""What the Region does with results, on its pages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.instruments.models import Instrument
from accord.monitoring.actions.reporting import start_result, submit_result
from accord.monitoring.models import PeriodException, PublishedFigure, Result
from accord.workflow import version_of
from tests import make
from tests.monitoring.rows import KINDS, asked, open_period
from tests.monitoring.scene import result_in

pytestmark = pytest.mark.django_db
EVERYONE = ("zoe", "sam", "nora", "ada", "marc", "ines", "lea", "remy", "rita")


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


@pytest.fixture
def made(cast):
    return asked(cast)


def closed(made):
    made.period.due_on = made.period.closes_on = timezone.localdate() - timedelta(1)
    made.period.save()


# Verification


def test_what_awaits_verification_comes_oldest_first(sign_in, cast):
    made = asked(cast, how_many=3)
    other = asked(cast, town=cast.schaerbeek, period=made.period)
    results = [result_in(cast, made, number, "submitted") for number in range(2)]
    result_in(cast, made, 2, "draft")
    theirs = start_result(
        other.series[0], period=made.period, value=Decimal(1), by=cast.nora
    )
    submit_result(theirs, by=cast.nora)
    Result.objects.filter(pk=results[1].pk).update(submitted_on=date(2025, 8, 1))
    client = sign_in(cast.remy)
    page = client.get(url("verification_list"))
    found = [result.pk for result, _said in page.context["rows"]]
    assert found == [results[1].pk, results[0].pk, theirs.pk]
    only = client.get(url("verification_list"), {"municipality": cast.schaerbeek.pk})
    assert [result for result, _said in only.context["rows"]] == [theirs]


@pytest.mark.parametrize("how_many", [0, 1, 200])
def test_the_list_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    made = asked(cast, how_many=max(how_many, 1))
    Result.objects.bulk_create(
        Result(
            series=series,
            period=made.period,
            state="submitted",
            value=3,
            submitted_on=date(2025, 8, 1),
            author=cast.ines,
            organisation=cast.ixelles,
        )
        for series in made.series[:how_many]
    )
    for who in ["lea", "remy", "rita"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("verification_list"))
        assert page.status_code == 200
        assert len(page.content) <= 40_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_of_each_kind_is_verified(kind, sign_in, cast):
    figure = {
        "ratio": {"numerator": Decimal(3), "denominator": Decimal(4)},
        "narrative": {"text_fr": "Fait.", "text_nl": "Gedaan."},
    }.get(kind, {"value": Decimal(1)})
    made = asked(cast, kind)
    result = start_result(made.series[0], period=made.period, by=cast.ines, **figure)
    submit_result(result, by=cast.ines)
    client = sign_in(cast.remy)
    assert client.get(url("result_verify", result.pk)).status_code == 200
    sent = {"method": "register"}
    answer = client.post(url("result_verify", result.pk), sent)
    assert answer.url == url("result_detail", result.pk)
    result.refresh_from_db()
    assert (result.state, result.counted) == ("verified", result.reported)
    again = client.post(url("result_verify", result.pk), sent)
    assert again.status_code == 409


def test_a_corrected_figure_stands_beside_the_reported_one_with_its_reason(
    sign_in, cast, made
):
    result = result_in(cast, made, 0, "submitted")
    client = sign_in(cast.remy)
    sent = {"method": "register", "value": "28"}
    page = client.post(url("result_verify", result.pk), sent)
    assert set(page.context["form"].errors) == {"comment"}
    client.post(url("result_verify", result.pk), sent | {"comment": "Deux doublons."})
    result.refresh_from_db()
    assert (result.value, result.counted.value) == (30, 28)
    page = client.get(url("result_detail", result.pk)).content.decode()
    assert "28\xa0logements" in page
    assert "Deux doublons." in page


def test_a_result_is_returned_with_the_reason_and_handed_in_again(sign_in, cast, made):
    result = result_in(cast, made, 0, "submitted")
    client = sign_in(cast.remy)
    page = client.post(url("result_return", result.pk), {"comment": ""})
    assert set(page.context["form"].errors) == {"comment"}
    client.post(url("result_return", result.pk), {"comment": "Quelles rues ?"})
    result.refresh_from_db()
    assert result.state == "returned"
    ines = sign_in(cast.ines)
    assert (
        "Quelles rues ?" in ines.get(url("result_detail", result.pk)).content.decode()
    )
    ines.post(url("result_submit", result.pk))
    result.refresh_from_db()
    assert result.state == "submitted"


def test_the_reason_of_a_return_stands_above_the_figure_until_it_goes_again(
    sign_in, cast, made
):
    """Changed, it is a draft like the others: who submits all submits it too."""
    result = result_in(cast, made, 0, "submitted")
    sign_in(cast.remy).post(
        url("result_return", result.pk), {"comment": "Quelles rues ?"}
    )
    ines = sign_in(cast.ines)
    form = url("result_report", result.series_id, result.period_id)
    page = ines.get(form)
    assert page.text.index("Quelles rues ?") < page.text.index('name="value"')
    assert cast.remy.get_full_name() in page.text

    ines.post(form, {"value": "31"})
    result.refresh_from_db()
    assert result.state == "draft"
    assert "Quelles rues ?" in ines.get(form).text
    all_drafts = url("results_submit", made.agreement.pk, result.period_id)
    ines.post(all_drafts, {f"seen-{result.pk}": version_of(result)})
    result.refresh_from_db()
    assert result.state == "submitted"


def test_two_verifiers_at_once_the_second_is_refused(sign_in, cast, made):
    result = result_in(cast, made, 0, "submitted")
    client = sign_in(cast.remy)
    client.post(url("result_verify", result.pk), {"method": "register"})
    late = sign_in(cast.rita).post(url("result_return", result.pk), {"comment": "x"})
    assert late.status_code == 409
    result.refresh_from_db()
    assert result.state == "verified"


def test_nobody_verifies_what_they_reported(sign_in, cast, made):
    result = result_in(cast, made, 0, "submitted")
    Result.objects.filter(pk=result.pk).update(author=cast.remy)
    answer = sign_in(cast.remy).post(url("result_verify", result.pk), {})
    assert answer.status_code == 403


# Opening again


def test_an_approver_opens_a_period_again_and_closes_it(sign_in, cast, made):
    closed(made)
    address = url("period_reopen", made.agreement.pk, made.period.pk)
    client = sign_in(cast.rita)
    report = url("report_detail", made.agreement.pk, made.period.pk)
    assert address in client.get(report).content.decode()
    until = timezone.localdate() + timedelta(days=7)
    sent = {"opened_until": until.isoformat(), "reason": "Panne."}
    assert set(client.post(address, {"reason": ""}).context["form"].errors) == set(sent)
    assert client.post(address, sent).url == report
    exception = PeriodException.objects.get()
    assert (exception.opened_until, exception.granted_by) == (until, cast.rita)
    form = url("result_report", made.series[0].pk, made.period.pk)
    assert sign_in(cast.ines).get(form).status_code == 200
    client = sign_in(cast.rita)
    close = url("exception_close", exception.pk)
    assert close in client.get(url("exception_list")).content.decode()
    client.post(close)
    assert client.post(close).status_code == 409
    assert close not in client.get(url("exception_list")).content.decode()
    assert sign_in(cast.ines).get(form).status_code == 409


def test_an_open_period_is_not_opened_again(sign_in, cast, made):
    address = url("period_reopen", made.agreement.pk, made.period.pk)
    until = timezone.localdate().isoformat()
    sent = {"opened_until": until, "reason": "Panne."}
    page = sign_in(cast.rita).post(address, sent)
    assert page.status_code == 409
    assert page.context["form"].non_field_errors()


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_exceptions_cost_the_same_whatever_their_number(
    how_many, sign_in, cast, made, django_assert_max_num_queries
):
    PeriodException.objects.bulk_create(
        PeriodException(
            agreement=made.agreement,
            period=made.period,
            opened_until=timezone.localdate(),
            reason="Panne.",
            granted_by=cast.rita,
        )
        for _ in range(how_many)
    )
    for who in EVERYONE:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("exception_list"))
        sees = who in ("marc", "ines", "lea", "remy", "rita")
        assert page.context["page"].paginator.count == (how_many if sees else 0)
        assert len(page.content) <= 40_000


# Publishing


def test_what_is_looked_at_is_what_becomes_public(sign_in, cast):
    made = asked(cast, how_many=2)
    other = asked(cast, town=cast.schaerbeek, period=made.period, is_public=False)
    result_in(cast, made, 0, "verified")
    result_in(cast, made, 1, "submitted")
    client = sign_in(cast.rita)
    page = client.get(url("period_publish", made.period.pk))
    preview = page.context["preview"]
    shown = {row.definition: row for row in preview.rows}
    assert set(shown) == set(made.definitions)
    assert other.definitions[0] not in shown
    first = shown[made.definitions[0]]
    assert (first.region.figure, first.region.reported, first.region.expected) == (
        "30\xa0logements",
        1,
        1,
    )
    assert [line.place for line in first.places] == ["Ixelles"]
    assert shown[made.definitions[1]].region.figure == ""
    client.post(url("period_publish", made.period.pk), {"inputs": preview.inputs})
    public = PublishedFigure.objects.public()
    assert public.filter(value=30).count() == 2
    assert not public.filter(definition=other.definitions[0]).exists()


def test_a_text_that_is_not_public_is_in_no_public_total(sign_in, cast):
    made = asked(cast)
    private = asked(cast, town=cast.schaerbeek, period=made.period)
    private.series[0].definition = made.definitions[0]
    private.series[0].save()
    for one, by in ((made, cast.ines), (private, cast.nora)):
        Result.objects.create(
            series=one.series[0],
            period=made.period,
            state="verified",
            value=30,
            submitted_on=date(2025, 8, 1),
            author=by,
            organisation=one.agreement.municipality,
        )
    Instrument.objects.filter(pk=private.text.pk).update(published_at=None)

    client = sign_in(cast.rita)
    row = client.get(url("period_publish", made.period.pk)).context["preview"].rows[0]
    assert (row.region.figure, row.region.reported) == ("30\xa0logements", 1)
    assert [line.place for line in row.places] == ["Ixelles"]
    Instrument.objects.update(published_at=timezone.now())
    row = client.get(url("period_publish", made.period.pk)).context["preview"].rows[0]
    assert (row.region.figure, row.region.reported) == ("60\xa0logements", 2)


def test_figures_that_changed_since_they_were_looked_at_are_not_published(
    sign_in, cast
):
    made = asked(cast, how_many=2)
    result_in(cast, made, 0, "verified")
    client = sign_in(cast.rita)
    page = client.get(url("period_publish", made.period.pk))
    result_in(cast, made, 1, "verified")
    inputs = {"inputs": page.context["preview"].inputs}
    refused = client.post(url("period_publish", made.period.pk), inputs)
    assert refused.status_code == 409
    assert not PublishedFigure.objects.exists()


def test_nothing_verified_and_nothing_ended_cannot_be_published(sign_in, cast):
    made = asked(cast)
    client = sign_in(cast.rita)
    page = client.get(url("period_publish", made.period.pk))
    assert not page.context["preview"].is_possible
    sent = {"inputs": page.context["preview"].inputs}
    again = client.post(url("period_publish", made.period.pk), sent)
    assert again.status_code == 409
    running = make.period(timezone.localdate(), calendar=made.period.calendar)
    page = client.get(url("period_publish", running.pk))
    assert not page.context["preview"].has_ended


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_preview_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    period = open_period()
    made = asked(cast, how_many=how_many, period=period)
    result_in(cast, made, 0, "verified")
    client = sign_in(cast.rita)
    with django_assert_max_num_queries(12):
        page = client.get(url("period_publish", period.pk))
    assert len(page.context["preview"].rows) == how_many
