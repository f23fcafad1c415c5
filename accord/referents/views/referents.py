"""People who hold or held a post."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.lib.paging import page_of
from accord.referents import actions, pages
from accord.referents.forms import ReferentForm
from accord.referents.models import Referent
from accord.referents.views.common import GET_POST, taken


@require_safe
def referent_list(request: Request) -> HttpResponse:
    """The referents the reader may see, with what each holds today."""
    text, today = request.GET.get("text", "")[:80], timezone.localdate()
    page = page_of(pages.referents(request.user, text), request.GET.get("page"))
    people = list(page.object_list)
    held = pages.posts_held(request.user, people, today)
    context = {
        "page": page,
        "rows": [(one, held.get(one.pk, [])) for one in people],
        "text": text,
        "may_add": actions.add_referent.allowed(request.user, None),
    }
    return render(request, "referents/referent_list.html", context)


def _referent(request: Request, pk: int) -> Referent:
    people = Referent.objects.visible_to(request.user).select_related("user")
    return get_object_or_404(people, pk=pk)


@require_safe
def referent_detail(request: Request, pk: int) -> HttpResponse:
    page = pages.referent_page(_referent(request, pk), request.user)
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "referents/referent_detail.html", context)


@GET_POST
def referent_add(request: Request) -> HttpResponse:
    def act(data: dict[str, Any]) -> Referent:
        return actions.add_referent(None, by=request.user, **data)

    return taken(
        request,
        None,
        actions.add_referent,
        ReferentForm,
        act=act,
        home="referents:referent_list",
        done=_("The referent is added."),
    )


@GET_POST
def referent_edit(request: Request, pk: int) -> HttpResponse:
    one = _referent(request, pk)
    start = {name: getattr(one, name) for name in ("name", "email", "telephone")}
    start["account"] = one.user.email if one.user else ""

    def act(data: dict[str, Any]) -> None:
        actions.edit_referent(one, seen=acting.seen(request), by=request.user, **data)

    return taken(
        request,
        one,
        actions.edit_referent,
        ReferentForm,
        act=act,
        initial=start,
        done=_("The referent is changed."),
    )
