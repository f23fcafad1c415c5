"""What is known of a report when its workbook is read: three queries in all."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from accord.accounts.models import User
from accord.framework.models import IndicatorDefinition
from accord.incoming.cells import tidy
from accord.instruments.models import AgreedIndicator, Series
from accord.journal.models import Entry
from accord.monitoring.models import Result
from accord.monitoring.reading.reports import Report

NOTHING: dict[str, Any] = {
    **dict.fromkeys(("value", "numerator", "denominator", "as_of_on")),
    **dict.fromkeys(("text_fr", "text_nl", "no_data_reason"), ""),
    **dict.fromkeys(("remark", "remark_language", "reason"), ""),
}  # what a result says, by its columns


class Known(NamedTuple):
    """One series as it is kept now."""

    definition: IndicatorDefinition
    name: str
    series: Series | None = None
    result: Result | None = None
    version: int = 0
    content: dict[str, Any] = NOTHING


def asked_of(user: User, report: Report) -> dict[int, Known]:
    """What a report asks for, by series."""
    agreed = AgreedIndicator.objects.visible_to(user).standing()
    rows = agreed.filter(instrument=report.text).order_by()
    found = {
        one.series_id: Known(one.definition, one.definition.name, one.series)
        for one in rows.select_related("series", "definition")
    }
    results = Result.objects.visible_to(user).filter(
        series__agreement=report.agreement, period=report.period
    )
    kept = list(results.order_by("revision"))
    known = versions(kept)
    for one in kept:
        if one.series_id in found:
            found[one.series_id] = found[one.series_id]._replace(
                result=one, version=known.get(one.pk, 0), content=_content(one)
            )
    return found


def _content(result: Result) -> dict[str, Any]:
    """As the workbook says it: without a remark, its language says nothing."""
    said = {name: getattr(result, name) for name in NOTHING}
    found = {n: tidy(one) if isinstance(one, str) else one for n, one in said.items()}
    return found if found["remark"] else found | {"remark_language": ""}


def versions(results: Iterable[Result]) -> dict[int, int]:
    """By result: the number of its latest entry in the journal."""
    kind = ContentType.objects.get_for_model(Result)
    pks = [one.pk for one in results]
    rows = Entry.objects.filter(record_type=kind, record_id__in=pks)
    return dict(rows.order_by().values_list("record_id").annotate(Max("pk")))
