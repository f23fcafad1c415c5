"""How a text of the demonstration is written, decided and signed: each a few steps."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accord.accounts.models import User
from accord.dashboards.demonstration import directory, figures, papers
from accord.dashboards.demonstration.casting import Parts
from accord.dashboards.demonstration.catalogue import Catalogue
from accord.dashboards.demonstration.told import INDICATORS, told
from accord.framework.models import PlanAction, ReportingPeriod
from accord.instruments.actions import signing
from accord.instruments.actions.deciding import (
    agree_text,
    publish_instrument,
    record_college,
    record_council,
    submit_text,
)
from accord.instruments.actions.opening import open_draft
from accord.instruments.actions.writing import add_node, add_signatory, edit_terms
from accord.instruments.models import Instrument, Node, Signatory
from accord.sources.models import Source

TOLERANCE = Decimal(15)
SIGNATORIES = (
    ("municipality", "Bourgmestre", "Burgemeester", "Alix Exemple (demo)"),
    (
        "municipality",
        "Secrétaire communal",
        "Gemeentesecretaris",
        "Camille Voorbeeld (demo)",
    ),
    (
        "region",
        "Membre du Gouvernement chargé du Logement",
        "Lid van de Regering bevoegd voor Huisvesting",
        "Sacha Exemple (demo)",
    ),
)


@dataclass(frozen=True)
class Stage:
    """What every chapter needs: source, catalogue, people, and who plays what."""

    source: Source
    catalogue: Catalogue
    cast: dict[str, User]
    parts: Parts

    @cached_property
    def plan_actions(self) -> dict[int, PlanAction]:
        rows = PlanAction.objects.filter(plan=self.catalogue.model.plan)
        return {one.number: one for one in rows}


class Text:
    """A text being made for a municipality, by its own people and the Region's."""

    def __init__(
        self,
        stage: Stage,
        part: str,
        *,
        first: date,
        last: date,
        found: Instrument | None = None,
    ) -> None:
        self.stage, self.part = stage, part
        self.first, self.last = first, last
        self.municipality = stage.parts[part]
        self.town: str = self.municipality.code
        self.writer = directory.writer(part, self.municipality, stage.cast)
        self.remy, self.rita = stage.cast["remy"], stage.cast["rita"]
        self.instrument: Instrument = found or open_draft(
            self.municipality, model=stage.catalogue.model, by=self.remy
        )

    @property
    def periods(self) -> list[ReportingPeriod]:
        """Those that the text has targets for: begun by now, or its first two."""
        soon = max(timezone.localdate(), self.first + timedelta(days=200))
        return [
            one
            for one in self.stage.catalogue.periods
            if self.first <= one.starts_on <= soon and one.ends_on <= self.last
        ]

    def write(self, *missions: str, in_french_only: bool = False) -> None:
        self.terms()
        for code in missions:
            if code in self.stage.catalogue.missions:
                self.chapter(code, in_french_only=in_french_only)

    def terms(self) -> None:
        """When it takes effect and ends, how it is reported on, who signs."""
        edit_terms(
            self.instrument,
            calendar=self.stage.catalogue.calendar,
            effective_on=self.first,
            ends_on=self.last,
            by=self.remy,
        )
        for side, capacity_fr, capacity_nl, name in SIGNATORIES:
            add_signatory(
                self.instrument,
                side=side,
                capacity_fr=capacity_fr,
                capacity_nl=capacity_nl,
                name=name,
                by=self.remy,
            )

    def chapter(self, code: str, *, in_french_only: bool) -> None:
        written, by = told("missions")[code], self.writer

        def both(name: str, said: dict[str, Any] = written) -> dict[str, str]:
            dutch = "" if in_french_only else said[f"{name}_nl"]
            return {f"{name}_fr": said[f"{name}_fr"], f"{name}_nl": dutch}

        taken = add_node(
            self.instrument,
            kind="missions",
            mission=self.stage.catalogue.missions[code],
            by=by,
            **both("ambition"),
        )
        commitments = []
        for one in written["commitments"]:
            kept = add_node(taken, kind="commitments", by=by, **both("text", one))
            commitments.append(kept)
            for key in () if in_french_only else one["indicators"]:
                self._indicator(kept, key)
        plan_action = self.stage.plan_actions.get(written["plan_action"])
        add_node(
            taken,
            kind="actions",
            organisation=self.municipality,
            starts_on=self.first,
            due_on=self.last,
            commitments=commitments,
            plan_actions=[plan_action] if plan_action else [],
            by=by,
            **both("title"),
        )
        if not in_french_only:
            self._means(taken, written)

    def _means(self, taken: Node, written: dict[str, Any]) -> None:
        is_post = written["means_kind"] == "fte"
        amount = written.get("amount_eur")
        add_node(
            taken,
            kind="means",
            means_kind=written["means_kind"],
            year=self.first.year,
            amount_eur=Decimal(amount) if amount else None,
            fte=Decimal(1) if is_post else None,
            text_fr=written["means_fr"],
            text_nl=written["means_nl"],
            share_region=Decimal(100 if is_post else 0),
            share_municipality=Decimal(0 if is_post else 100),
            by=self.writer,
        )

    def _indicator(self, commitment: Node, key: str) -> None:
        one, by = INDICATORS[key], self.writer
        known = figures.baseline(one, self.town)
        missing = "pending" if key == "mended" else "not_applicable"
        agreed = add_node(
            commitment,
            kind="indicators",
            definition=self.stage.catalogue.indicators[key],
            baseline_state="known" if known else missing,
            tolerance_pct=TOLERANCE,
            by=by,
            **(known or {}),
        )
        for number, period in enumerate(self.periods, start=1):
            if aim := figures.target(one, self.town, number):
                add_node(agreed, kind="targets", period=period, by=by, **aim)
        if aim := figures.overall(one, self.town, max(len(self.periods), 1)):
            add_node(agreed, kind="targets", period=None, by=by, **aim)

    # Decision

    def submit(self) -> None:
        submit_text(self.instrument, by=self.writer)

    def agree(self) -> None:
        self.submit()
        agree_text(self.instrument, by=self.rita)

    def decide(self, council_on: date) -> None:
        """By the College, then by the council a fortnight later."""
        self.college(council_on - timedelta(days=14))
        self.council(council_on)

    def college(self, day: date) -> None:
        number = f"{day.year}/C/{figures.pick(100, 900, 'college', self.town)}"
        record_college(
            self.instrument,
            college_on=day,
            college_number=number,
            deliberation=papers.sheet(
                f"college-{self.town}",
                "Extrait du registre aux délibérations du Collège",
                "Uittreksel uit het notulenboek van het college",
                f"{self.municipality.name_fr} – {self.municipality.name_nl}, {number}",
            ),
            by=self.writer,
        )

    def council(self, day: date) -> None:
        number = f"{day.year}/{figures.pick(10, 90, 'council', self.town)}"
        deliberation = papers.sheet(
            f"deliberation-{self.town}",
            "Extrait du registre aux délibérations du conseil communal",
            "Uittreksel uit het notulenboek van de gemeenteraad",
            f"{self.municipality.name_fr} – {self.municipality.name_nl}, {number}",
        )
        record_council(
            self.instrument,
            council_on=day,
            council_number=number,
            deliberation=deliberation,
            by=self.writer,
        )

    # Signature

    def sign_on_paper(self, day: date, *, how_many: int = len(SIGNATORIES)) -> None:
        """Remy records what reached the Region; Rita confirms it."""
        for _turn in range(how_many):
            signatory = Signatory.objects.next_of(self.instrument)
            assert signatory  # noqa: S101 - no more turns than signatories
            scan = papers.sheet(
                f"signature-{self.town}-{signatory.rank}",
                f"Signature manuscrite numérisée : {signatory.name}",
                f"Ingescande handtekening: {signatory.name}",
            )
            signature = signing.sign_on_paper(
                self.instrument,
                signatory=signatory,
                file=scan,
                signed_on=day,
                statement="Original vu (démonstration). Origineel gezien "
                "(demonstratie).",
                by=self.remy,
            )
            signing.confirm_signature(signature, by=self.rita)

    def sign_electronically(self) -> None:
        """By everyone in turn, each on the file that the one before handed in."""
        document = self.instrument.document
        assert document  # noqa: S101 - the text is agreed
        pdf = document.file.content
        while signatory := Signatory.objects.next_of(self.instrument):
            pdf = papers.signed(pdf, field=f"Signature{signatory.rank}")
            signature = signing.sign_electronically(
                self.instrument,
                signatory=signatory,
                file=ContentFile(pdf, name=f"{document}-{signatory.rank}.pdf"),
                is_theirs=True,  # the certificates of the demonstration name nobody
                by=self.remy,
            )
            signing.confirm_signature(signature, by=self.rita)

    def conclude(self, council_on: date) -> None:
        """The rest of the way, on paper: agreed, decided, signed, published."""
        self.agree()
        self.decide(council_on)
        self.sign_on_paper(council_on + timedelta(days=14))
        self.publish()

    def publish(self) -> None:
        publish_instrument(self.instrument, by=self.rita)
