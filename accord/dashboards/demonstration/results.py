"""What municipalities of the demonstration reported, and what became of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accord.dashboards.demonstration import catalogue, figures, papers
from accord.dashboards.demonstration.texts import Stage, Text
from accord.dashboards.demonstration.told import INDICATORS
from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Series
from accord.monitoring.actions import publishing, reporting, verifying
from accord.monitoring.models import Method, NoData, Result
from accord.monitoring.workflow import State

LATE = {"expiring", "being_amended"}
TOLD = {
    "text_fr": "Deux soirées d’information et une page dans le bulletin communal "
    "(démonstration).",
    "text_nl": "Twee infoavonden en een bladzijde in het gemeenteblad (demonstratie).",
}


def report(stage: Stage, texts: dict[str, Text]) -> None:
    """Half-years of reports; the silent municipality never sends any.

    The periods are open until everything is told, then get the closing days that the
    calendar is meant to have. What happens after that needs an exception.
    """
    ended = stage.catalogue.ended
    for part, (keys, periods) in _reporting(ended).items():
        if part not in texts:
            continue
        desk = Desk(stage, texts[part])
        for period in periods:
            for key in keys or desk.series:
                desk.settled(key, period)
    _of_every_state(Desk(stage, texts["amended"]), ended[-1])
    _bring_back_to_their_days({texts[one].town for one in LATE & texts.keys()})
    for period in ended[-3:-1]:
        publishing.publish_period(period, by=stage.cast["rita"])
    catalogue.close_what_is_past(stage.catalogue.calendar, by=stage.cast["rita"])
    if "corrected" in texts:
        _correct_by_exception(Desk(stage, texts["corrected"]), ended[0])


def _reporting(
    ended: list[ReportingPeriod],
) -> dict[str, tuple[tuple[str, ...], list[ReportingPeriod]]]:
    """By municipality: which indicators, all if none is named, and which periods."""
    return {
        "running": ((), ended[-3:]),
        "expiring": (("vacant", "socialised"), ended),
        "suspended": (("vacant", "owners"), ended[:3]),
        "amended": ((), ended[-2:-1]),
        "renewed": (("inspected", "mended", "acquired"), ended),
        "corrected": (("started", "vacant", "acquired", "inventory"), ended[:-1]),
        "terminated": ((), ended[:3]),
        "ended": (("vacant", "managed", "informed"), ended[2:4]),
        "being_amended": (("vacant", "concerted"), ended[-2:]),
    }


class Desk:
    """Where a municipality reports on the indicators of its text."""

    def __init__(self, stage: Stage, text: Text) -> None:
        self.stage, self.text = stage, text
        self.remy = stage.cast["remy"]
        keys = {one.pk: key for key, one in stage.catalogue.indicators.items()}
        agreed = AgreedIndicator.objects.of(text.instrument).select_related(
            "series__definition", "series__agreement__municipality"
        )
        self.series: dict[str, Series] = {
            keys[one.definition_id]: one.series for one in agreed
        }

    def figure(self, key: str, period: ReportingPeriod) -> dict[str, Any]:
        number = self.stage.catalogue.periods.index(period) + 1
        return figures.reported(INDICATORS[key], self.text.town, number) or TOLD

    def draft(self, key: str, period: ReportingPeriod, **fields: Any) -> Result:
        result = reporting.start_result(
            self.series[key],
            period=period,
            as_of_on=period.ends_on,
            by=self.text.writer,
            **(fields or self.figure(key, period)),
        )
        if result.series.definition.evidence_required:
            self.prove(result)
        return result

    def prove(self, result: Result) -> None:
        extract = papers.sheet(
            f"inventaire-{self.text.town}-{result.period.starts_on}",
            "Extrait de l’inventaire des logements inoccupés",
            "Uittreksel uit de inventaris van de leegstaande woningen",
        )
        reporting.add_evidence(
            result,
            title="Inventaire – Inventaris (demo)",
            file=extract,
            is_confidential=True,
            by=self.text.writer,
        )

    def submitted(self, key: str, period: ReportingPeriod, **fields: Any) -> Result:
        result = self.draft(key, period, **fields)
        reporting.submit_result(result, by=self.text.writer)
        return result

    def verified(self, key: str, period: ReportingPeriod, **fields: Any) -> Result:
        result = self.submitted(key, period, **fields)
        verifying.verify_result(result, method=Method.DOCUMENT, by=self.remy)
        return result

    def settled(self, key: str, period: ReportingPeriod) -> Result:
        """Verified; of the last period most is not looked at yet."""
        is_new = period == self.stage.catalogue.ended[-1]
        waits = is_new and figures.pick(0, 2, "waits", key, self.text.town) > 0
        return self.submitted(key, period) if waits else self.verified(key, period)


def _of_every_state(desk: Desk, period: ReportingPeriod) -> None:
    """All that can become of a report, in one period; “socialised” is yet to come."""
    desk.draft("started", period)
    desk.submitted("returned", period)
    desk.submitted("informed", period)
    desk.submitted("inventory", period, no_data_reason=NoData.NOT_MEASURED)
    for key in ("mended", "concerted", "subsidised", "managed"):
        desk.verified(key, period)
    desk.verified(
        "inspected",
        period,
        value=Decimal(),
        remark="Aucune visite : l’agent technique était absent. (démonstration)",
        remark_language="fr",
    )
    verifying.return_result(
        desk.submitted("vacant", period),
        comment="Het cijfer verschilt van de inventaris van juni: gelieve na te gaan.",
        by=desk.remy,
    )
    met = desk.submitted("owners", period)
    assert met.value  # noqa: S101 - a count has one
    verifying.verify_result(
        met,
        method=Method.REGISTER,
        value=met.value - 2,
        comment="Twee eigenaars waren dubbel geteld.",
        by=desk.remy,
    )
    share = desk.verified("share", period)
    assert share.numerator  # noqa: S101 - a ratio has both
    again = reporting.correct_result(
        share,
        reason="Douze logements livrés en fin de période n’étaient pas comptés.",
        numerator=share.numerator + 12,
        by=desk.text.writer,
    )
    reporting.submit_result(again, by=desk.text.writer)


def _bring_back_to_their_days(late: set[str]) -> None:
    """Reports of the past were handed in then, most in time, those of some late.

    The one thing here that no action does: an action dates what is handed in today.
    """
    today, brought = timezone.localdate(), []
    rows = Result.objects.exclude(state=State.DRAFT).select_related(
        "period", "organisation", "series__definition"
    )
    for result in rows:
        town, period = result.organisation.code, result.period
        what = result.series.definition.code
        days = figures.pick(8, catalogue.DUE - 2, what, town, period.starts_on)
        if town in late:
            days += catalogue.DUE
        result.submitted_on = min(period.ends_on + timedelta(days=days), today)
        brought.append(result)
    Result.objects.bulk_update(brought, ["submitted_on"], batch_size=200)


def _correct_by_exception(desk: Desk, period: ReportingPeriod) -> None:
    """A closed period is open again for one municipality, which corrects a figure."""
    period.refresh_from_db()
    soon = timezone.localdate() + timedelta(days=21)
    verifying.reopen_period(
        desk.text.instrument.agreement,
        period=period,
        opened_until=soon,
        reason="Un chantier avait été attribué à la période suivante. Een werf was "
        "bij de volgende periode geteld.",
        by=desk.stage.cast["rita"],
    )
    counted = Result.objects.verified().get(
        series=desk.series["started"], period=period
    )
    assert counted.value  # noqa: S101 - a count has one
    reporting.correct_result(
        counted,
        reason="Un chantier de plus a commencé avant la fin de la période.",
        value=counted.value + 4,
        by=desk.text.writer,
    )
