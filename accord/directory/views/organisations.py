"""Organisations and their services, for who works here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting, history
from accord.accounts.http import Request
from accord.directory import actions
from accord.directory.forms import (
    MunicipalityForm,
    OrganisationFilter,
    OrganisationForm,
    ServiceForm,
    filled_with,
)
from accord.directory.models import Kind, Membership, Organisation, Service
from accord.directory.pieces import pieces_of
from accord.journal.models import Entry
from accord.lib.paging import page_of
from accord.workflow import version_of

HISTORY = 20


def _organisation(request: Request, pk: int) -> Organisation:
    bodies = Organisation.objects.visible_to(request.user)
    return get_object_or_404(bodies.select_related("source"), pk=pk)


def _page_of(organisation: Organisation) -> str:
    """Its page here; a municipality's own address is its public one."""
    return organisation.get_workspace_url()


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
    parts = list(
        Membership.objects.visible_to(request.user).of(organisation).for_table()
    )
    may_keep = actions.edit_organisation.allowed(request.user, organisation)
    context = {
        "organisation": organisation,
        "services": services,
        "parts": parts,
        "may_keep": may_keep,
        "may_manage": actions.give_part.allowed(request.user, organisation),
        "pieces": pieces_of(organisation, request.user),
    }
    if may_keep:
        entries = Entry.objects.about(organisation, *services).for_history()[:HISTORY]
        known = [organisation, *services, organisation.source]
        context["history"] = history.lines(entries, known=filter(None, known))
    return render(request, "directory/organisation_detail.html", context)


@require_http_methods(["GET", "POST"])
def organisation_add(request: Request) -> HttpResponse:
    actions.add_organisation.require(request.user, None)
    form = OrganisationForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        return _page_of(actions.add_organisation(None, by=request.user, **data))

    answer = acting.answer(request, form, act, done=_("The organisation is added."))
    return answer or acting.page(request, "directory/organisation_add.html", form)


@require_http_methods(["GET", "POST"])
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    actions.edit_organisation.require(request.user, organisation)
    is_town = organisation.kind == Kind.MUNICIPALITY
    made = MunicipalityForm if is_town else OrganisationForm
    form = made(request.POST or None, initial=filled_with(organisation))

    def act(data: dict[str, Any]) -> str:
        actions.edit_organisation(
            organisation, seen=acting.seen(request), by=request.user, **data
        )
        return _page_of(organisation)

    answer = acting.answer(request, form, act, done=_("The organisation is changed."))
    context = {"organisation": organisation, "version": version_of(organisation)}
    template = "directory/organisation_edit.html"
    return answer or acting.page(request, template, form, **context)


@require_http_methods(["GET", "POST"])
def service_add(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    actions.add_service.require(request.user, organisation)
    form = ServiceForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.add_service(organisation, by=request.user, **data)
        return _page_of(organisation)

    answer = acting.answer(request, form, act, done=_("The service is added."))
    template = "directory/service_add.html"
    return answer or acting.page(request, template, form, organisation=organisation)


@require_http_methods(["GET", "POST"])
def service_edit(request: Request, pk: int) -> HttpResponse:
    services = Service.objects.visible_to(request.user).select_related("organisation")
    service = get_object_or_404(services, pk=pk)
    actions.edit_service.require(request.user, service)
    names = ServiceForm.base_fields
    start = {name: getattr(service, name) for name in names}
    form = ServiceForm(request.POST or None, initial=start)

    def act(data: dict[str, Any]) -> str:
        actions.edit_service(
            service, seen=acting.seen(request), by=request.user, **data
        )
        return _page_of(service.organisation)

    answer = acting.answer(request, form, act, done=_("The service is changed."))
    context = {"organisation": service.organisation, "version": version_of(service)}
    template = "directory/service_edit.html"
    return answer or acting.page(request, template, form, **context)
