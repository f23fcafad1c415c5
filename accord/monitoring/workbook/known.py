"""What is known of a report when its workbook is read: a handful of queries in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from accord.accounts.models import User
from accord.framework.models import IndicatorDefinition
from accord.incoming.cells import tidy
from accord.instruments.models import AgreedIndicator
from accord.journal.models import Entry
from accord.monitoring.models import Result
from accord.monitoring.reading.reports import Report
from accord.monitoring.workbook.layout import FIGURES, OF_KIND, choices_of
from accord.monitoring.workflow import WRITABLE

NOTHING: dict[str, Any] = {
    **dict.fromkeys(("value", "numerator", "denominator", "as_of_on")),
    **dict.fromkeys(("text_fr", "text_nl", "no_data_reason"), ""),
    **dict.fromkeys(("remark", "remark_language", "reason"), ""),
}  # what a result says, by its columns


@dataclass(frozen=True)
class Kind:
    """What reading needs to know of an indicator."""

    definition: IndicatorDefinition
    name: str
    others: tuple[str, ...]  # the columns where no figure of it may stand
    choices: dict[str, Decimal]


class Known(NamedTuple):
    """One series as it is kept now."""

    kind: Kind
    content: dict[str, Any] = NOTHING
    version: int = 0
    result: int | None = None
    is_writable: bool = True
    is_correction: bool = False


def kind_of(definition: IndicatorDefinition) -> Kind:
    own = OF_KIND[definition.value_kind]
    others = tuple(key for key in FIGURES if key not in own)
    return Kind(definition, definition.name, others, choices_of(definition))


def asked_of(user: User, report: Report) -> dict[int, Known]:
    """What a report asks for, by series: four queries, whatever the number of rows."""
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
    for one in results.order_by("revision"):
        if one.series_id in found:
            found[one.series_id] = Known(
                found[one.series_id].kind,
                _content(one),
                known.get(one.pk, 0),
                one.pk,
                one.state in WRITABLE,
                one.revision > 1,
            )
    return found


def _content(result: Result) -> dict[str, Any]:
    """As the workbook says it: without a remark, its language says nothing."""
    said = {name: getattr(result, name) for name in NOTHING}
    found = {n: tidy(one) if isinstance(one, str) else one for n, one in said.items()}
    return found if found["remark"] else found | {"remark_language": ""}


def versions(results: Iterable[Result]) -> dict[int, int]:
    """By result: the number of its latest entry in the journal."""
    return _latest_entries([result.pk for result in results])


def _latest_entries(pks: Any) -> dict[int, int]:
    kind = ContentType.objects.get_for_model(Result)
    rows = Entry.objects.filter(record_type=kind, record_id__in=pks)
    found = rows.order_by().values_list("record_id").annotate(Max("pk"))
    return dict(found)
