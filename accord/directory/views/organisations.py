"""Organisations and their services, for who works here."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accord import acting, history
from accord.accounts.http import Request
from accord.directory.actions import organisations as actions
from accord.directory.actions.people import give_part
from accord.directory.forms import (
    MunicipalityForm,
    OrganisationFilter,
    OrganisationForm,
    ServiceForm,
)
from accord.directory.models import Body, Membership, Organisation, Service
from accord.directory.pieces import pieces_of
from accord.journal.models import Entry
from accord.lib.paging import page_of

ORGANISATIONS = (_("Organisations"), "directory:organisation_list")


def _organisation(request: Request, pk: int) -> Organisation:
    bodies = Organisation.objects.visible_to(request.user)
    return get_object_or_404(bodies.select_related("source"), pk=pk)


def _trail(organisation: Organisation) -> list[acting.Crumb]:
    """To its page here; a municipality's own address is its public one."""
    return [ORGANISATIONS, (organisation.name, organisation.get_workspace_url())]


@require_safe
def organisation_list(request: Request) -> HttpResponse:
    form = OrganisationFilter(request.GET)
    rows = Organisation.objects.visible_to(request.user)
    if form.is_valid():
        rows = rows.matching(**form.cleaned_data)
    context = {
        "form": form,
        "page": page_of(rows.for_table(), request.GET.get("page")),
        "may_keep": actions.add_organisation.allowed(request.user, None),
    }
    template = "directory/organisation_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


@require_safe
def organisation_detail(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    services = list(Service.objects.visible_to(request.user).of(organisation))
    parts = Membership.objects.visible_to(request.user).of(organisation)
    may_keep = actions.edit_organisation.allowed(request.user, organisation)
    context = {
        "organisation": organisation,
        "services": services,
        "parts": list(parts.for_table()),
        "may_keep": may_keep,
        "may_manage": give_part.allowed(request.user, organisation),
        "pieces": pieces_of(organisation, request.user),
    }
    if may_keep:
        entries = Entry.objects.about(organisation, *services)
        known = [organisation, *services, organisation.source]
        context["history"] = history.latest(entries, known=filter(None, known))
    return render(request, "directory/organisation_detail.html", context)


@acting.GET_POST
def organisation_add(request: Request) -> HttpResponse:
    return acting.take(
        request,
        actions.add_organisation,
        None,
        OrganisationForm,
        trail=[ORGANISATIONS],
        then=Organisation.get_workspace_url,
        public=True,
    )


@acting.GET_POST
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    body = _organisation(request, pk)
    form = MunicipalityForm if body.kind == Body.MUNICIPALITY else OrganisationForm
    action, trail = actions.edit_organisation, _trail(body)
    return acting.take(request, action, body, form, trail=trail, public=True)


@acting.GET_POST
def service_add(request: Request, pk: int) -> HttpResponse:
    body = _organisation(request, pk)
    action, trail = actions.add_service, _trail(body)
    return acting.take(request, action, body, ServiceForm, trail=trail, public=True)


@acting.GET_POST
def service_edit(request: Request, pk: int) -> HttpResponse:
    services = Service.objects.visible_to(request.user).select_related("organisation")
    service = get_object_or_404(services, pk=pk)
    action, trail = actions.edit_service, _trail(service.organisation)
    return acting.take(request, action, service, ServiceForm, trail=trail, public=True)
