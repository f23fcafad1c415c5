"""Giving a part, making it more exact, ending it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.network import actions
from accord.network.forms import (
    EndForm,
    OrganisationChoice,
    StakeDetailForm,
    StakeForm,
    filled_with,
)
from accord.network.models import Stake
from accord.network.nodes import Node, text_of
from accord.network.views.common import node_at, opened
from accord.workflow import version_of


def _stake(request: Request, pk: int) -> Stake:
    stakes = Stake.objects.visible_to(request.user).select_related(
        "agreement__municipality", "organisation", "service", "contact"
    )
    return get_object_or_404(stakes, pk=pk)


def _page_of(stake: Stake, node: Node | None) -> str:
    """The page of its node; of its agreement, where the text has it no more."""
    if node is None:
        return reverse("network:matrix", args=[stake.agreement_id])
    args = [stake.agreement_id, node.kind, node.pk]
    return reverse("network:node_detail", args=args)


def _node_of(request: Request, stake: Stake) -> Node | None:
    if text_of(request.user, stake.agreement_id, timezone.localdate()) is None:
        return None
    table = opened(request, stake.agreement_id).table
    lines = table.lines if table else []
    nodes = [one.node for one in lines if one.node.lineage == stake.lineage]
    return next(iter(nodes), None)


@require_http_methods(["GET", "POST"])
def stake_add(request: Request, pk: int, kind: str, node: int) -> HttpResponse:
    """First whose part it is, then the rest: services and contacts follow from it."""
    agreement, about = node_at(request, pk, kind, node)
    actions.add_stake.require(request.user, agreement)
    back = reverse("network:node_detail", args=[pk, kind, about.pk])
    context = {"agreement": agreement, "node": about, "back": back}
    choice = OrganisationChoice(request.GET or None)
    if not choice.is_valid():
        return render(request, "network/stake_add.html", context | {"choice": choice})
    body = choice.cleaned_data["organisation"]
    form = StakeForm(request.POST or None, organisation=body, user=request.user)

    def act(data: dict[str, Any]) -> str:
        actions.add_stake(
            agreement, node=about, organisation=body, by=request.user, **data
        )
        return back

    answer = acting.answer(request, form, act, done=_("The part is given."))
    context |= {"organisation": body}
    return answer or acting.page(request, "network/stake_add.html", form, **context)


@require_http_methods(["GET", "POST"])
def stake_edit(request: Request, pk: int) -> HttpResponse:
    stake = _stake(request, pk)
    actions.edit_stake.require(request.user, stake)
    node = _node_of(request, stake)
    form = StakeDetailForm(
        request.POST or None,
        organisation=stake.organisation,
        user=request.user,
        initial=filled_with(stake, StakeDetailForm),
    )

    def act(data: dict[str, Any]) -> str:
        named = node.named if node else None
        seen = acting.seen(request)
        actions.edit_stake(stake, named=named, seen=seen, by=request.user, **data)
        return _page_of(stake, node)

    answer = acting.answer(request, form, act, done=_("The part is changed."))
    context: dict[str, Any] = {"stake": stake, "node": node}
    context |= {"back": _page_of(stake, node), "version": version_of(stake)}
    return answer or acting.page(request, "network/stake_edit.html", form, **context)


@require_http_methods(["GET", "POST"])
def stake_end(request: Request, pk: int) -> HttpResponse:
    stake = _stake(request, pk)
    actions.end_stake.require(request.user, stake)
    node = _node_of(request, stake)
    form = EndForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.end_stake(stake, ended_on=data["on"], by=request.user)
        return _page_of(stake, node)

    answer = acting.answer(request, form, act, done=_("The part has ended."))
    context = {"stake": stake, "node": node, "back": _page_of(stake, node)}
    return answer or acting.page(request, "network/stake_end.html", form, **context)
