"""The text of an instrument as one value: what is shown, hashed, printed, compared.

While it is written it is drawn up from the nodes; once agreed it is the frozen
``content`` of the instrument. Both have the same shape, which only JSON types make up:
dates as ``2026-12-31``, numbers as text without zeros at the end, what is not known as
``null``, every text for people as ``{"fr": …, "nl": …}``.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from accord.instruments import deed
from accord.instruments.models import (
    ActionServes,
    AgreedIndicator,
    Commitment,
    Instrument,
    Means,
    MissionTaken,
    Node,
    OperationalAction,
    Signatory,
    Target,
)
from accord.lib.gathering import Gathered

FORMAT = 3  # 1 had no clauses, 2 no names in law
Content = dict[str, Any]


# What each action serves, in the query that reads the actions.
SERVED = Subquery(
    ActionServes.objects.filter(action=OuterRef("pk"))
    .order_by()
    .values("action")
    .annotate(
        all=Gathered(
            JSONObject(
                pk="pk",
                lineage="commitment__lineage",
                is_removed="commitment__is_removed",
                number="plan_action__number",
                fr="plan_action__title_fr",
                nl="plan_action__title_nl",
                plan_fr="plan_action__plan__abbreviation_fr",
                plan_nl="plan_action__plan__abbreviation_nl",
            )
        )
    )
    .values("all")
)


SIGNING = Subquery(
    Signatory.objects.filter(instrument=OuterRef("pk"), is_removed=False)
    .order_by()
    .values("instrument")
    .annotate(
        all=Gathered(
            JSONObject(
                rank="rank",
                side="side",
                name="name",
                capacity_fr="capacity_fr",
                capacity_nl="capacity_nl",
                body_fr="organisation__name_fr",
                body_nl="organisation__name_nl",
            )
        )
    )
    .values("all")
)


@dataclass(frozen=True)
class Text:
    """A text, and which of its nodes this version has open."""

    content: Content
    open: frozenset[str] = frozenset()


def text_of(instrument: Instrument) -> Text:
    """The agreed text, or the text as it is being written: seven queries."""
    return Text(instrument.content) if instrument.content else drawn_up(instrument)


def fingerprint(content: Content) -> str:
    """SHA-256 of the text, whatever the order its parts were written in."""
    plain = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(plain.encode()).hexdigest()


def nodes(content: Content) -> Iterator[tuple[str, Content, Content | None]]:
    """Every node as (kind, node, what it stands under), in the order of the text."""
    for mission in content["missions"]:
        yield MissionTaken.KIND, mission, None
        for commitment in mission["commitments"]:
            yield Commitment.KIND, commitment, mission
            for indicator in commitment["indicators"]:
                yield AgreedIndicator.KIND, indicator, commitment
                for target in indicator["targets"]:
                    yield Target.KIND, target, indicator
        for action in mission["actions"]:
            yield OperationalAction.KIND, action, mission
        for means in mission["means"]:
            yield Means.KIND, means, mission


def drawn_up(instrument: Instrument) -> Text:
    """The text from its nodes as they stand."""
    drawing = _Drawing(instrument)
    content = drawing.content()
    return Text(content, frozenset(drawing.open))


def _pair(record: Any, name: str) -> dict[str, str]:
    return {code: getattr(record, f"{name}_{code}") for code in ("fr", "nl")}


def _pairs(record: Any, *names: str) -> Content:
    return {name: _pair(record, name) for name in names}


def _plain(record: Any, *names: str) -> Content:
    return {name: plain(getattr(record, name)) for name in names}


def _named(record: Any, name: str = "name") -> dict[str, str] | None:
    return _pair(record, name) if record else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def plain(value: Decimal | None) -> str | None:
    """``Decimal("12.5000")`` as ``"12.5"``."""
    return None if value is None else format(value.normalize(), "f")


MEASURED = ("value", "numerator", "denominator")


class _Drawing:
    """The nodes of a text, read kind by kind and put under each other."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.open: set[str] = set()

    def _rows(self, model: Any, *related: str, under: str = "", **columns: Any) -> Any:
        rows = model.objects.of(self.instrument).annotate(
            set_number=F("set_by__number"), set_kind=F("set_by__kind"), **columns
        )
        if related:  # without a name it would follow every key, and theirs
            rows = rows.select_related(*related)
        if not under:
            return list(rows)
        grouped = defaultdict(list)
        for row in rows:
            grouped[getattr(row, f"{under}_id")].append(row)
        return grouped

    def content(self) -> Content:
        one, agreement = self.instrument, self.instrument.agreement
        self.commitments = self._rows(Commitment, under="taken")
        self.actions = self._rows(
            OperationalAction, "organisation", "service", under="taken", served=SERVED
        )
        self.means = self._rows(Means, "other_payer", under="taken")
        self.indicators = self._rows(
            AgreedIndicator, "definition", "reporter", under="commitment"
        )
        self.targets = self._rows(Target, "period", under="indicator")
        taken = self._rows(MissionTaken, "mission")
        signing, clauses = self._around()
        drawn = {
            "format": FORMAT,
            "kind": one.kind,
            "number": one.number,
            "municipality": {
                "nis_code": agreement.municipality.nis_code,
                **_pair(agreement.municipality, "name"),
                **_pairs(agreement.municipality, "legal_name"),
            },
            "authority": deed.authority_today(),
            "model": {"code": agreement.model.code, **_pair(agreement.model, "title")},
            "calendar": _named(one.calendar, "title"),
            "effective_on": _day(one.effective_on),
            "ends_on": _day(one.ends_on),
            "reason": _pair(one, "reason"),
            "signatories": [
                {
                    "rank": who["rank"],
                    "side": who["side"],
                    "organisation": {"fr": who["body_fr"], "nl": who["body_nl"]},
                    "capacity": {"fr": who["capacity_fr"], "nl": who["capacity_nl"]},
                    "name": who["name"],
                }
                for who in sorted(signing, key=lambda who: who["rank"])
            ],
            "missions": self._numbered(
                self._mission,
                sorted(taken, key=lambda row: (row.mission.rank, row.pk)),
                "",
            ),
        }
        return {**drawn, "clauses": deed.filled(clauses, drawn)}

    def _around(self) -> tuple[list[Any], list[Any]]:
        """Who signs, and the clauses of the model: one query for both."""
        one = self.instrument
        day = one.effective_on or timezone.localdate()
        # audience: that of the text, which its page asked
        rows = Instrument.objects.filter(pk=one.pk)
        signing, clauses = rows.values_list(SIGNING, deed.clauses_on(day)).get()
        return signing or [], clauses or []

    def _numbered(
        self, written: Callable[[str, Any], Content], rows: list[Any], before: str
    ) -> list[Content]:
        """What stands under a part, in its order: “1.1”, “1.2”."""
        return [written(f"{before}{n}", row) for n, row in enumerate(rows, start=1)]

    def _node(self, row: Node, number: str) -> Content:
        lineage = str(row.lineage)
        if row.is_open:
            self.open.add(lineage)
        return {
            "lineage": lineage,
            "number": number,
            "set_by": row.set_number,  # type: ignore[attr-defined] # annotated
            "set_by_kind": row.set_kind,  # type: ignore[attr-defined] # annotated
        }

    def _mission(self, number: str, row: MissionTaken) -> Content:
        commitments, actions = self.commitments[row.pk], self.actions[row.pk]
        means = self.means[row.pk]
        return {
            **self._node(row, number),
            "code": row.mission.code,
            **_pairs(row.mission, "title", "obligation"),
            "ambition": _pair(row, "ambition"),
            "commitments": self._numbered(self._commitment, commitments, f"{number}."),
            "actions": self._numbered(self._action, actions, f"{number}.A"),
            "means": self._numbered(self._means, means, f"{number}.M"),
        }

    def _commitment(self, number: str, row: Commitment) -> Content:
        indicators = self.indicators[row.pk]
        return {
            **self._node(row, number),
            "text": _pair(row, "text"),
            "indicators": self._numbered(self._indicator, indicators, f"{number}."),
        }

    def _indicator(self, number: str, row: AgreedIndicator) -> Content:
        definition = row.definition
        targets = sorted(
            self.targets[row.pk],
            key=lambda one: (one.period is None, one.period and one.period.starts_on),
        )
        return {
            **self._node(row, number),
            "series": row.series_id,
            "code": definition.code,
            "version": definition.version,
            **_pairs(definition, "name", "definition", "unit", "unit_one"),
            "value_kind": definition.value_kind,
            **_pairs(definition, "numerator_label", "denominator_label", "scale"),
            "direction": definition.direction,
            "reported_as": definition.reported_as,
            "verification": _pair(definition, "verification"),
            "is_public": definition.is_public,
            "baseline": {
                "state": row.baseline_state,
                **_plain(row, *MEASURED),
                "on": _day(row.baseline_on),
                "source": _pair(row, "baseline_source"),
            },
            "tolerance_pct": plain(row.tolerance_pct),
            "reporter": _named(row.reporter),
            "targets": self._numbered(self._target, targets, f"{number}."),
        }

    def _target(self, number: str, row: Target) -> Content:
        period = row.period and {
            "starts_on": _day(row.period.starts_on),
            "ends_on": _day(row.period.ends_on),
            **_pair(row.period, "label"),
        }
        return {
            **self._node(row, number),
            "period": period,
            **_plain(row, *MEASURED),
            "reason": _pair(row, "reason"),
        }

    def _action(self, number: str, row: OperationalAction) -> Content:
        served: Any = row.served  # type: ignore[attr-defined] # annotated
        links = sorted(served or [], key=lambda link: link["pk"])
        return {
            **self._node(row, number),
            "title": _pair(row, "title"),
            "organisation": _named(row.organisation),
            "service": _named(row.service),
            "starts_on": _day(row.starts_on),
            "due_on": _day(row.due_on),
            "serves": [
                str(UUID(link["lineage"]))
                for link in links
                if link["lineage"] and not link["is_removed"]
            ],
            "plan_actions": [
                {
                    "plan": {"fr": link["plan_fr"], "nl": link["plan_nl"]},
                    "number": link["number"],
                    "fr": link["fr"],
                    "nl": link["nl"],
                }
                for link in links
                if link["number"] is not None
            ],
        }

    def _means(self, number: str, row: Means) -> Content:
        return {
            **self._node(row, number),
            "kind": row.means_kind,
            "year": row.year,
            **_plain(row, "amount_eur", "fte"),
            "text": _pair(row, "text"),
            **_plain(row, "share_region", "share_municipality", "share_other"),
            "other_payer": _named(row.other_payer),
        }
