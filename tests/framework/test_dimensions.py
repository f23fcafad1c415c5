"""What figures are broken down by: kept by the Region, read by all, never twice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accord.framework import rules
from accord.framework.actions.dimensions import (
    add_dimension,
    add_dimension_value,
    break_down,
    edit_break_down,
    edit_dimension,
    edit_dimension_value,
)
from accord.framework.models import (
    Dimension,
    DimensionValue,
    IndicatorDefinition,
    IndicatorDimension,
)
from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db
OWNER = {"label_fr": "Propriétaire", "label_nl": "Eigenaar"}


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


@pytest.fixture
def owner(db):
    return make.dimension(**OWNER)


@pytest.fixture
def definition(db):
    return make.definition()


# A dimension and its parts


def test_a_dimension_is_shown_first_and_kept_once(sign_in, cast):
    client = sign_in(cast.rita)
    client.post(url("dimension_add"), OWNER | {"preview": "1"})
    assert not Dimension.objects.exists()
    kept = client.post(url("dimension_add"), OWNER)
    owner = Dimension.objects.get()
    assert (kept.url, owner.code) == (
        url("dimension_detail", owner.pk),
        "proprietaire",
    )
    assert client.post(url("dimension_add"), OWNER).status_code == 409
    nameless = client.post(url("dimension_add"), OWNER | {"label_fr": "…"})
    assert list(nameless.context["form"].errors) == ["label_fr"]
    assert Dimension.objects.count() == 1


def test_a_dimension_is_changed_and_archived(sign_in, cast, owner):
    client, address = sign_in(cast.rita), url("dimension_edit", owner.pk)
    sent = {"label_fr": "Qui possède", "label_nl": "Wie bezit", "is_archived": "on"}
    client.post(address, sent | {"seen": version_of(owner)})
    owner.refresh_from_db()
    assert (owner.label_fr, owner.is_archived) == ("Qui possède", True)
    assert client.post(address, sent | {"seen": 0}).status_code == 409  # second of two

    make.dimension(**OWNER)
    other = sent | {"label_nl": "eigenaar", "seen": version_of(owner)}
    assert client.post(address, other).status_code == 409
    owner.refresh_from_db()
    assert owner.label_nl == "Wie bezit"


def test_parts_are_added_in_their_order_once_each(sign_in, cast, owner):
    client, address = sign_in(cast.rita), url("dimension_value_add", owner.pk)
    private = {"label_fr": "Privé", "label_nl": "Privaat"}
    client.post(address, private | {"preview": "1"})
    assert not DimensionValue.objects.exists()
    client.post(address, private)
    client.post(address, {"label_fr": "Public", "label_nl": "Openbaar"})
    assert client.post(address, private).status_code == 409
    parts = DimensionValue.objects.for_table()
    assert [(one.code, one.rank) for one in parts] == [("prive", 0), ("public", 1)]
    elsewhere = url("dimension_value_add", make.dimension().pk)
    assert client.post(elsewhere, private).status_code == 302


def test_a_part_is_moved_and_archived(sign_in, cast, owner):
    part, other = make.part(owner), make.part(owner)
    client, address = sign_in(cast.rita), url("dimension_value_edit", part.pk)
    sent = {"label_fr": "Privé", "label_nl": "Privaat", "rank": 9, "is_archived": "on"}
    client.post(address, sent | {"seen": version_of(part)})
    assert list(DimensionValue.objects.for_table()) == [other, part]
    assert list(DimensionValue.objects.in_use()) == [other]
    assert client.post(address, sent | {"seen": 0}).status_code == 409
    same = sent | {"label_fr": other.label_fr, "seen": version_of(part)}
    assert client.post(address, same).status_code == 409


# What an indicator is broken down by


def test_an_indicator_is_broken_down_once_by_each(sign_in, cast, owner, definition):
    make.part(owner)
    client, address = sign_in(cast.rita), url("indicator_break_down", definition.pk)
    sent = {"dimension": owner.pk, "is_required": "on", "overlap_allowed": "on"}
    client.post(address, sent | {"preview": "1"})
    assert not IndicatorDimension.objects.exists()
    client.post(address, sent)
    link = IndicatorDimension.objects.of(definition).get()
    assert (link.is_required, link.overlap_allowed) == (True, True)
    again = client.post(address, sent)
    assert list(again.context["form"].errors) == ["dimension"]
    page = client.get(url("indicator_detail", definition.pk))
    assert page.context["broken_down"] == [link]
    assert client.get(url("dimension_detail", owner.pk)).context["indicators"] == 1


def test_what_breaks_no_indicator_down_counts_none(sign_in, cast, owner):
    page = sign_in(cast.remy).get(url("dimension_detail", owner.pk))
    assert page.context["indicators"] == 0
    assert "<p>0 " not in page.text


def test_it_is_changed_removed_and_asked_for_again(sign_in, cast, owner, definition):
    link = break_down(definition, dimension=owner, by=cast.rita)
    client, address = sign_in(cast.rita), url("indicator_dimension_edit", link.pk)
    seen = version_of(link)
    client.post(address, {"overlap_allowed": "on", "seen": seen})
    link.refresh_from_db()
    assert link.overlap_allowed
    assert client.post(address, {"seen": seen}).status_code == 409  # second of two

    client.post(address, {"is_removed": "on", "seen": version_of(link)})
    assert not IndicatorDimension.objects.of(definition).exists()
    assert client.get(address).status_code == 404
    assert Entry.objects.about(link).count() == 3

    client.post(url("indicator_break_down", definition.pk), {"dimension": owner.pk})
    assert IndicatorDimension.objects.of(definition).get() == link


def test_one_that_others_removed_is_not_brought_back_unseen(cast, owner, definition):
    link = break_down(definition, dimension=owner, by=cast.rita)
    seen = version_of(link)
    edit_break_down(link, is_removed=True, seen=seen, by=cast.rita)
    with pytest.raises(Refused):
        edit_break_down(link, is_removed=False, seen=seen, by=cast.rita)


def test_an_archived_dimension_stays_where_it_is_and_goes_nowhere_else(
    sign_in, cast, owner, definition
):
    link = break_down(definition, dimension=owner, by=cast.rita)
    Dimension.objects.update(is_archived=True)
    owner.refresh_from_db()
    break_down(definition, dimension=owner, overlap_allowed=True, by=cast.rita)
    assert list(IndicatorDimension.objects.of(definition)) == [link]

    other = make.definition()
    page = sign_in(cast.rita).get(url("indicator_break_down", other.pk))
    assert not page.context["form"].fields["dimension"].queryset
    with pytest.raises(Refused):
        break_down(other, dimension=owner, by=cast.rita)


def test_what_could_never_be_reported_is_not_asked(cast, owner, definition):
    with pytest.raises(Refused):
        break_down(definition, dimension=owner, is_required=True, by=cast.rita)
    told = make.definition(
        value_kind="narrative", territory_rollup="list", direction="none"
    )
    with pytest.raises(Refused):
        break_down(told, dimension=owner, by=cast.rita)


def test_a_frozen_definition_refuses_with_a_sentence(sign_in, cast, owner, definition):
    link = break_down(definition, dimension=owner, by=cast.rita)
    definition.frozen_at = timezone.now()
    definition.save()
    client = sign_in(cast.rita)
    with pytest.raises(Refused) as refused:
        rules.require_unfrozen(definition)
    sent = {"dimension": make.dimension().pk}
    for address in (
        url("indicator_break_down", definition.pk),
        url("indicator_dimension_edit", link.pk),
    ):
        for answer in (client.get(address), client.post(address, sent)):
            assert answer.status_code == 409
            assert str(refused.value) in answer.text
        page = client.get(url("indicator_detail", definition.pk))
        assert address not in page.text
    with pytest.raises(Refused):
        edit_break_down(link, is_removed=True, by=cast.rita)
    assert IndicatorDimension.objects.of(definition).count() == 1


def test_a_definition_is_not_frozen_while_its_breakdown_is_changed(
    cast, owner, definition
):
    link = break_down(definition, dimension=owner, by=cast.rita)
    with CaptureQueriesContext(connection) as asked:
        edit_break_down(link, is_removed=True, by=cast.rita)
    table = IndicatorDefinition._meta.db_table
    held = [one for one in asked if table in one["sql"] and "FOR NO KEY" in one["sql"]]
    # SQLite writes one thing at a time.
    assert len(held) == (1 if connection.features.has_select_for_update else 0)


# Who may, and what it costs


@pytest.mark.parametrize("who", ["remy", "lea", "ines", "sam", "zoe", "ada"])
def test_only_approvers_keep_dimensions(who, cast, sign_in, owner, definition):
    by, part = getattr(cast, who), make.part(owner)
    with pytest.raises(PermissionDenied):
        add_dimension(None, by=by)
    with pytest.raises(PermissionDenied):
        edit_dimension(owner, by=by)
    with pytest.raises(PermissionDenied):
        add_dimension_value(owner, by=by)
    with pytest.raises(PermissionDenied):
        edit_dimension_value(part, by=by)
    with pytest.raises(PermissionDenied):
        break_down(definition, dimension=owner, by=by)
    page = sign_in(by).get(url("dimension_detail", owner.pk))
    assert part.label_fr in page.text or part.label_nl in page.text
    assert url("dimension_edit", owner.pk) not in page.text


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_pages_cost_the_same_whatever_they_hold(
    how_many, sign_in, cast, django_assert_max_num_queries, owner, definition
):
    for _ in range(how_many):
        make.part(owner)
        IndicatorDimension.objects.create(
            definition=definition, dimension=make.dimension()
        )
        IndicatorDimension.objects.create(definition=make.definition(), dimension=owner)
    for who in ["rita", "remy", "lea", "marc", "ines", "sam", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("dimension_list"))
        assert len(page.content) <= 40_000
        with django_assert_max_num_queries(12, info=who):
            page = client.get(url("dimension_detail", owner.pk))
        assert len(page.content) <= 40_000
        with django_assert_max_num_queries(12, info=who):
            client.get(url("indicator_detail", definition.pk))
