"""People who hold or held a post."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.lib.fields import start_of
from accord.lib.paging import page_of
from accord.referents.actions import posts as actions
from accord.referents.forms import ReferentForm
from accord.referents.models import Referent
from accord.referents.reading import profiles as reading
from accord.referents.views.posts import LIST


@require_safe
def referent_list(request: Request) -> HttpResponse:
    """The referents the reader may see, with what each holds today."""
    text, today = request.GET.get("text", "")[:80], timezone.localdate()
    page = page_of(reading.referents(request.user, text), request.GET.get("page"))
    people = list(page.object_list)
    held = reading.posts_held(request.user, people, today)
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
    page = reading.referent_page(_referent(request, pk), request.user)
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "referents/referent_detail.html", context)


@acting.GET_POST
def referent_add(request: Request) -> HttpResponse:
    trail = [LIST, (_("Referents"), "referents:referent_list")]
    return acting.take(request, actions.add_referent, None, ReferentForm, trail=trail)


@acting.GET_POST
def referent_edit(request: Request, pk: int) -> HttpResponse:
    one = _referent(request, pk)
    start = start_of(one, ReferentForm)
    start["account"] = one.user.email if one.user else ""
    return acting.take(
        request,
        actions.edit_referent,
        one,
        ReferentForm,
        trail=[LIST, (one, one)],
        start=start,
    )
