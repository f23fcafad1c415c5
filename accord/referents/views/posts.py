"""Posts: the list, one with its time, and what is done to it."""

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.acting import ConfirmForm
from accord.agreements.models import Agreement
from accord.attachments.filing import files_on
from accord.lib.paging import page_of
from accord.referents import forms
from accord.referents.actions import posts as actions
from accord.referents.exports import POSTS, post_rows
from accord.referents.models import Occupancy, Post
from accord.referents.reading import posts as reading
from accord.referents.rules import FUNDED
from accord.sources.sourced import StrikeForm

LIST: acting.Crumb = (_("Posts and referents"), "referents:post_list")


def _asked(request: Request) -> tuple[forms.FilterForm, date, dict[str, str]]:
    """The filters, the day they are about, and which posts they want."""
    form = forms.FilterForm(request.GET)
    form.is_valid()
    said = dict(form.cleaned_data)
    return form, said.pop("on", None) or timezone.localdate(), said


@require_safe
def post_list(request: Request) -> HttpResponse:
    """The posts the reader may see, as of a day; the filters are in the address."""
    form, day, said = _asked(request)
    is_signed = said.get("fact", "").startswith("signed")
    page = page_of(reading.asked(request.user, day, **said), request.GET.get("page"))
    rows = list(page.object_list)
    held = {} if is_signed else reading.holders(request.user, rows, day)
    counts = Post.objects.visible_to(request.user).counts(day)
    context = {
        "form": form,
        "day": day,
        "page": page,
        "rows": [(row, held.get(row.pk, [])) for row in rows],
        "is_signed": is_signed,
        "signed": reading.signed(request.user, day).count(),
        "counts": counts,
        "funded": sum(counts[one] for one in FUNDED),
        "may_open": actions.open_post.allowed(request.user, None),
    }
    template = "referents/post_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


@require_safe
def post_export(request: Request, kind: str) -> HttpResponseBase:
    """The posts that the list shows, as a file."""
    _form, day, said = _asked(request)
    if said.get("fact", "").startswith("signed"):
        said["fact"] = ""
    posts = reading.asked(request.user, day, **said)
    occupancies = Occupancy.objects.visible_to(request.user)
    rows = post_rows(posts, occupancies, day)
    name, about = "postes-betrekkingen", outlets.INTERNAL
    return outlets.send_table(
        request, POSTS, rows, kind, name=name, day=day, about=about
    )


def _post(request: Request, pk: int) -> Any:
    """The post, if the reader may see it, as it stands today."""
    posts = Post.objects.visible_to(request.user).as_of(timezone.localdate())
    return get_object_or_404(posts.for_table(), pk=pk)


@require_safe
def post_detail(request: Request, pk: int) -> HttpResponse:
    post, today = _post(request, pk), timezone.localdate()
    context = {"page": reading.post_page(post, request.user, today), "today": today}
    context["files"] = files_on(post, request.user)
    return render(request, "referents/post_detail.html", context)


@acting.GET_POST
def post_open(request: Request, pk: int) -> HttpResponse:
    """Under an agreement; by the means of its text, where the text is kept here."""
    agreements = Agreement.objects.visible_to(request.user)
    agreement = get_object_or_404(agreements.select_related("municipality"), pk=pk)
    means = reading.means_of(agreement, request.user, timezone.localdate())
    return acting.take(
        request,
        actions.open_post,
        agreement,
        partial(forms.OpenForm, means=means),
        trail=[LIST, (agreement, agreement)],
        then=lambda post: post,
    )


def _act(
    request: Request, post: Any, action: Any, form: Any = ConfirmForm, **said: Any
) -> HttpResponse:
    """The page of an act on it; one comes from the post."""
    trail = [LIST, (post, post)]
    return acting.take(request, action, post, form, trail=trail, **said)


@acting.GET_POST
def post_edit(request: Request, pk: int) -> HttpResponse:
    return _act(request, _post(request, pk), actions.edit_post, forms.PostForm)


@acting.GET_POST
def post_close(request: Request, pk: int) -> HttpResponse:
    return _act(request, _post(request, pk), actions.close_post, forms.CloseForm)


@acting.GET_POST
def post_publish(request: Request, pk: int) -> HttpResponse:
    return _act(request, _post(request, pk), actions.publish_post)


@acting.GET_POST
def post_strike(request: Request, pk: int) -> HttpResponse:
    return _act(request, _post(request, pk), actions.strike_post, StrikeForm)


@acting.GET_POST
def post_appoint(request: Request, pk: int) -> HttpResponse:
    post = _post(request, pk)
    free = post.fte - post.held
    start = {"fte": min(free, 1)} if free > 0 else {}
    form = partial(forms.AppointForm, user=request.user)
    return _act(request, post, actions.appoint, form, start=start)


def _occupancy(request: Request, pk: int) -> tuple[Occupancy, dict[str, Any]]:
    """Who held a post, with what the pages of its acts say."""
    rows = Occupancy.objects.visible_to(request.user).standing()
    names = ("referent", "post__agreement__municipality", "post__agreement__model")
    one = get_object_or_404(rows.select_related(*names), pk=pk)
    return one, {"trail": [LIST, (one.post, one.post)], "about": one.referent}


@acting.GET_POST
def occupancy_end(request: Request, pk: int) -> HttpResponse:
    one, said = _occupancy(request, pk)
    return acting.take(request, actions.end_occupancy, one, forms.EndForm, **said)


@acting.GET_POST
def occupancy_correct(request: Request, pk: int) -> HttpResponse:
    one, said = _occupancy(request, pk)
    return acting.take(
        request, actions.correct_occupancy, one, forms.CorrectForm, **said
    )


@acting.GET_POST
def occupancy_strike(request: Request, pk: int) -> HttpResponse:
    one, said = _occupancy(request, pk)
    return acting.take(request, actions.strike_occupancy, one, StrikeForm, **said)
