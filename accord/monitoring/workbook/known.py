"""What is known of a report when its workbook is read: a handful of queries in all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from accord.accounts.models import User
from accord.framework.models import IndicatorDefinition
from accord.instruments.models import AgreedIndicator
from accord.journal.models import Entry
from accord.monitoring.models import Result
from accord.monitoring.reports import Report
from accord.monitoring.workbook.layout import OF_KIND, Col, choices_of
from accord.monitoring.workflow import WRITABLE

COLUMNS = (
    *("value", "numerator", "denominator", "text_fr", "text_nl"),
    *("no_data_reason", "as_of_on", "remark", "remark_language", "reason"),
)
Content = tuple[Any, ...]  # what a result says, in the order of COLUMNS
NOTHING: Content = (None, None, None, "", "", "", None, "", "", "")

UNSAID = list(NOTHING[3:])


@dataclass(frozen=True)
class Kind:
    """What reading needs to know of an indicator."""

    definition: IndicatorDefinition
    columns: tuple[Col, ...]  # where its figure stands
    others: tuple[Col, ...]  # where no figure of it may stand
    choices: dict[str, Decimal]


class Known(NamedTuple):
    """One series as it is kept now."""

    kind: Kind
    content: Content = NOTHING
    version: int = 0
    result: int | None = None
    is_writable: bool = True
    is_correction: bool = False


@dataclass(frozen=True)
class Asked:
    """The series a report asks for, by key."""

    report: Report
    series: dict[int, Known] = field(default_factory=dict)


def tidy(text: str) -> str:
    """As a spreadsheet keeps it: one kind of line end, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def kind_of(definition: IndicatorDefinition) -> Kind:
    own = OF_KIND[definition.value_kind]
    others = tuple(
        col for col in Col if Col.VALUE <= col <= Col.TEXT_NL and col not in own
    )
    return Kind(definition, own, others, choices_of(definition))


def asked_of(user: User, report: Report) -> Asked:
    """Four queries, whatever the number of rows."""
    agreed = AgreedIndicator.objects.visible_to(user).standing()
    agreed = agreed.filter(instrument=report.text)
    pairs = list(agreed.order_by().values_list("series", "definition"))
    definitions = IndicatorDefinition.objects.visible_to(user).filter(
        pk__in=agreed.order_by().values("definition")
    )
    kinds = {one.pk: kind_of(one) for one in definitions}
    found = {series: Known(kinds[definition]) for series, definition in pairs}
    results = Result.objects.visible_to(user).filter(
        series__agreement=report.agreement, period=report.period
    )
    known = _latest_entries(results.order_by().values("pk"))
    rows = results.order_by("revision").values_list(
        "pk", "series", "revision", "state", *COLUMNS
    )
    for pk, series, revision, state, *content in rows:
        if series in found:
            found[series] = Known(
                found[series].kind,
                _tidied(content),
                known.get(pk, 0),
                pk,
                state in WRITABLE,
                revision > 1,
            )
    return Asked(report, found)


def _tidied(content: list[Any]) -> Content:
    if content[3:] == UNSAID:  # nearly always
        return tuple(content)
    found = tuple(tidy(one) if type(one) is str else one for one in content)
    return found if found[7] else (*found[:8], "", found[9])  # no remark, no language


def versions(results: Iterable[Result]) -> dict[int, int]:
    """By result: the number of its latest entry in the journal."""
    return _latest_entries([result.pk for result in results])


def _latest_entries(pks: Any) -> dict[int, int]:
    kind = ContentType.objects.get_for_model(Result)
    rows = Entry.objects.filter(record_type=kind, record_id__in=pks)
    found = rows.order_by().values_list("record_id").annotate(Max("pk"))
    return dict(found)
