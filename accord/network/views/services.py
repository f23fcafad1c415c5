"""Services and organisations: all in which they have a part, and their people."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accord import acting, history
from accord.accounts.http import Request
from accord.directory.models import Organisation, Service
from accord.journal.models import Entry
from accord.lib.paging import page_of
from accord.network import actions, policies
from accord.network.forms import (
    CloseForm,
    ContactForm,
    LeftForm,
    PartFilter,
    ServiceFilter,
    filled_with,
)
from accord.network.models import Contact, Stake
from accord.network.reading import duplicates, elsewhere
from accord.workflow import version_of

HISTORY = 20


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
        "may_keep": actions.close_service.allowed(request.user, None),
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
    contacts = Contact.objects.visible_to(request.user).of_service(service)
    context = {
        "service": service,
        "organisation": service.organisation,
        "contacts": list(contacts.for_page()),
        "may_keep": actions.close_service.allowed(request.user, service),
        "may_keep_contacts": actions.add_contact.allowed(
            request.user, service.organisation
        ),
        **_having(request, service=service),
    }
    if context["may_keep"]:
        entries = Entry.objects.about(service).for_history()[:HISTORY]
        known = [service, service.organisation]
        context["history"] = history.lines(entries, known=known)
    return render(request, "network/service_stakes.html", context)


@require_safe
def organisation_stakes(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    contacts = Contact.objects.visible_to(request.user).of_organisation(organisation)
    services = Service.objects.visible_to(request.user).of(organisation)
    context = {
        "organisation": organisation,
        "services": page_of(services, request.GET.get("services")),
        "contacts": page_of(contacts.for_page(), request.GET.get("contacts")),
        "may_keep_contacts": actions.add_contact.allowed(request.user, organisation),
        **_having(request, organisation=organisation),
    }
    return render(request, "network/organisation_stakes.html", context)


@require_http_methods(["GET", "POST"])
def service_close(request: Request, pk: int) -> HttpResponse:
    """``organisation`` in the address: whose services may take its place."""
    service = _service(request, pk)
    actions.close_service.require(request.user, service)
    wanted = request.GET.get("organisation", "")
    known = wanted.isdecimal() and len(wanted) < acting.DIGITS
    body = _organisation(request, int(wanted)) if known else service.organisation
    form = CloseForm(request.POST or None, service=service, organisation=body)

    def act(data: dict[str, Any]) -> str:
        actions.close_service(
            service,
            closed_on=data["on"],
            successor=data["successor"],
            by=request.user,
        )
        return _address(service)

    answer = acting.answer(request, form, act, done=_("The service is closed."))
    context: dict[str, Any] = {"service": service, "organisation": body}
    context["stakes"] = _standing(request, service)
    return answer or acting.page(request, "network/service_close.html", form, **context)


def _standing(request: Request, service: Service) -> int:
    """How many parts would move."""
    stakes = Stake.objects.visible_to(request.user).of_service(service)
    return stakes.standing().count()


@require_POST
def service_reopen(request: Request, pk: int) -> HttpResponse:
    service = _service(request, pk)
    actions.reopen_service(service, by=request.user)
    return redirect(_address(service))


@require_safe
def duplicate_list(request: Request) -> HttpResponse:
    actions.merge_services.require(request.user, None)
    page = page_of(duplicates.proposals(request.user), request.GET.get("page"))
    pks = {pk for pair in page.object_list for pk in (pair.first, pair.second)}
    services = Service.objects.visible_to(request.user).select_related("organisation")
    known = services.in_bulk(pks)
    pairs = [
        (known[pair.first], known[pair.second], pair.reason)
        for pair in page.object_list
    ]
    return render(
        request, "network/duplicate_list.html", {"page": page, "pairs": pairs}
    )


@require_http_methods(["GET", "POST"])
def service_merge(request: Request, pk: int, into: int) -> HttpResponse:
    """What would move, and where to; then, when it is confirmed, it does."""
    service, heir = _service(request, pk), _service(request, into)
    actions.merge_services.require(request.user, service)
    if request.method == "POST":
        actions.merge_services(service, into=heir, by=request.user)
        return redirect(_address(heir))
    contacts = Contact.objects.visible_to(request.user).of_service(service)
    context = {
        "service": service,
        "heir": heir,
        "contacts": list(contacts.for_page()),
        **_having(request, service=service),
    }
    return render(request, "network/service_merge.html", context)


@require_POST
def service_keep_apart(request: Request, pk: int, other: int) -> HttpResponse:
    service, second = _service(request, pk), _service(request, other)
    actions.keep_apart(service, other=second, by=request.user)
    return redirect("network:duplicate_list")


@require_http_methods(["GET", "POST"])
def contact_add(request: Request, pk: int) -> HttpResponse:
    organisation = _organisation(request, pk)
    actions.add_contact.require(request.user, organisation)
    start = {"service": request.GET.get("service", "")[: acting.DIGITS]}
    form = ContactForm(request.POST or None, organisation=organisation, initial=start)

    def act(data: dict[str, Any]) -> Contact:
        return actions.add_contact(organisation, by=request.user, **data)

    answer = acting.answer(request, form, act, done=_("The contact is added."))
    context = {"organisation": organisation}
    return answer or acting.page(request, "network/contact_add.html", form, **context)


def _contact(request: Request, pk: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user)
    related = contacts.select_related("organisation", "service")
    return get_object_or_404(related, pk=pk)


@require_http_methods(["GET", "POST"])
def contact_edit(request: Request, pk: int) -> HttpResponse:
    contact = _contact(request, pk)
    actions.edit_contact.require(request.user, contact)
    start = filled_with(contact, ContactForm)
    form = ContactForm(
        request.POST or None, organisation=contact.organisation, initial=start
    )

    def act(data: dict[str, Any]) -> Contact:
        seen = acting.seen(request)
        actions.edit_contact(contact, seen=seen, by=request.user, **data)
        return contact

    answer = acting.answer(request, form, act, done=_("The contact is changed."))
    context = {"contact": contact, "version": version_of(contact)}
    return answer or acting.page(request, "network/contact_edit.html", form, **context)


@require_http_methods(["GET", "POST"])
def contact_leave(request: Request, pk: int) -> HttpResponse:
    contact = _contact(request, pk)
    actions.contact_left.require(request.user, contact)
    form = LeftForm(request.POST or None)

    def act(data: dict[str, Any]) -> Contact:
        actions.contact_left(contact, left_on=data["on"], by=request.user)
        return contact

    answer = acting.answer(request, form, act, done=_("It is recorded."))
    context = {"contact": contact}
    return answer or acting.page(request, "network/contact_leave.html", form, **context)
