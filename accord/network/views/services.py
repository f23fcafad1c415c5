"""Services and organisations: all in which they have a part, and their people."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accord import acting, history
from accord.accounts.http import Request
from accord.directory.models import Organisation, Service
from accord.journal.models import Entry
from accord.lib.asked import number
from accord.lib.paging import page_of
from accord.network import policies
from accord.network.actions.contacts import add_contact, contact_left, edit_contact
from accord.network.actions.services import (
    close_service,
    keep_apart,
    merge_services,
    reopen_service,
)
from accord.network.forms import (
    CloseForm,
    ContactForm,
    LeftForm,
    PartFilter,
    ServiceFilter,
)
from accord.network.models import Contact, Stake
from accord.network.querysets import ContactQuerySet
from accord.network.reading import duplicates, elsewhere
from accord.workflow import version_of, versioned

STAKEHOLDERS = (_("Stakeholders"), "network:service_list")
DUPLICATES = (_("Possible duplicates"), "network:duplicate_list")


def _service(request: Request, pk: int) -> Service:
    services = Service.objects.visible_to(request.user)
    related = services.select_related("organisation", "successor", "source")
    return get_object_or_404(related, pk=pk)


def _organisation(request: Request, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)


def _address(service: Service) -> str:
    return reverse("network:service_stakes", args=[service.pk])


@require_safe
def service_list(request: Request) -> HttpResponse:
    form = ServiceFilter(request.GET)
    rows = Service.objects.visible_to(request.user)
    if form.is_valid():
        rows = rows.matching(**form.cleaned_data)
    context = {
        "form": form,
        "page": page_of(rows.for_table(), request.GET.get("page")),
        "may_keep": close_service.allowed(request.user, None),
        "may_see_gaps": policies.can_see_gaps(request.user),
    }
    template = "network/service_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


def _having(request: Request, **of: Any) -> dict[str, Any]:
    """The parts that one body has, a page at a time."""
    form = PartFilter(request.GET)
    part = form.cleaned_data["part"] if form.is_valid() else ""
    rows = elsewhere.parts_of(request.user, timezone.localdate(), part=part, **of)
    page = page_of(rows, request.GET.get("page"))
    parts = elsewhere.read(page.object_list)
    opened = elsewhere.opened_to(request.user, {one.under for one in parts})
    return {"form": form, "page": page, "parts": parts, "opened": opened}


@require_safe
def service_stakes(request: Request, pk: int) -> HttpResponse:
    service = _service(request, pk)
    context = {
        "service": service,
        "organisation": service.organisation,
        "contacts": _contacts(request).of_service(service).for_page(),
        "may_keep": close_service.allowed(request.user, service),
        "may_keep_contacts": add_contact.allowed(request.user, service.organisation),
        **_having(request, service=service),
    }
    if context["may_keep"]:
        entries = Entry.objects.about(service)
        known = [service, service.organisation]
        context["history"] = history.latest(entries, known=known)
        context["version"] = version_of(service)
    return render(request, "network/service_stakes.html", context)


@require_safe
def organisation_stakes(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    contacts = _contacts(request).of_organisation(organisation)
    services = Service.objects.visible_to(request.user).of(organisation)
    context = {
        "organisation": organisation,
        "services": page_of(services, request.GET.get("services")),
        "contacts": page_of(contacts.for_page(), request.GET.get("contacts")),
        "may_keep_contacts": add_contact.allowed(request.user, organisation),
        **_having(request, organisation=organisation),
    }
    return render(request, "network/organisation_stakes.html", context)


@acting.GET_POST
def service_close(request: Request, pk: int) -> HttpResponse:
    """``organisation`` in the address: whose services may take its place."""
    service = _service(request, pk)
    wanted = number(request.GET.get("organisation", ""))
    body = _organisation(request, wanted) if wanted else service.organisation
    stakes = Stake.objects.visible_to(request.user).of_service(service)
    return acting.take(
        request,
        close_service,
        service,
        partial(CloseForm, service=service, organisation=body),
        trail=[STAKEHOLDERS, (service.name, _address(service))],
        about=service.name,
        template="network/service_close.html",
        organisation=body,
        stakes=stakes.standing().count(),
    )


@acting.GET_POST
def service_reopen(request: Request, pk: int) -> HttpResponse:
    service = _service(request, pk)
    trail = [STAKEHOLDERS, (service.name, _address(service))]
    return acting.take(
        request, reopen_service, service, trail=trail, about=service.name
    )


@require_safe
def duplicate_list(request: Request) -> HttpResponse:
    merge_services.require(request.user, None)
    page = page_of(duplicates.proposals(request.user), request.GET.get("page"))
    pks = {pk for pair in page.object_list for pk in (pair.first, pair.second)}
    services = Service.objects.visible_to(request.user).select_related("organisation")
    known = {one.pk: one for one in versioned(services.filter(pk__in=pks))}
    pairs = [
        (known[pair.first], known[pair.second], pair.reason)
        for pair in page.object_list
    ]
    return render(
        request, "network/duplicate_list.html", {"page": page, "pairs": pairs}
    )


@acting.GET_POST
def service_merge(request: Request, pk: int, into: int) -> HttpResponse:
    """What would move, and where to; then, when it is confirmed, it does."""
    service, heir = _service(request, pk), _service(request, into)
    merge_services.require(request.user, service)
    having = _having(request, service=service)
    having.pop("form")
    return acting.take(
        request,
        merge_services,
        service,
        trail=[STAKEHOLDERS, DUPLICATES],
        carries={"heir_seen": version_of(heir)},
        act=partial(
            merge_services,
            service,
            into=heir,
            heir_seen=acting.seen(request, "heir_seen"),
        ),
        then=lambda _none: _address(heir),
        template="network/service_merge.html",
        service=service,
        heir=heir,
        contacts=_contacts(request).of_service(service).for_page(),
        **having,
    )


@acting.GET_POST
def service_keep_apart(request: Request, pk: int, other: int) -> HttpResponse:
    service, second = _service(request, pk), _service(request, other)
    return acting.take(
        request,
        keep_apart,
        service,
        trail=[STAKEHOLDERS, DUPLICATES],
        act=partial(keep_apart, service, other=second),
        about=f"{service.name} – {second.name}",
    )


@acting.GET_POST
def contact_add(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    home = reverse("network:organisation_stakes", args=[pk])
    return acting.take(
        request,
        add_contact,
        organisation,
        partial(ContactForm, organisation=organisation),
        trail=[STAKEHOLDERS, (organisation.name, home)],
        start={"service": number(request.GET.get("service", ""))},
        then=lambda contact: contact,
        about=organisation.name,
    )


@acting.GET_POST
def contact_edit(request: Request, pk: int) -> HttpResponse:
    contact, trail = _contact(request, pk)
    form = partial(ContactForm, organisation=contact.organisation)
    about = contact.organisation.name
    return acting.take(request, edit_contact, contact, form, trail=trail, about=about)


@acting.GET_POST
def contact_leave(request: Request, pk: int) -> HttpResponse:
    contact, trail = _contact(request, pk)
    return acting.take(
        request, contact_left, contact, LeftForm, trail=trail, about=contact.name
    )


def _contact(request: Request, pk: int) -> tuple[Contact, list[acting.Crumb]]:
    related = _contacts(request).select_related("organisation", "service")
    contact = get_object_or_404(related, pk=pk)
    return contact, [STAKEHOLDERS, (contact.service or contact.organisation, contact)]


def _contacts(request: Request) -> ContactQuerySet:
    return Contact.objects.visible_to(request.user)
