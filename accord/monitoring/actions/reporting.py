"""Reporting: a figure is started, changed, handed in, and corrected once verified."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.attachments.keeping import keep
from accord.framework.models import ReportingPeriod, ValueKind
from accord.incoming.lists import Wanted
from accord.instruments.models import Series
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.monitoring import notices, policies, workflow
from accord.monitoring.derive import derive
from accord.monitoring.expected import expected_in
from accord.monitoring.models import Evidence, Origin, PeriodException, Result
from accord.monitoring.parts import (
    Parts,
    copy_parts,
    keep_parts,
    require_parts,
    with_proofs,
)
from accord.monitoring.rules.reporting import Window, decrease_needs_reason, window
from accord.monitoring.rules.rollup import FIGURE
from accord.monitoring.workflow import WRITABLE, State
from accord.workflow import ADDS, action

CONTENT = (*FIGURE, "text_fr", "text_nl", "no_data_reason")


@action(
    allowed=policies.can_report,
    label=_("Report"),
    told=_("began to report a result"),
    submit=_("Save the draft"),
    done=_("It is kept, as a draft."),
    unseen=ADDS,
)
def start_result(
    series: Series,
    *,
    period: ReportingPeriod,
    parts: Parts | None = None,
    evidence: Mapping[str, Any] | None = None,
    by: User,
    **fields: Any,
) -> Result:
    """Keep a first draft of what is reported on an indicator for a period.

    ``evidence``: a first piece, as ``add_evidence`` takes it.
    """
    _require_open(series, period)
    if not expected_in(period, series.agreement).filter(series=series).exists():
        raise Refused(_("The text in force does not ask for this indicator then."))
    if Result.objects.filter(series=series, period=period).exists():
        raise Refused(_("This result exists already: open it to change it."))
    organisation = policies.reporting_organisation(by, series, period)
    if organisation is None:
        raise PermissionDenied("monitoring.start_result")
    result = save(
        Result(
            series=series, period=period, author=by, organisation=organisation, **fields
        )
    )
    keep_parts(result, parts or {})
    if evidence:
        add_evidence(result, by=by, **evidence)
    derive(result.series_id)
    return result


@action(
    allowed=policies.can_report,
    label=_("Save"),
    told=_("changed the result"),
    submit=_("Save the draft"),
    done=_("It is kept, as a draft."),
    is_edit=True,
)
def edit_result(
    result: Result,
    *,
    parts: Parts | None = None,
    evidence: Mapping[str, Any] | None = None,
    by: User,
    **fields: Any,
) -> None:
    """Change what is not handed in yet, or was returned."""
    _require_open(result.series, result.period)
    if result.state not in WRITABLE:
        raise Refused(_("What was handed in no longer changes: correct it instead."))
    _sign(result, by)
    # One that was returned is a draft again: it goes with the others.
    save(result, state=State.DRAFT, **fields)
    keep_parts(result, parts or {})
    if evidence:
        add_evidence(result, by=by, **evidence)


@action(
    allowed=policies.can_report,
    label=_("Submit"),
    told=_("submitted the result"),
    title=_("Submit a result"),
    done=_("The result is submitted."),
    moves=workflow.SUBMIT,
    tells=[notices.HANDED_IN],
)
def submit_result(result: Result, *, by: User) -> None:
    """Hand it in; a correction takes the place of what it corrects."""
    _require_open(result.series, result.period)
    _require_figure(result)
    _require_evidence(result)
    require_parts(result)
    _require_reason_for_decrease(result)
    if not result.is_current:
        Result.objects.filter(
            series=result.series, period=result.period, is_current=True
        ).update(is_current=False)
        result.is_current = True
    result.submitted_on = timezone.localdate()
    _sign(result, by)
    save(result)
    derive(result.series_id)


@action(
    allowed=policies.can_report,
    label=_("Correct"),
    told=_("began to correct a result"),
    title=_("Correct a result"),
    submit=_("Begin the correction"),
    done=_("The correction is begun: write the right figure."),
    sees=with_proofs,
)
def correct_result(result: Result, *, reason: str, by: User, **fields: Any) -> Result:
    """A verified result stays as it is; what corrects it is its next revision."""
    _require_open(result.series, result.period)
    if result.state != State.VERIFIED or not result.is_current:
        raise Refused(_("Only a verified result is corrected by a new revision."))
    revisions = Result.objects.filter(series=result.series, period=result.period)
    if revisions.filter(revision__gt=result.revision).exists():
        raise Refused(_("A correction is being written already."))
    kept = {name: getattr(result, name) for name in (*CONTENT, "as_of_on")}
    correction = save(
        Result(
            series=result.series,
            period=result.period,
            revision=result.revision + 1,
            is_current=False,
            reason=reason,
            author=by,
            organisation=policies.reporting_organisation(
                by, result.series, result.period
            ),
            **(kept | fields),
        )
    )
    copy_parts(result, correction)
    return correction


@action(
    allowed=policies.can_report,
    label=_("Add evidence"),
    told=_("added evidence"),
    submit=_("Add"),
    done=_("The evidence is added."),
    unseen=ADDS,
)
def add_evidence(
    result: Result, *, file: File | None = None, by: User, **fields: Any
) -> Evidence:
    """A file or an address that proves it, until it is handed in."""
    if result.state not in WRITABLE:
        raise Refused(_("What was handed in no longer changes: correct it instead."))
    kept = keep(file, by=by) if file else None
    return save(Evidence(result=result, file=kept, **fields))


@action(
    allowed=policies.can_import,
    label=_("Load the workbook"),
    told=_("loaded a workbook of results"),
    title=_("What the workbook changes"),
    submit=_("Load all of it, as drafts"),
    done=_("The workbook is loaded, as drafts."),
    unseen="Each row of the workbook says which version it was made from.",
)
def import_results(
    agreement: Agreement, *, period: ReportingPeriod, rows: Iterable[Wanted], by: User
) -> None:
    """Write every row as a draft, or none: the first that is refused undoes all."""
    for row in rows:
        known, said = row.record, {"origin": Origin.IMPORT, "by": by, **row.says}
        if known.result is None:
            start_result(known.series, period=period, **said)
        else:
            edit_result(known.result, seen=known.version, **said)


def _require_open(series: Series, period: ReportingPeriod) -> None:
    """This agreement may report on this period today."""
    today, pair = timezone.localdate(), (series.agreement_id, period.pk)
    exceptions = PeriodException.objects.filter(agreement=pair[0], period=period)
    found = window(period, exceptions.open_until(today).get(pair), today)
    if found == Window.NOT_OPEN:
        raise Refused(_("This period is not open yet."))
    if not found.allows_writing:
        raise Refused(
            _("This period is closed. An approver of the Region can open it again.")
        )


def _require_figure(result: Result) -> None:
    """One shape for each kind of value; zero is a figure, nothing needs its reason."""
    if result.no_data_reason:
        return
    kind = result.series.definition.value_kind
    if kind == ValueKind.NARRATIVE:
        if not (result.text_fr.strip() and result.text_nl.strip()):
            raise Refused(_("Write the text in French and in Dutch."))
        return
    if kind == ValueKind.RATIO and result.numerator is None:
        raise Refused(_("Give the numerator and the denominator."))
    if kind != ValueKind.RATIO and result.value is None:
        raise Refused(_("Give a figure, or say why there is none."))


def _require_evidence(result: Result) -> None:
    needed = result.series.definition.evidence_required and not result.no_data_reason
    if needed and not Evidence.objects.filter(result=result).exists():
        raise Refused(_("This indicator asks for evidence: add it first."))


def _require_reason_for_decrease(result: Result) -> None:
    before = Result.objects.before(result.series, result.period)
    needs = decrease_needs_reason(
        result.series.definition.reported_as,
        before.counted if before else None,
        result.reported,
    )
    if needs and not result.reason.strip():
        raise Refused(_("A running total does not fall: say why it does."))


def _sign(result: Result, by: User) -> None:
    """Who says so now, and for whom."""
    result.author = by
    result.organisation = (
        policies.reporting_organisation(by, result.series, result.period)
        or result.organisation
    )
