"""What the history tells of people and of machines."""

import re

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from accord import history
from accord.accounts.models import User
from accord.instruments.models import Means, MissionTaken
from accord.journal.models import Entry, trace
from accord.sources import actions
from tests import make
from tests.instruments import story as texts
from tests.referents import story as profiles

pytestmark = pytest.mark.django_db


def lines():
    return history.lines(Entry.objects.order_by("-pk").for_history())


def test_what_a_machine_did_to_many_records_is_one_line(cast):
    machine = User.objects.system("register")
    for _ in range(5):
        trace(make.source(), by=machine, verb="register.load", changes={})

    [line] = lines()
    assert (line.who, line.times, line.changes) == ("Accord", 5, [])


def test_what_people_did_is_told_one_by_one_with_what_changed(cast):
    source = make.source()
    for title in ("A", "B"):
        actions.edit_source(source, by=cast.remy, title_fr=title)

    told = lines()
    assert [line.who for line in told] == ["Remy", "Remy"]
    assert told[0].changes[0].after == "B"
    assert told[0].changes[0].before == "A"


# A history shows words: for every column that the journal can hold

MOMENT = "2026-11-29T20:47:33.626Z"
LINEAGE = "66c711f4-0fcc-47c2-915a-ec1a980df1ec"
RAW = {
    "BooleanField": True,
    "CharField": "Un texte",
    "DateField": "2026-11-29",
    "DateTimeField": MOMENT,
    "DecimalField": "1.4440",
    "EmailField": "ines@example.org",
    "SlugField": "un-texte",
    "TextField": "Un texte",
    "UUIDField": LINEAGE,
}
MACHINE_MADE = re.compile(
    r"\d{4}-\d\d-\d\d|[0-9a-f]{8}-|[\[\]{}]|\d\.\d|\bTrue\b|\bFalse\b|\bNone\b"
)


def columns():
    for model in apps.get_models():
        if model.__module__.startswith("accord."):
            for column in model._meta.concrete_fields:
                yield pytest.param(column, id=f"{model.__name__}.{column.name}")


def kept(column):
    """A value as the journal keeps it: of a record that is gone, where it is one."""
    if column.is_relation:
        return 10**9
    if isinstance(column, models.JSONField):
        named = history._named_by(column) or [("gone", "")]
        return [named[0][0], "gone"]
    if column.flatchoices:
        return column.flatchoices[0][0]
    if column.name == "when":
        return "2026-11"
    if isinstance(column, models.IntegerField):
        return 3
    return RAW[column.get_internal_type()]


@pytest.mark.parametrize("column", list(columns()))
def test_a_history_says_every_column_in_words_or_not_at_all(column):
    value = kept(column)
    kind = ContentType.objects.get_for_model(column.model)
    entry = Entry(record_type=kind, changes={column.attname: [None, value]})
    told = history._differences(entry, history._names([entry], {}))
    if not told:
        return
    [change] = told
    assert not MACHINE_MADE.search(change.after), change
    if column.is_relation or column.flatchoices:
        assert change.after not in (str(value), "")


def test_a_moment_is_told_by_the_clock_on_the_wall_and_codes_by_their_names(cast):
    mission = make.mission(code="acquisition", title_fr="Acquisition de logements")
    profile = profiles.profile_of(profiles.referent(cast))
    text = texts.draft(cast)
    changes = {
        "languages": [["fr"], ["fr", "nl"]],
        "themes": [[], [mission.code, "no-longer"]],
    }
    trace(profile, by=cast.remy, verb="referents.edit_profile", changes=changes)
    at = {"agreed_at": [None, MOMENT]}
    trace(text, by=cast.rita, verb="instruments.agree", changes=at)

    agreed, edited = lines()[:2]
    assert agreed.changes[0].after == "29 novembre 2026, 21:47"
    assert [(one.before, one.after) for one in edited.changes] == [
        ("français", "français\u202f; néerlandais"),
        ("", "Acquisition de logements\u202f; un élément qui n’est plus conservé"),
    ]


def test_the_means_of_the_text_that_fund_a_post_are_named(cast):
    means = Means.objects.create(
        instrument=(text := texts.draft(cast)),
        set_by=text,
        taken=MissionTaken.objects.create(
            instrument=text, set_by=text, mission=make.mission()
        ),
        means_kind="fte",
        fte=1,
        share_region=100,
        year=2026,
        text_fr="Un référent",
        text_nl="Een referent",
    )
    changes = {"means_lineage": [None, str(means.lineage)]}
    trace(
        profiles.post(cast), by=cast.remy, verb="referents.edit_post", changes=changes
    )
    assert lines()[0].changes[0].after == str(means)
