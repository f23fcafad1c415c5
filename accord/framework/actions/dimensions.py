"""Keeping the ways in which figures are broken down."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

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
from accord.lib.naming import letters
from accord.lib.saving import save
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_keep,
    label=_("Add a dimension"),
    told=_("added a dimension"),
    done=_("The dimension is added."),
)
def add_dimension(nowhere: None, *, by: User, **fields: Any) -> Dimension:
    """A way to break figures down; its code follows from its French label."""
    _require_new(Dimension.objects.all(), fields)
    taken = set(Dimension.objects.values_list("code", flat=True))
    code = free(slugify(fields["label_fr"]) or "dimension", taken)
    return Dimension.objects.create(code=code, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a dimension"),
    title=_("Change a dimension"),
    done=_("The dimension is changed."),
    is_edit=True,
)
def edit_dimension(dimension: Dimension, *, by: User, **fields: Any) -> None:
    _require_new(Dimension.objects.exclude(pk=dimension.pk), fields)
    save(dimension, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add a part"),
    told=_("added a part of a dimension"),
    done=_("The part is added."),
    unseen=ADDS,
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
    label=_("Change"),
    told=_("changed a part of a dimension"),
    title=_("Change a part"),
    done=_("The part is changed."),
    is_edit=True,
)
def edit_dimension_value(value: DimensionValue, *, by: User, **fields: Any) -> None:
    values = DimensionValue.objects.filter(dimension=value.dimension_id)
    _require_new(values.exclude(pk=value.pk), fields)
    save(value, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Break the indicator down"),
    told=_("said how an indicator is broken down"),
    title=_("Break an indicator down"),
    done=_("The indicator is broken down by one dimension more."),
    unseen=ADDS,
)
def break_down(
    definition: IndicatorDefinition, *, dimension: Dimension, by: User, **fields: Any
) -> IndicatorDimension:
    """Ask for figures by a dimension; not once the definition is used."""
    links = IndicatorDimension.objects.filter(definition=definition)
    link = links.by(dimension).first() or IndicatorDimension(
        definition=definition, dimension=dimension, is_removed=True
    )
    if link.is_removed and dimension.is_archived:
        raise Refused(_("This dimension is archived."))
    return _broken_down(link, is_removed=False, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("said how an indicator is broken down"),
    done=_("How the indicator is broken down is changed."),
    is_edit=True,
)
def edit_break_down(link: IndicatorDimension, *, by: User, **fields: Any) -> None:
    """Change how it is broken down by a dimension, or no longer do so."""
    # Nobody agrees on a text that uses it meanwhile.
    definitions = IndicatorDefinition.objects.select_for_update(no_key=True)
    link.definition = definitions.get(pk=link.definition_id)
    _broken_down(link, **fields)


def _broken_down(link: IndicatorDimension, **fields: Any) -> IndicatorDimension:
    rules.require_unfrozen(link.definition)
    if link.definition.value_kind not in NUMERIC:
        raise Refused(_("Only numbers, amounts and ratios can be broken down."))
    values = DimensionValue.objects.filter(dimension=link.dimension).in_use()
    is_asked = fields.get("is_required") and not fields.get("is_removed")
    if is_asked and not values.exists():
        raise Refused(_("It has no part, so that no figure could be reported."))
    return save(link, **fields)


def _require_new(others: Any, fields: dict[str, Any]) -> None:
    """Nobody could tell two of one name apart."""
    for name in ("label_fr", "label_nl"):
        said = {f"{name}__letters": letters(fields.get(name, ""))}
        if name in fields and others.filter(**said):
            raise Refused(_("There is one of that name already."))
