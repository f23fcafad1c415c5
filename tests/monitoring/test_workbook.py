"""The workbook: what goes out comes back unchanged, and what is wrong is named."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from accord.directory.models import Role
from accord.incoming.planning import planned
from accord.lib.errors import Refused
from accord.lib.tablefiles import DEMONSTRATION_WORDS
from accord.monitoring.actions.reporting import start_result
from accord.monitoring.models import Result
from accord.monitoring.reading.reports import opened
from accord.monitoring.workbook import writing
from accord.monitoring.workbook.known import asked_of
from accord.monitoring.workbook.layout import EXPLANATION, HEADINGS, SHEET
from accord.monitoring.workbook.reading import Results
from tests import make
from tests.monitoring.rows import KINDS, asked
from tests.monitoring.scene import result_in
from tests.monitoring.sheets import Col, confirmed, open_cells, rewritten, rows_of

pytestmark = pytest.mark.django_db
FIRST = 3  # the first row, as a spreadsheet numbers it


def url(name, made, *more):
    args = [made.agreement.pk, made.period.pk, *more]
    return reverse(f"monitoring:{name}", args=args)


def report_of(cast, made):
    return opened(cast.ines, made.agreement.pk, made.period.pk)


def written(cast, made):
    return writing.write(report_of(cast, made)).read()


def results_of(cast, made):
    asked = asked_of(cast.ines, report_of(cast, made))
    return Results(made.agreement.pk, made.period.pk, asked)


def read(cast, made, data):
    return planned(results_of(cast, made), io.BytesIO(data))


def reasons(reading):
    return [(fault.row, fault.reason) for fault in reading.faults]


def test_what_explains_the_sheet_calls_it_by_its_name():
    assert all(SHEET in said for said in EXPLANATION[0])


@pytest.fixture
def made(cast):
    """One indicator of each kind, in the order of ``KINDS``."""
    return asked(cast, *KINDS)


ROW = {kind: FIRST + number for number, kind in enumerate(KINDS)}
FILLING = {
    "count": {Col.VALUE: 12},
    "amount": {Col.VALUE: 60000.5},
    "ratio": {Col.NUMERATOR: 12, Col.DENOMINATOR: 40},
    "scale": {Col.CHOICE: "En projet / In ontwerp"},
    "yes_no": {Col.CHOICE: "oui / ja"},
    "narrative": {Col.TEXT_FR: "Fait.", Col.TEXT_NL: "Gedaan."},
}
MEANT = {
    "count": {"value": Decimal(12)},
    "amount": {"value": Decimal("60000.5")},
    "ratio": {"numerator": Decimal(12), "denominator": Decimal(40)},
    "scale": {"value": Decimal(1)},
    "yes_no": {"value": Decimal(1)},
    "narrative": {"text_fr": "Fait.", "text_nl": "Gedaan."},
}


# What goes out


def test_it_holds_every_indicator_in_both_languages_and_a_version(cast, made):
    data = written(cast, made)
    title, headings, *rows = rows_of(data)
    assert "Ixelles / Elsene" in title[0]
    assert headings == list(HEADINGS.values())
    assert len(rows) == len(KINDS)
    first = rows[0]
    assert first[Col.ID] == made.series[0].pk
    assert first[Col.NAME_FR] == made.definitions[0].name_fr
    assert first[Col.NAME_NL] == made.definitions[0].name_nl
    assert (first[Col.UNIT], first[Col.TARGET]) == ("logements / woningen", "40")
    assert first[Col.KEY] == f"{made.agreement.pk}-{made.period.pk}-0"
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert len(book.sheet_names) == 3
    said = book.get_sheet_by_index(1).to_python()
    assert said[0] == ["Français", "Nederlands"]


def test_only_the_cells_of_its_kind_can_be_filled_and_only_while_it_may_change(
    cast, made
):
    result_in(cast, made, 1, "submitted")
    data = written(cast, made)
    free = open_cells(data)
    expected = {
        "count": {Col.VALUE},
        "amount": set(),
        "ratio": {Col.NUMERATOR, Col.DENOMINATOR},
        "scale": {Col.CHOICE},
        "yes_no": {Col.CHOICE},
        "narrative": {Col.TEXT_FR, Col.TEXT_NL},
    }
    common = set(range(Col.NO_DATA_REASON, Col.KEY))
    for kind, own in expected.items():
        wanted = own | common if kind != "amount" else set()
        assert free.get(ROW[kind], set()) == wanted, kind


def test_a_demonstration_says_so(cast, made, settings):
    assert DEMONSTRATION_WORDS not in rows_of(written(cast, made))[0][0]
    settings.DEMO = True
    assert DEMONSTRATION_WORDS in rows_of(written(cast, made))[0][0]


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_download_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    made = asked(cast, how_many=how_many)
    result_in(cast, made, 0, "draft")
    for who in ["marc", "ines", "lea", "remy", "rita"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            answer = client.get(url("workbook_download", made))
            data = b"".join(answer.streaming_content)
        assert len(rows_of(data)) == how_many + 2
        assert "accord-ixelles" in answer["Content-Disposition"]


# What comes back


def test_untouched_it_changes_nothing(cast, made):
    for number, kind in enumerate(KINDS):
        fields = MEANT[kind] if kind != "scale" else {"no_data_reason": "not_yet"}
        start_result(made.series[number], period=made.period, by=cast.ines, **fields)
    found = read(cast, made, written(cast, made))
    assert (found.changes, found.faults) == ([], [])
    assert found.unchanged == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_of_each_kind_is_read(kind, cast, made):
    data = rewritten(written(cast, made), {ROW[kind]: FILLING[kind]})
    found = read(cast, made, data)
    assert found.faults == []
    (change,) = found.changes
    assert change.row == ROW[kind]
    for name, value in MEANT[kind].items():
        assert change.says[name] == value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("60.000", "60000"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (" 7 ", "7"),
        ("-3", "-3"),
        (0, "0"),
        (0.1 + 0.2, "0.3"),
        (1234567.8912, "1234567.8912"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, meant, cast, made):
    data = rewritten(written(cast, made), {ROW["count"]: {Col.VALUE: typed}})
    (change,) = read(cast, made, data).changes
    assert change.says["value"] == Decimal(meant)


@pytest.mark.parametrize("word", ["ja", "Oui", "oui / ja", "YES", True, 1])
def test_a_word_of_either_language_is_understood(word, cast, made):
    data = rewritten(written(cast, made), {ROW["yes_no"]: {Col.CHOICE: word}})
    (change,) = read(cast, made, data).changes
    assert change.says["value"] == 1


def test_what_goes_with_a_figure_is_read(cast, made):
    said = {
        Col.NO_DATA_REASON: "not_yet",
        Col.AS_OF_ON: date(2025, 6, 30),
        Col.REMARK: "=SUM(A1:A2) n’est pas une formule",
        Col.REMARK_LANGUAGE: "néerlandais / Nederlands",
        Col.REASON: "Recompté",
    }
    data = rewritten(written(cast, made), {ROW["count"]: said})
    (change,) = read(cast, made, data).changes
    assert change.says["no_data_reason"] == "not_yet"
    assert change.says["as_of_on"] == date(2025, 6, 30)
    assert change.says["remark"].startswith("=SUM")
    assert (change.says["remark_language"], change.says["reason"]) == (
        "nl",
        "Recompté",
    )


# What is wrong

LONG = "x" * 4001
WRONG = [
    ("count", {Col.VALUE: "beaucoup"}, "is not a number"),
    ("count", {Col.VALUE: True}, "“true” or “false”"),
    ("count", {Col.VALUE: "=1+1"}, "formula"),
    ("count", {Col.VALUE: 0.12345}, "four decimals"),
    ("count", {Col.VALUE: 10**15}, "too large"),
    ("count", {Col.VALUE: "1" * 60}, "is not a number"),
    ("count", {Col.NUMERATOR: 3}, "no figure in the column"),
    ("count", {Col.VALUE: 3, Col.NO_DATA_REASON: "not_yet"}, "never both"),
    ("count", {Col.NO_DATA_REASON: "parce que"}, "none of the words"),
    ("count", {Col.AS_OF_ON: "hier"}, "is not a day"),
    ("count", {Col.AS_OF_ON: "2025"}, "is not a day"),
    ("count", {Col.AS_OF_ON: date(2040, 1, 1)}, "still to come"),
    ("count", {Col.REMARK: "Oui"}, "in which language"),
    ("count", {Col.REMARK: "Oui", Col.REMARK_LANGUAGE: "Deutsch"}, "none of the words"),
    ("count", {Col.REASON: LONG}, "longer than"),
    ("ratio", {Col.NUMERATOR: 3}, "numerator and the denominator"),
    ("ratio", {Col.NUMERATOR: 3, Col.DENOMINATOR: 0}, "above zero"),
    ("scale", {Col.CHOICE: "Peut-être"}, "none of the words"),
    ("narrative", {Col.VALUE: 3}, "no figure in the column"),
    ("count", {Col.ID: 999_999}, "is no indicator of this report"),
    ("count", {Col.ID: "Ixelles"}, "is no indicator of this report"),
    ("count", {Col.ID: ""}, "is no indicator of this report"),
    ("count", {Col.KEY: ""}, "hidden column"),
    ("count", {Col.KEY: "1-2-x"}, "hidden column"),
]


@pytest.mark.parametrize(("kind", "cells", "said"), WRONG)
def test_a_bad_row_is_named_with_its_number_and_reason(kind, cells, said, cast, made):
    data = rewritten(written(cast, made), {ROW[kind]: cells})
    with override("en"):
        found = read(cast, made, data)
    ((row, reason),) = reasons(found)
    assert row == ROW[kind]
    assert said in reason
    assert found.changes == []


def test_rows_of_another_agreement_or_period_are_told_apart(cast, made):
    other = asked(cast, "count", town=cast.schaerbeek, period=made.period)
    data = written(cast, made)
    keys = {
        FIRST: f"{other.agreement.pk}-{made.period.pk}-0",
        FIRST + 1: f"{made.agreement.pk}-{made.period.pk + 1}-0",
    }
    data = rewritten(data, {row: {Col.KEY: key} for row, key in keys.items()})
    with override("en"):
        (_, first), (_, second) = reasons(read(cast, made, data))
    assert "another agreement" in first
    assert "another period" in second
    forged = {FIRST: {Col.ID: other.series[0].pk, Col.VALUE: 3}}
    with override("en"):
        ((_, said),) = reasons(read(cast, made, rewritten(written(cast, made), forged)))
    assert "is no indicator of this report" in said


def test_the_same_indicator_twice_is_named_with_the_first(cast, made):
    twice = {FIRST + 1: {Col.ID: made.series[0].pk, Col.VALUE: 3}}
    with override("en"):
        found = read(cast, made, rewritten(written(cast, made), twice))
    ((row, reason),) = reasons(found)
    assert row == FIRST + 1
    assert reason.endswith(f"row {FIRST}.")


def test_what_was_handed_in_and_what_changed_meanwhile_is_refused(cast, made):
    data = written(cast, made)
    result_in(cast, made, 0, "draft")
    result_in(cast, made, 1, "submitted")
    cells = {FIRST: {Col.VALUE: 3}, FIRST + 1: {Col.VALUE: 4}}
    with override("en"):
        (_, first), (_, second) = reasons(read(cast, made, rewritten(data, cells)))
    assert "Somebody changed it" in first
    assert "handed in" in second
    same = {FIRST: {Col.VALUE: 30}, FIRST + 1: {Col.VALUE: 30}}
    assert read(cast, made, rewritten(data, same)).faults == []


def test_a_reason_is_told_in_the_language_of_who_reads(cast, made):
    data = rewritten(written(cast, made), {FIRST: {Col.VALUE: "x"}})
    with override("en"):
        english = reasons(read(cast, made, data))
    assert english == [(FIRST, "“x” is not a number.")]


def test_another_file_is_no_workbook_of_ours(cast, made):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet(SHEET).write_string(0, 0, "Bonjour")
    for data in (file.getvalue(), b"PK\x03\x04 nothing", b""):
        with pytest.raises(Refused):
            read(cast, made, data)


def test_reading_makes_no_query_per_row(cast, django_assert_max_num_queries):
    made = asked(cast, how_many=200)
    data = written(cast, made)
    cells = {FIRST + number: {Col.VALUE: number} for number in range(200)}
    data = rewritten(data, cells)
    report = report_of(cast, made)
    with django_assert_max_num_queries(5):
        asked_for = asked_of(cast.ines, report)
        results = Results(made.agreement.pk, made.period.pk, asked_for)
        found = planned(results, io.BytesIO(data))
    assert len(found.changes) == 200


# Round trip, whatever is in it

TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"),
    max_size=80,
)
NUMBER = st.decimals(
    min_value=-(10**13), max_value=10**13, places=4, allow_nan=False
) | st.integers(-(10**6), 10**6).map(Decimal)
COMMON = {
    "remark": TEXT,
    "remark_language": st.sampled_from(["fr", "nl"]),
    "reason": TEXT,
    "as_of_on": st.none() | st.dates(date(1990, 1, 1), date(2025, 12, 31)),
}
FIGURE = {
    "count": st.fixed_dictionaries({"value": NUMBER}),
    "amount": st.fixed_dictionaries({"value": NUMBER}),
    "ratio": st.fixed_dictionaries(
        {
            "numerator": NUMBER,
            "denominator": st.decimals("0.0001", 10**12, places=4),
        }
    ),
    "scale": st.fixed_dictionaries({"value": st.integers(0, 2).map(Decimal)}),
    "yes_no": st.fixed_dictionaries({"value": st.integers(0, 1).map(Decimal)}),
    "narrative": st.fixed_dictionaries({"text_fr": TEXT, "text_nl": TEXT}),
}
WITHOUT = st.sampled_from(["not_measured", "not_yet", "not_possible"]).map(
    lambda code: {"no_data_reason": code}
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    said=st.fixed_dictionaries(
        {
            kind: st.tuples(st.fixed_dictionaries(COMMON), FIGURE[kind] | WITHOUT)
            for kind in KINDS
        }
    )
)
def test_what_is_exported_imports_back_unchanged(cast, made, said):
    Result.objects.filter(series__in=made.series).delete()
    for series in made.series:
        common, figure = said[series.definition.value_kind]
        Result.objects.create(
            series=series,
            period=made.period,
            author=cast.ines,
            organisation=cast.ixelles,
            **common,
            **figure,
        )
    found = read(cast, made, written(cast, made))
    assert reasons(found) == []
    assert [change.says for change in found.changes] == []
    assert found.unchanged == len(KINDS)


# The pages


def upload(client, made, data, name="rempli.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(url("workbook_upload", made), {"file": file})


def test_it_is_uploaded_looked_at_and_loaded_as_drafts(sign_in, cast, made):
    kept = result_in(cast, made, 0, "draft")
    cells = {ROW[kind]: FILLING[kind] for kind in KINDS}
    data = rewritten(written(cast, made), cells)
    client = sign_in(cast.ines)
    assert client.get(url("workbook_upload", made)).status_code == 200
    answer = upload(client, made, data)
    page = client.get(answer.url)
    assert len(page.context["changes"]) == len(KINDS)
    text = page.content.decode()
    assert "<del>30\xa0logements</del> → <ins>12\xa0logements</ins>" in text
    assert Result.objects.count() == 1
    assert confirmed(client, answer.url).url == url("report_detail", made)
    kept.refresh_from_db()
    assert (kept.value, kept.origin) == (12, "import")
    for number, kind in enumerate(KINDS):
        result = Result.objects.get(series=made.series[number])
        assert result.state == "draft"
        for name, value in MEANT[kind].items():
            assert getattr(result, name) == value
    again = client.get(answer.url)
    assert again.context["plan"].unchanged == len(KINDS)
    nothing = read(cast, made, written(cast, made))
    assert (nothing.changes, nothing.faults) == ([], [])


def test_what_was_not_looked_at_is_not_loaded(sign_in, cast, made):
    client = sign_in(cast.ines)
    data = rewritten(written(cast, made), {FIRST: {Col.VALUE: 3}})
    answer = upload(client, made, data)
    for seen in ({}, {"plan": "of another day"}):
        assert client.post(answer.url, seen).status_code == 409
    assert not Result.objects.exists()


def test_what_was_not_read_is_said_before_it_is_loaded(
    sign_in, cast, made, untranslated
):
    cells = {FIRST: {Col.VALUE: 3, len(Col): "à vérifier"}}
    extra = {"Calculs": [["=", 3]], "Vide": []}
    data = rewritten(written(cast, made), cells, beside=extra)
    client = sign_in(cast.ines)
    page = client.get(upload(client, made, data).url)
    assert page.context["plan"].unread == [
        "Column T, which has no heading",
        "Sheet “Calculs”",
    ]
    assert "which has no heading" in page.content.decode()
    assert page.context["plan"].may_be_loaded


def test_one_bad_row_and_nothing_is_loaded(sign_in, cast, made):
    cells = {FIRST: {Col.VALUE: 3}, FIRST + 1: {Col.VALUE: "x"}}
    client = sign_in(cast.ines)
    answer = upload(client, made, rewritten(written(cast, made), cells))
    page = client.get(answer.url)
    assert [fault.row for fault in page.context["faults"]] == [FIRST + 1]
    assert confirmed(client, answer.url).status_code == 409
    assert not Result.objects.exists()


def test_what_somebody_does_between_looking_and_loading_stops_all_of_it(
    sign_in, cast, made
):
    cells = {FIRST: {Col.VALUE: 3}, FIRST + 1: {Col.VALUE: 4}}
    client = sign_in(cast.ines)
    answer = upload(client, made, rewritten(written(cast, made), cells))
    plan = client.get(answer.url).context["plan"]
    assert plan.may_be_loaded
    result_in(cast, made, 0, "draft")
    seen = {"plan": plan.fingerprint}
    assert client.post(answer.url, seen).status_code == 409
    assert Result.objects.count() == 1


def test_a_period_that_closed_takes_no_workbook(sign_in, cast, made):
    client = sign_in(cast.ines)
    data = rewritten(written(cast, made), {FIRST: {Col.VALUE: 3}})
    answer = upload(client, made, data)
    made.period.due_on = made.period.closes_on = timezone.localdate() - timedelta(1)
    made.period.save()
    assert client.get(answer.url).status_code == 200
    assert confirmed(client, answer.url).status_code == 409
    assert not Result.objects.exists()


def test_the_file_of_somebody_else_is_not_there(sign_in, cast, made):
    client = sign_in(cast.ines)
    answer = upload(client, made, written(cast, made))
    colleague = make.person(Role.EDITOR, cast.ixelles, name="Igor")
    assert sign_in(colleague).get(answer.url).status_code == 404
    assert sign_in(colleague).post(answer.url).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b""), ("a.xlsx", b"%PDF-1.7\n%%EOF\n"), ("a.xlsx", b"PK\x03\x04..")],
)
def test_what_is_no_workbook_is_refused_at_the_form(name, data, sign_in, cast, made):
    page = upload(sign_in(cast.ines), made, data, name)
    assert page.status_code in (200, 409)
    assert page.context["form"].errors


def test_the_workbook_of_another_report_changes_nothing_of_this_one(
    sign_in, cast, made
):
    other = asked(cast, "count", town=cast.schaerbeek, period=made.period)
    theirs = writing.write(
        opened(cast.nora, other.agreement.pk, other.period.pk)
    ).read()
    client = sign_in(cast.ines)
    answer = upload(client, made, rewritten(theirs, {FIRST: {Col.VALUE: 3}}))
    assert client.get(answer.url).context["plan"].faults
    assert confirmed(client, answer.url).status_code == 409
    assert not Result.objects.exists()


@pytest.mark.parametrize("how_many", [1, 200])
def test_looking_at_it_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    made = asked(cast, how_many=how_many)
    cells = {FIRST + number: {Col.VALUE: number} for number in range(how_many)}
    client = sign_in(cast.ines)
    answer = upload(client, made, rewritten(written(cast, made), cells))
    with django_assert_max_num_queries(16):
        page = client.get(answer.url)
    assert len(page.context["plan"].changes) == how_many
    assert len(page.content) <= 40_000
