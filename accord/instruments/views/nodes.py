"""Writing the parts of a text, one form at a time."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.instruments import actions
from accord.instruments.forms.measures import FORMS
from accord.instruments.forms.nodes import offered_definitions
from accord.instruments.forms.titles import ADDING, EDITING
from accord.instruments.models import KINDS, PARENT, Instrument
from accord.instruments.pages import place_of
from accord.instruments.versions import both_versions
from accord.instruments.views.common import require, text_for
from accord.workflow import version_of

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


@require_http_methods(["GET", "POST"])
def node_add(
    request: Request, pk: int, kind: str, under: UUID | None = None
) -> HttpResponse:
    text = text_for(request, pk)
    above = _above(request, text, kind, under)
    require(actions.add_node, request, above)
    about: dict[str, Any] = {}
    if kind == "indicators":
        offered = offered_definitions(text, above)
        chosen = request.GET.get("definition", "")
        if not chosen.isdecimal() or len(chosen) > acting.DIGITS:
            return _choose(request, text, above, offered)
        about["definition"] = get_object_or_404(offered, pk=chosen)
    form = FORMS[kind](request.POST or None, text=text, under=above, **about)

    def act(data: dict[str, Any]) -> str:
        made = actions.add_node(above, kind=kind, by=request.user, **data)
        return request.path if "again" in request.POST else place_of(text, made.lineage)

    answer = acting.answer(request, form, act, done=_("It is in the text."))
    context = {
        "title": ADDING[kind],
        "about": about.get("definition") or (under and above),
    }
    return answer or _page(request, "node_add", form, text, under, **context)


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


@require_http_methods(["GET", "POST"])
def node_edit(request: Request, pk: int, kind: str, lineage: UUID) -> HttpResponse:
    text = text_for(request, pk)
    node = _node(request, text, kind, lineage)
    require(actions.edit_node, request, node)
    version, above = version_of(node), getattr(node, PARENT.get(type(node), ""), None)
    form = FORMS[kind](request.POST or None, text=text, under=above, node=node)

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        actions.edit_node(node, seen=seen, by=request.user, **data)
        return place_of(text, lineage)

    answer = acting.answer(request, form, act, done=_("It is saved."))
    context = {
        "title": EDITING[kind],
        "about": node if kind in ("missions", "indicators") else None,
        "version": version,
        "both": both_versions(form) if hasattr(form, "meanwhile") else [],
        "remove": reverse("instruments:node_remove", args=[pk, kind, lineage]),
    }
    return answer or _page(request, "node_edit", form, text, lineage, **context)


def _page(
    request: Request, name: str, form: Any, text: Instrument, place: Any, **context: Any
) -> Any:
    template = f"instruments/{name}.html"
    context |= {"instrument": text, "cancel": place_of(text, place)}
    return acting.page(request, template, form, **context)


@require_http_methods(["GET", "POST"])
def node_remove(request: Request, pk: int, kind: str, lineage: UUID) -> HttpResponse:
    """Say what goes with it, then take it out."""
    text = text_for(request, pk)
    node = _node(request, text, kind, lineage)
    require(actions.remove_node, request, node)
    if request.method == "POST":
        actions.remove_node(node, by=request.user)
        messages.success(request, _("It is taken out of the text."))
        above = getattr(node, PARENT.get(type(node), ""), None)
        return redirect(place_of(text, above and above.lineage))
    context = {"instrument": text, "node": node, "cancel": place_of(text, lineage)}
    return render(request, "instruments/node_remove.html", context)
