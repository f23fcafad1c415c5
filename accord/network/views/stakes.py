"""Giving a part, making it more exact, ending it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from accord import acting
from accord.accounts.http import Request
from accord.network.actions.stakes import add_stake, edit_stake, end_stake
from accord.network.forms import EndForm, OrganisationChoice, StakeDetailForm, StakeForm
from accord.network.models import Stake
from accord.network.nodes import Node, text_of
from accord.network.reading.holding import table_of
from accord.network.views.common import opened
from accord.ui.templatetags.accord import colon


@acting.GET_POST
def stake_add(request: Request, pk: int, kind: str, node: int) -> HttpResponse:
    """First whose part it is, then the rest: services and contacts follow from it."""
    found = opened(request, pk)
    agreement, about = found.agreement, found.line(kind, node).node
    choice = OrganisationChoice(request.GET or None)
    body: Any = choice.cleaned_data["organisation"] if choice.is_valid() else None
    if request.method == "POST" and body is None:
        raise Http404
    return acting.take(
        request,
        add_stake,
        agreement,
        partial(StakeForm, organisation=body, user=request.user),
        act=partial(add_stake, agreement, node=about, organisation=body),
        trail=_trail(agreement, about),
        about=_called(about, 160),
        template="network/stake_add.html",
        choice=choice,
        organisation=body,
    )


@acting.GET_POST
def stake_edit(request: Request, pk: int) -> HttpResponse:
    stake, node = _stake(request, pk)
    body, named = stake.organisation, node.named if node else None
    return acting.take(
        request,
        edit_stake,
        stake,
        partial(StakeDetailForm, organisation=body, user=request.user),
        act=partial(edit_stake, stake, named=named),
        trail=_trail(stake.agreement, node),
        about=_about(stake, body, node),
        template="network/stake_edit.html",
    )


@acting.GET_POST
def stake_end(request: Request, pk: int) -> HttpResponse:
    stake, node = _stake(request, pk)
    about = _about(stake, stake.service or stake.organisation, node)
    trail = _trail(stake.agreement, node)
    return acting.take(request, end_stake, stake, EndForm, trail=trail, about=about)


def _stake(request: Request, pk: int) -> tuple[Stake, Node | None]:
    """The part, and its node where the text that the reader sees still has it."""
    stakes = Stake.objects.visible_to(request.user).select_related(
        "agreement__municipality", "organisation", "service", "contact"
    )
    stake = get_object_or_404(stakes, pk=pk)
    today = timezone.localdate()
    text = text_of(request.user, stake.agreement_id, today)
    lines = table_of(request.user, text, today).lines if text else []
    nodes = (one.node for one in lines if one.node.lineage == stake.lineage)
    return stake, next(nodes, None)


def _trail(agreement: Any, node: Node | None) -> list[acting.Crumb]:
    """To the page of the node; of its agreement, where the text has it no more."""
    matrix = reverse("network:matrix", args=[agreement.pk])
    trail = [(agreement.municipality.name, matrix)]
    if node:
        args = [agreement.pk, node.kind, node.pk]
        trail.append((node.number, reverse("network:node_detail", args=args)))
    return trail


def _about(stake: Stake, who: Any, node: Node | None) -> str:
    said = f"{stake.get_part_display()}{colon()} {who}"
    return f"{said}. {_called(node, 120)}" if node else said


def _called(node: Node, most: int) -> str:
    return f"{node.number} {Truncator(node.text).chars(most)}"
