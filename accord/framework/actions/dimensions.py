"""Keeping the ways in which figures are broken down."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.framework import policies, rules
from accord.framework.copies import free
from accord.framework.models import (
    Dimension,
    DimensionValue,
    IndicatorDefinition,
    IndicatorDimension,
)
from accord.framework.models.indicators import NUMERIC
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.workflow import action, require_unchanged


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add a dimension"),
    told=gettext_lazy("added a dimension"),
)
def add_dimension(nowhere: None, *, by: User, **fields: Any) -> Dimension:
    """A way to break figures down; its code follows from its French label."""
    _require_new(Dimension.objects.all(), fields)
    taken = set(Dimension.objects.values_list("code", flat=True))
    code = free(slugify(fields["label_fr"]) or "dimension", taken)
    return Dimension.objects.create(code=code, **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed a dimension"),
)
def edit_dimension(dimension: Dimension, *, seen: int, by: User, **fields: Any) -> None:
    _require_new(Dimension.objects.exclude(pk=dimension.pk), fields)
    save(dimension, **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add a part"),
    told=gettext_lazy("added a part of a dimension"),
)
def add_dimension_value(
    dimension: Dimension, *, by: User, **fields: Any
) -> DimensionValue:
    values = DimensionValue.objects.filter(dimension=dimension)
    _require_new(values, fields)
    taken = set(values.values_list("code", flat=True))
    code = free(slugify(fields["label_fr"]) or "part", taken)
    return DimensionValue.objects.create(
        dimension=dimension, code=code, rank=len(taken), **fields
    )


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed a part of a dimension"),
)
def edit_dimension_value(
    value: DimensionValue, *, seen: int, by: User, **fields: Any
) -> None:
    values = DimensionValue.objects.filter(dimension=value.dimension_id)
    _require_new(values.exclude(pk=value.pk), fields)
    save(value, **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Break the indicator down"),
    told=gettext_lazy("said how an indicator is broken down"),
)
def break_down(
    definition: IndicatorDefinition,
    *,
    dimension: Dimension,
    is_required: bool = False,
    overlap_allowed: bool = False,
    is_removed: bool = False,
    link_seen: int | None = None,
    by: User,
) -> IndicatorDimension:
    """Ask for figures by a dimension, or no longer; not once the definition is used.

    ``link_seen``: the version of how it is broken down by it, where that is changed.
    """
    rules.require_unfrozen(definition)
    links = IndicatorDimension.objects.filter(definition=definition)
    link = links.by(dimension).first()
    if link and link_seen is not None:
        require_unchanged(link, link_seen)
    _require_sense(definition, dimension, is_new=not link or link.is_removed)
    values = DimensionValue.objects.filter(dimension=dimension).in_use()
    if is_required and not is_removed and not values.exists():
        raise Refused(_("It has no part, so that no figure could be reported."))
    found = {
        "is_required": is_required,
        "overlap_allowed": overlap_allowed,
        "is_removed": is_removed,
    }
    link, _made = IndicatorDimension.objects.update_or_create(
        definition=definition, dimension=dimension, defaults=found
    )
    return link


def _require_sense(
    definition: IndicatorDefinition, dimension: Dimension, *, is_new: bool
) -> None:
    if definition.value_kind not in NUMERIC:
        raise Refused(_("Only numbers, amounts and ratios can be broken down."))
    if is_new and dimension.is_archived:
        raise Refused(_("This dimension is archived."))


def _require_new(others: Any, fields: dict[str, Any]) -> None:
    """Nobody could tell two of one name apart."""
    for name in ("label_fr", "label_nl"):
        if name in fields and others.filter(**{f"{name}__iexact": fields[name]}):
            raise Refused(_("There is one of that name already."))
