"""A list of addresses: downloaded, uploaded, looked at, loaded."""

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.attachments.models import Attachment
from accord.incoming.pages import choose, look
from accord.incoming.planning import Plan
from accord.network.actions.addresses import load_address_list, receive_address_list
from accord.network.addresses import writing
from accord.network.addresses.planning import Addresses
from accord.network.views.services import STAKEHOLDERS


@require_safe
def address_list_download(request: Request) -> HttpResponseBase:
    """The services and contacts as they are kept: to be corrected and loaded again."""
    load_address_list.require(request.user, None)
    return outlets.send_file(
        request, writing.name(), lambda: writing.write(request.user)
    )


@acting.GET_POST
def address_list_upload(request: Request) -> HttpResponse:
    as_kept = reverse("network:address_list_download")
    return choose(
        request,
        receive_address_list,
        None,
        Addresses,
        trail=[STAKEHOLDERS],
        then=lambda kept: reverse("network:address_list_load", args=[kept.pk]),
        download=(_("Download the list as it is now"), as_kept),
        about=_("Services and contacts from a spreadsheet: one row each."),
    )


@acting.GET_POST
def address_list_load(request: Request, pk: int) -> HttpResponse:
    def act(kept: Attachment, plan: Plan) -> None:
        load(kept, plan=plan.fingerprint, by=request.user)

    load, upload = load_address_list, "network:address_list_upload"
    return look(
        request,
        load,
        None,
        pk,
        begin=Addresses,
        act=act,
        trail=[STAKEHOLDERS, (receive_address_list.label, upload)],
        again=reverse(upload),
        home="network:service_list",
    )
