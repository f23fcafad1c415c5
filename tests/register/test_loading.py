"""The Brussels register, from its files into an empty database."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accord.agreements import actions
from accord.agreements.loading import REGISTER
from accord.agreements.models import Absence, Agreement, MissionChoice, Step
from accord.directory.models import (
    Measurement,
    Membership,
    Organisation,
    PostalCode,
    Role,
)
from accord.framework.models import (
    Axis,
    Condition,
    ConditionMission,
    Figure,
    Mission,
    SubsidyTerms,
)
from accord.framework.querysets import SUBSIDY
from accord.journal.models import Entry, trace
from accord.lib.imprecise import ImpreciseDate
from accord.sources import actions as source_actions
from accord.sources.models import Source
from tests import make

pytestmark = pytest.mark.django_db
alone = pytest.mark.usefixtures("nobody")


def names(records):
    return sorted(record.municipality.name_fr for record in records)


def said(lines):
    """``{"steps": "45 created, 0 updated, 0 unchanged"}``"""
    return dict(line.split(": ", 1) for line in lines)


def officer():
    """Remy, who keeps the register at the Region that the files name."""
    remy = make.person(name="Remy")
    region = Organisation.objects.get(kind="region")
    Membership.objects.create(user=remy, organisation=region, role=Role.EDITOR)
    return remy


@alone
def test_every_row_of_every_file_is_created(brussels):
    told = said(brussels.load())

    assert told == {
        sheet.name: f"{len(brussels.rows(sheet.name))} created, 0 updated, 0 unchanged"
        for sheet in REGISTER
    }
    for sheet in REGISTER:
        if sheet.name not in ("organisations", "municipalities"):  # one table
            stored = sheet.model._default_manager.count()
            assert stored == len(brussels.rows(sheet.name)), sheet.name
    assert Organisation.objects.count() == len(brussels.rows("organisations")) + len(
        brussels.rows("municipalities")
    )


def test_no_file_of_the_folder_is_forgotten(brussels):
    found = {file.stem for file in brussels.folder.glob("*.csv")}

    assert found == {sheet.name for sheet in REGISTER}


def test_the_register_says_what_the_sources_say(brussels):
    """Counts and figures as the field's own description states them."""
    brussels.load()

    towns = Organisation.objects.municipalities()
    assert sorted(towns.values_list("nis_code", flat=True)) == [
        str(nis) for nis in range(21001, 21020)
    ]
    population = Measurement.objects.filter(measure="population", when="2020-01-01")
    assert (population.count(), sum(one.value for one in population)) == (19, 1_218_255)
    # Brussels has four postal codes, each other municipality one.
    assert PostalCode.objects.count() == 22

    assert Agreement.objects.published().count() == 16
    assert {row.municipality.name_fr for row in Absence.objects.published()} == {
        "Watermael-Boitsfort",
        "Woluwe-Saint-Lambert",
        "Woluwe-Saint-Pierre",
    }
    assert Axis.objects.count() == 5
    terms = SubsidyTerms.objects.get()
    assert (terms.amount_eur, terms.fte, terms.when) == (60_000, 1, "2021-03")
    figures = dict(Figure.objects.values_list("measure__code", "value"))
    assert (figures["missions-in-model"], figures["referents-in-post"]) == (9, 9)


def test_missions_that_no_source_names_are_absent_not_invented(brussels):
    brussels.load()

    assert Mission.objects.count() == 7
    assert named_by_condition() == {
        "social-housing",
        "vacant-dwellings",
        "public-land",
    }
    kept_all = MissionChoice.objects.filter(source__code="dhnet-2022-03")
    assert set(names(choice.agreement for choice in kept_all)) == {
        "Etterbeek",
        "Ixelles",
        "Molenbeek-Saint-Jean",
        "Saint-Gilles",
    }
    assert not MissionChoice.objects.filter(answer="not_chosen").exists()


def test_missions_are_called_as_the_administration_calls_them(brussels):
    brussels.load()

    assert list(
        Mission.objects.order_by("rank").values_list("title_nl", flat=True)
    ) == [
        "Bouw van sociale woningen",
        "Strijd tegen leegstaande woningen",
        "Gecoördineerd beleid voor het beheer van openbare gronden",
        "Strijd tegen ongezonde woningen",
        "Socialisering van woningen beheerd door gemeenten en OCMW’s",
        "Aankoop van bestaande woningen",
        "Een redelijke huurprijs waarborgen",
    ]
    # The last two are translations, and say so.
    told = Mission.objects.filter(note_nl__contains="vertaling").order_by("rank")
    assert [mission.code for mission in told] == ["acquisition", "reasonable-rent"]


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("socialisation-target-2022", {("pq-943", 2885), ("pq-943", 2815)}),
        ("vacant-presumed-low", {("bh-cadastre", 17000), ("ezelstad-2015", 15000)}),
        (
            "agreements-concluded",
            {
                ("dhnet-2022-03", 4),
                ("pq-1219", 13),
                ("pq-1209", 16),
                ("bh-page", 16),
            },
        ),
    ],
)
def test_figures_of_several_sources_are_all_kept(measure, values, brussels):
    brussels.load()

    found = Figure.objects.filter(measure__code=measure)
    assert set(found.values_list("source__code", "value")) == values


def test_the_states_of_agreements_follow_from_their_steps(brussels):
    brussels.load()
    agreements = Agreement.objects.published()

    def concluded(*day):
        rows = agreements.as_of(date(*day)).select_related("municipality")
        return names(row for row in rows if row.concluded_on_day == "yes")

    assert concluded(2021, 11, 29) == []
    assert concluded(2021, 11, 30) == ["Ixelles"]
    assert concluded(2022, 3, 31) == [
        "Etterbeek",
        "Ixelles",
        "Molenbeek-Saint-Jean",
        "Saint-Gilles",
    ]
    assert len(concluded(2022, 12, 31)) == 13
    assert set(concluded(2023, 9, 8)) - set(concluded(2022, 12, 31)) == {
        "Anderlecht",
        "Schaerbeek",
        "Uccle",
    }


@alone
def test_every_fact_has_its_source_and_every_row_its_trace(brussels):
    brussels.load()

    for sheet in REGISTER:
        rows = sheet.model._default_manager.all()
        if "source" in sheet.columns:
            assert not rows.filter(source=None).exists(), sheet.name
        assert Entry.objects.about(*rows).count() == rows.count(), sheet.name
    by = {entry.actor for entry in Entry.objects.select_related("actor")}
    assert [person.is_system for person in by] == [True]
    for source in Source.objects.all():
        assert source.address or source.kind == "computed", source.code


def test_a_second_run_creates_and_changes_nothing_and_says_so(brussels):
    brussels.load()
    entries = Entry.objects.count()
    before = [list(sheet.model._default_manager.values()) for sheet in REGISTER]

    told = said(brussels.load())

    assert told == {
        sheet.name: f"0 created, 0 updated, {len(brussels.rows(sheet.name))} unchanged"
        for sheet in REGISTER
    }
    assert [list(sheet.model._default_manager.values()) for sheet in REGISTER] == before
    assert Entry.objects.count() == entries


def test_a_corrected_file_corrects_the_register_and_leaves_a_trace(copied):
    copied.load()
    rows = copied.rows("steps")
    rows[0] |= {"note_fr": "Séance du soir.", "note_nl": "Avondzitting."}
    copied.write("steps", rows)

    assert said(copied.load())["steps"] == (
        f"0 created, 1 updated, {len(rows) - 1} unchanged"
    )
    step = Step.objects.get(note_nl="Avondzitting.")
    assert Entry.objects.about(step).first().changes == {
        "note_fr": ["", "Séance du soir."],
        "note_nl": ["", "Avondzitting."],
    }


@alone
def test_what_a_person_changed_is_left_and_said(brussels):
    brussels.load()
    remy = officer()
    step = Step.objects.get(kind="council", agreement__municipality__nis_code="21007")
    actions.strike_fact(step, reason="Une autre commune", by=remy)
    source = Source.objects.get(code="bx1-2021-11")
    source_actions.edit_source(source, title_fr="Corrigé", by=remy)

    told = said(brussels.load())

    assert told["steps"].endswith("44 unchanged, 1 left as people changed them")
    others = len(brussels.rows("sources")) - 1
    assert told["sources"].endswith(
        f"{others} unchanged, 1 left as people changed them"
    )
    step.refresh_from_db()
    source.refresh_from_db()
    assert (step.state, step.struck_reason) == ("struck", "Une autre commune")
    assert source.title_fr == "Corrigé"


@alone
def test_what_a_person_added_stays(brussels):
    brussels.load()
    agreement = Agreement.objects.get(municipality__nis_code="21016")
    made = actions.record_step(
        agreement,
        kind="council",
        date=ImpreciseDate.parse("2023-01"),
        source=agreement.source,
        by=officer(),
    )

    assert said(brussels.load())["steps"] == "0 created, 0 updated, 45 unchanged"
    assert Step.objects.get(pk=made.pk).state == "draft"


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("load_register", str(tmp_path / "nowhere"))


def named_by_condition():
    named = Mission.objects.for_table().filter(conditions_subsidy=True)
    return set(named.values_list("code", flat=True))


def say(files, code, answer):
    rows = files.rows("missions")
    for row in rows:
        if row["code"] == code:
            row["conditions_subsidy"] = answer
    files.write("missions", rows)


def test_the_file_of_missions_makes_a_condition_and_keeps_it_in_line(copied):
    copied.load()
    condition = Condition.objects.get()
    assert (condition.code, condition.at_least) == (SUBSIDY, None)
    assert condition.source == Mission.objects.get(rank=1).source
    before = Entry.objects.count()
    copied.load()
    assert Entry.objects.count() == before

    say(copied, "public-land", "no")
    say(copied, "acquisition", "yes")
    copied.load()
    assert named_by_condition() == {"social-housing", "vacant-dwellings", "acquisition"}
    dropped = ConditionMission.objects.get(is_removed=True)
    assert [entry.changes for entry in Entry.objects.about(dropped)[:1]] == [
        {"is_removed": [False, True]}
    ]
    say(copied, "public-land", "yes")
    copied.load()
    assert len(named_by_condition()) == 4
    assert ConditionMission.objects.count() == 4


@pytest.mark.parametrize("touched", ["condition", "mission", "link"])
def test_the_file_leaves_a_condition_as_a_person_changed_it(touched, copied, cast):
    copied.load()
    link = ConditionMission.objects.get(mission__code="public-land")
    record = {"condition": link.condition, "mission": link.mission, "link": link}
    trace(record[touched], by=cast.rita, verb="framework.edit", changes={})

    say(copied, "public-land", "no")
    copied.load()

    assert "public-land" in named_by_condition()
