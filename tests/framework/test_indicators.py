"""The catalogue of indicators: only what a kind of value needs, version by version."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accord.framework import wording
from accord.framework.actions.keeping import (
    add_indicator,
    add_indicator_version,
    edit_indicator,
)
from accord.framework.models import (
    IndicatorDefinition,
    ReportedAs,
    TerritoryRollup,
    ValueKind,
)
from accord.lib.errors import Refused
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db
BOTH = ("fr", "nl")


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


@pytest.fixture
def typed(db):
    texts = {"name": "Logements", "definition": "Habités"}
    return {
        **{f"{name}_{code}": said for name, said in texts.items() for code in BOTH},
        "level": "output",
        "direction": "increase",
        "reported_as": "flow",
        "targets_stated_as": "per_period",
        "territory_rollup": "sum",
        "is_public": "on",
        "source": make.source().pk,
    }


OF_KIND = {
    "count": {"unit_fr": "logements", "unit_nl": "woningen"},
    "amount": {},
    "ratio": {
        "numerator_label_fr": "visités",
        "numerator_label_nl": "bezocht",
        "denominator_label_fr": "tous",
        "denominator_label_nl": "alle",
        "territory_rollup": "ratio_of_sums",
    },
    "scale": {
        "scale_fr": "rien\ntout",
        "scale_nl": "niets\nalles",
        "territory_rollup": "list",
    },
    "yes_no": {},
    "narrative": {"direction": "none", "territory_rollup": "list"},
}


@pytest.mark.parametrize("kind", ValueKind.values)
def test_each_kind_of_value_is_shown_first_and_kept_then(kind, sign_in, cast, typed):
    mission = make.mission()
    client, address = sign_in(cast.rita), url("indicator_add", mission.pk, kind)
    sent = typed | OF_KIND[kind]
    shown = client.post(address, sent | {"preview": "1"})
    assert ReportedAs.FLOW.label in dict(shown.context["form"].preview).values()
    assert not IndicatorDefinition.objects.exists()

    kept = client.post(address, sent)
    one = IndicatorDefinition.objects.get()
    assert kept.url == url("indicator_detail", one.pk)
    assert (one.value_kind, one.code, one.version) == (kind, "logements", 1)
    one.full_clean()
    assert client.post(address, sent).status_code == 409
    page = client.get(kept.url)
    assert [answer for _asked, answer in page.context["words"]][3] == str(
        wording.COUNTED[ReportedAs.FLOW]
    )


@pytest.mark.parametrize(
    ("kind", "absent"),
    [
        ("count", {"numerator_label_fr", "scale_fr"}),
        ("ratio", {"unit_fr", "scale_fr"}),
        ("scale", {"unit_fr", "numerator_label_fr"}),
        ("narrative", {"unit_fr", "numerator_label_fr", "scale_fr"}),
    ],
)
def test_a_form_asks_only_what_its_kind_needs(kind, absent, sign_in, cast):
    page = sign_in(cast.rita).get(url("indicator_add", make.mission().pk, kind))
    form = page.context["form"]
    assert not absent & form.fields.keys()
    grouped = [field.name for _title, found in form.groups() for field in found]
    assert sorted(grouped) == sorted(form.fields)
    for sentence in wording.COUNTED.values():
        assert str(sentence) in page.content.decode().replace("&#x27;", "'")
    assert (
        sign_in(cast.rita)
        .get(url("indicator_add", make.mission().pk, "mood"))
        .status_code
        == 404
    )


def test_a_form_offers_only_totals_the_database_takes():
    for kind, totals in wording.TOTALS.items():
        for rollup in TerritoryRollup.values:
            one = make.IndicatorDefinition(value_kind=kind, territory_rollup=rollup)
            one.numerator_label_fr = one.denominator_label_fr = one.scale_fr = "x"
            names = ("never_averaged", "sums_are_of_numbers")
            allowed = all(
                constraint.condition.check(vars(one))
                for constraint in one._meta.constraints
                if constraint.name.endswith(names)
            )
            assert allowed or rollup not in totals


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("count", {"name_nl": ""}, "name_nl"),
        ("count", {"unit_nl": ""}, "unit_nl"),
        ("count", {"name_fr": "…"}, "name_fr"),
        ("count", {"definition_fr": ""}, "definition_fr"),
        ("count", {"territory_rollup": "ratio_of_sums"}, "territory_rollup"),
        ("ratio", {"denominator_label_nl": ""}, "denominator_label_nl"),
        ("ratio", {"territory_rollup": "mean"}, "territory_rollup"),
        ("scale", {"scale_nl": "niets"}, "scale_nl"),
        ("scale", {"territory_rollup": "sum"}, "territory_rollup"),
        ("narrative", {"direction": "increase"}, "direction"),
        ("count", {"valid_from": "2027-02-01", "valid_to": "2027-01-01"}, "valid_to"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kind, wrong, field, sign_in, cast, typed):
    sent = typed | OF_KIND[kind] | wrong
    page = sign_in(cast.rita).post(url("indicator_add", make.mission().pk, kind), sent)
    assert list(page.context["form"].errors) == [field]
    assert not IndicatorDefinition.objects.exists()


def test_a_definition_is_corrected_and_the_second_of_two_is_told(sign_in, cast, typed):
    one = make.definition()
    client, seen = sign_in(cast.rita), version_of(one)
    sent = typed | OF_KIND["count"] | {"seen": seen}
    client.post(url("indicator_edit", one.pk), sent)
    one.refresh_from_db()
    assert (one.name_fr, one.version) == ("Logements", 1)
    assert client.post(url("indicator_edit", one.pk), sent).status_code == 409


def test_a_frozen_definition_is_not_changed_but_followed(sign_in, cast, typed):
    one = make.definition(frozen_at=timezone.now())
    client, sent = sign_in(cast.rita), typed | OF_KIND["count"]

    refused = client.post(url("indicator_edit", one.pk), sent | {"seen": "0"})
    assert refused.status_code == 409
    sent_on = client.get(url("indicator_edit", one.pk))
    assert sent_on.url == url("indicator_new_version", one.pk)
    before = client.get(sent_on.url).context["form"]
    assert before.initial["name_fr"] == one.name_fr

    client.post(sent_on.url, sent | {"is_comparable": "on"})
    new = IndicatorDefinition.objects.get(supersedes=one)
    assert (new.version, new.code, new.is_comparable) == (2, one.code, True)
    assert (new.name_fr, new.is_frozen) == ("Logements", False)
    one.refresh_from_db()
    assert one.name_fr != new.name_fr
    assert client.post(sent_on.url, sent).status_code == 409

    old = client.get(url("indicator_detail", one.pk))
    assert not old.context["is_current"]
    assert old.context["versions"] == [new, one]
    listed = client.get(url("indicator_list"))
    assert list(listed.context["page"].object_list) == [new]


def test_the_list_can_be_of_one_mission(sign_in, cast):
    one, _other = make.definition(), make.definition()
    client = sign_in(cast.ines)
    page = client.get(url("indicator_list"), {"mission": one.mission_id})
    assert list(page.context["page"].object_list) == [one]
    every = client.get(url("indicator_list"), {"mission": "nonsense"})
    assert len(every.context["page"].object_list) == 2


@pytest.mark.parametrize("who", ["remy", "lea", "ines", "sam", "zoe", "ada"])
def test_only_approvers_keep_indicators(who, cast):
    by, one = getattr(cast, who), make.definition()
    with pytest.raises(PermissionDenied):
        add_indicator(one.mission, by=by)
    with pytest.raises(PermissionDenied):
        edit_indicator(one, by=by)
    with pytest.raises(PermissionDenied):
        add_indicator_version(one, by=by)


def test_a_frozen_definition_is_refused_by_the_action_itself(cast):
    one = make.definition(frozen_at=timezone.now())
    with pytest.raises(Refused):
        edit_indicator(one, by=cast.rita, name_fr="Autre")


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_pages_cost_the_same_whatever_they_hold(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    model, source = make.model_agreement(), make.source()
    for number in range(how_many):
        mission = make.mission(model=model, source=source)
        make.definition(mission=mission, source=source)
        make.definition(mission=mission, source=source, code="one", version=number + 1)
    last = IndicatorDefinition.objects.last()
    IndicatorDefinition.objects.filter(code="one").update(mission=last.mission)
    for who in ["rita", "remy", "ines", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("indicator_list"))
        assert len(page.content) <= 40_000
        with django_assert_max_num_queries(12, info=who):
            client.get(url("indicator_detail", last.pk))
