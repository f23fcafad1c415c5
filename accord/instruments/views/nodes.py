"""Writing the parts of a text, one form at a time."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accord import acting
from accord.accounts.http import Request
from accord.instruments.actions import writing
from accord.instruments.forms.measures import FORMS
from accord.instruments.forms.nodes import offered_definitions
from accord.instruments.forms.titles import ADDING, EDITING
from accord.instruments.models import KINDS, PARENT, Instrument
from accord.instruments.reading.parts import place_of
from accord.instruments.views.common import require, text_for, write
from accord.lib.asked import number

# What a form reads of the parts above the one it is about.
ABOVE = {
    "indicators": ("definition", "commitment__taken"),
    "targets": ("indicator__definition",),
    "commitments": ("taken__mission",),
    "missions": ("mission",),
    "actions": ("taken",),
    "means": ("taken",),
}


def _node(request: Request, text: Instrument, kind: str, lineage: UUID) -> Any:
    """A standing part of this text, by the kind and the lineage in its address."""
    if kind not in KINDS:
        raise Http404
    nodes = KINDS[kind].objects.visible_to(request.user).of(text)
    return get_object_or_404(nodes.select_related(*ABOVE[kind]), lineage=lineage)


def _above(request: Request, text: Instrument, kind: str, under: UUID | None) -> Any:
    """What a new part of this kind stands under: another part, or the text itself."""
    model = KINDS.get(kind)
    if model is None or (model in PARENT) != (under is not None):
        raise Http404
    if under is None:
        return text
    above = model._meta.get_field(PARENT[model]).related_model
    return _node(request, text, above.KIND, under)


@acting.GET_POST
def node_add(
    request: Request, pk: int, kind: str, under: UUID | None = None
) -> HttpResponse:
    text = text_for(request, pk)
    above = _above(request, text, kind, under)
    require(writing.add_node, request, above)
    about: dict[str, Any] = {}
    if kind == "indicators":
        offered = offered_definitions(text, above)
        chosen = number(request.GET.get("definition", ""))
        if chosen is None:
            return _choose(request, text, above, offered)
        about["definition"] = get_object_or_404(offered, pk=chosen)
    is_again = "again" in request.POST
    return write(
        request,
        text,
        writing.add_node,
        above,
        partial(FORMS[kind], text=text, under=above, **about),
        act=partial(writing.add_node, above, kind=kind),
        home=place_of(text, under),
        then=lambda made: request.path if is_again else place_of(text, made.lineage),
        title=ADDING[kind],
        again=_("Save, then add another"),
        about=about.get("definition") or (under and above),
    )


def _choose(
    request: Request, text: Instrument, above: Any, offered: Any
) -> HttpResponse:
    """The first question about an indicator: the fields follow from its kind."""
    context = {
        "instrument": text,
        "commitment": above,
        "offered": offered,
        "cancel": place_of(text, above.lineage),
    }
    return render(request, "instruments/definition_choose.html", context)


@acting.GET_POST
def node_edit(request: Request, pk: int, kind: str, lineage: UUID) -> HttpResponse:
    text = text_for(request, pk)
    node = _node(request, text, kind, lineage)
    return write(
        request,
        text,
        writing.edit_node,
        node,
        partial(FORMS[kind], text=text, under=_over(node), node=node),
        home=place_of(text, lineage),
        template="instruments/node_edit.html",
        title=EDITING[kind],
        about=node if kind in ("missions", "indicators") else None,
        remove=reverse("instruments:node_remove", args=[pk, kind, lineage]),
    )


@acting.GET_POST
def node_remove(request: Request, pk: int, kind: str, lineage: UUID) -> HttpResponse:
    """Say what goes with it, then take it out."""
    text = text_for(request, pk)
    node = _node(request, text, kind, lineage)
    above = _over(node)
    return write(
        request,
        text,
        writing.remove_node,
        node,
        home=place_of(text, lineage),
        then=lambda _none: place_of(text, above and above.lineage),
        about=node,
    )


def _over(node: Any) -> Any:
    """The part that it stands under, where it is another part."""
    return getattr(node, PARENT.get(type(node), ""), None)
