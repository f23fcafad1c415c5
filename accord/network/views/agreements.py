"""One agreement: who has which part in what, as a matrix and as a picture."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord import history, outlets
from accord.accounts.http import Request
from accord.journal.models import Entry
from accord.network.actions.stakes import add_stake
from accord.network.exports import PARTS, part_rows
from accord.network.models import Stake
from accord.network.nodes import Node
from accord.network.reading.matrix import matrix_of
from accord.network.reading.picture import picture_of
from accord.network.rules import EXPLAINED, Part
from accord.network.views.common import opened


@require_safe
def matrix(request: Request, pk: int) -> HttpResponse:
    found = opened(request, pk)
    context = {
        "agreement": found.agreement,
        "matrix": matrix_of(found.table, request.GET) if found.table else None,
        "explained": [(Part(one).label, said) for one, said in EXPLAINED.items()],
        "may_keep": add_stake.allowed(request.user, found.agreement),
    }
    return render(request, "network/matrix.html", context)


@require_safe
def picture(request: Request, pk: int) -> HttpResponse:
    found = opened(request, pk)

    def url_of(node: Node) -> str:
        return reverse("network:node_detail", args=[pk, node.kind, node.pk])

    drawn = picture_of(found.table, request.GET, url_of) if found.table else None
    context = {"agreement": found.agreement, "picture": drawn}
    return render(request, "network/picture.html", context)


@require_safe
def matrix_file(request: Request, pk: int, extension: str) -> HttpResponseBase:
    found = opened(request, pk)
    rows = part_rows(found.table) if found.table else iter(())
    name = f"roles-rollen-{found.agreement.municipality.code}"
    today = timezone.localdate()
    return outlets.send_table(request, PARTS, rows, extension, name=name, day=today)


@require_safe
def node_detail(request: Request, pk: int, kind: str, node: int) -> HttpResponse:
    """One commitment or action: its parts, what is missing, and what happened."""
    found = opened(request, pk)
    line = found.line(kind, node)
    stakes = Stake.objects.visible_to(request.user).of_agreement(pk)
    every = list(stakes.at(line.node.lineage).for_page())
    entries = Entry.objects.about(*every)
    known = [*every, *(one.organisation for one in every)]
    context = {
        "agreement": found.agreement,
        "line": line,
        "may_keep": add_stake.allowed(request.user, found.agreement),
        "history": history.latest(entries, known=known),
    }
    return render(request, "network/node_detail.html", context)
