"""Posts: the list, one with its time, and what is done to it."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.agreements.models import Agreement
from accord.attachments.filing import files_on
from accord.lib.paging import page_of
from accord.referents import actions, pages
from accord.referents.exports import POSTS, post_rows
from accord.referents.forms import (
    AppointForm,
    CloseForm,
    ConfirmForm,
    CorrectForm,
    EndForm,
    FilterForm,
    OpenForm,
    PostForm,
    StrikeForm,
    StrikeOccupancyForm,
)
from accord.referents.models import Occupancy, Post
from accord.referents.rules import FUNDED
from accord.referents.views.common import DANGER, GET_POST, taken


def _asked(request: Request) -> tuple[FilterForm, date, dict[str, str]]:
    """The filters, the day they are about, and which posts they want."""
    form = FilterForm(request.GET)
    form.is_valid()
    said = dict(form.cleaned_data)
    return form, said.pop("on", None) or timezone.localdate(), said


@require_safe
def post_list(request: Request) -> HttpResponse:
    """The posts the reader may see, as of a day; the filters are in the address."""
    form, day, said = _asked(request)
    is_signed = said.get("fact", "").startswith("signed")
    page = page_of(pages.asked(request.user, day, **said), request.GET.get("page"))
    rows = list(page.object_list)
    held = {} if is_signed else pages.holders(request.user, rows, day)
    counts = Post.objects.visible_to(request.user).counts(day)
    context = {
        "form": form,
        "day": day,
        "page": page,
        "rows": [(row, held.get(row.pk, [])) for row in rows],
        "is_signed": is_signed,
        "signed": pages.signed(request.user, day).count(),
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
    posts = pages.asked(request.user, day, **said)
    occupancies = Occupancy.objects.visible_to(request.user)
    rows = post_rows(posts.iterator(500), occupancies, day)
    return outlets.send_table(
        request, POSTS, rows, kind, day=day, about=outlets.INTERNAL
    )


def _post(request: Request, pk: int) -> Any:
    """The post, if the reader may see it, as it stands today."""
    posts = Post.objects.visible_to(request.user).as_of(timezone.localdate())
    return get_object_or_404(posts.for_table(), pk=pk)


@require_safe
def post_detail(request: Request, pk: int) -> HttpResponse:
    post, today = _post(request, pk), timezone.localdate()
    context = {"page": pages.post_page(post, request.user, today), "today": today}
    context["files"] = files_on(post, request.user)
    return render(request, "referents/post_detail.html", context)


@GET_POST
def post_open(request: Request, pk: int) -> HttpResponse:
    """Under an agreement; by the means of its text, where the text is kept here."""
    agreements = Agreement.objects.visible_to(request.user)
    agreement = get_object_or_404(agreements.select_related("municipality"), pk=pk)
    means = pages.means_of(agreement, request.user, timezone.localdate())

    def act(data: dict[str, Any]) -> Post:
        lineage = data.pop("means", "")
        data["means_lineage"] = UUID(lineage) if lineage else None
        return actions.open_post(agreement, by=request.user, **data)

    return taken(
        request,
        agreement,
        actions.open_post,
        partial(OpenForm, means=means),
        act=act,
        done=_("The post is open. It is not public yet."),
        crumb=agreement.municipality,
        needs_source=True,
    )


@GET_POST
def post_edit(request: Request, pk: int) -> HttpResponse:
    post = _post(request, pk)
    names = ("fte", "funded_from", "funded_until", "note_fr", "note_nl")
    start = {name: getattr(post, name) for name in names}

    def act(data: dict[str, Any]) -> None:
        actions.edit_post(post, seen=acting.seen(request), by=request.user, **data)

    return taken(
        request,
        post,
        actions.edit_post,
        PostForm,
        act=act,
        initial={**start, "source": post.source_id},
        done=_("The post is changed."),
        needs_source=True,
    )


@GET_POST
def post_close(request: Request, pk: int) -> HttpResponse:
    lede = _("After that day the post is no longer funded, whoever holds it.")
    done, post = _("The end of the funding is recorded."), _post(request, pk)
    return taken(request, post, actions.close_post, CloseForm, done=done, lede=lede)


@GET_POST
def post_publish(request: Request, pk: int) -> HttpResponse:
    lede = _(
        "Everyone reads then that the post is funded, since when, and whether it is "
        "filled or vacant. Nobody’s name is public by that."
    )
    done, post = _("The post is public now."), _post(request, pk)
    act = actions.publish_post
    return taken(request, post, act, ConfirmForm, done=done, lede=lede)


@GET_POST
def post_strike(request: Request, pk: int) -> HttpResponse:
    post, done = _post(request, pk), _("It is struck.")
    return taken(request, post, actions.strike_post, StrikeForm, done=done, kind=DANGER)


@GET_POST
def post_appoint(request: Request, pk: int) -> HttpResponse:
    post = _post(request, pk)
    free = post.fte - post.held
    start = {"fte": min(free, 1)} if free > 0 else {}
    form = partial(AppointForm, user=request.user)
    done = _("The appointment is recorded.")
    return taken(request, post, actions.appoint, form, done=done, initial=start)


def _occupancy(request: Request, pk: int) -> Occupancy:
    rows = Occupancy.objects.visible_to(request.user).standing()
    names = ("referent", "post__agreement__municipality", "post__agreement__model")
    return get_object_or_404(rows.select_related(*names), pk=pk)


@GET_POST
def occupancy_end(request: Request, pk: int) -> HttpResponse:
    one, done = _occupancy(request, pk), _("The departure is recorded.")
    lede = _("The post is vacant, or free in part, from the next day on.")
    act, home = actions.end_occupancy, one.post
    return taken(request, one, act, EndForm, done=done, home=home, lede=lede)


@GET_POST
def occupancy_correct(request: Request, pk: int) -> HttpResponse:
    one = _occupancy(request, pk)
    names = ("fte", "starts_on", "ends_on", "reason", "note")

    def act(data: dict[str, Any]) -> None:
        seen = acting.seen(request)
        actions.correct_occupancy(one, seen=seen, by=request.user, **data)

    return taken(
        request,
        one,
        actions.correct_occupancy,
        CorrectForm,
        act=act,
        home=one.post,
        initial={name: getattr(one, name) for name in names},
        done=_("It is corrected."),
    )


@GET_POST
def occupancy_strike(request: Request, pk: int) -> HttpResponse:
    one, done = _occupancy(request, pk), _("It is struck.")
    act, form, home = actions.strike_occupancy, StrikeOccupancyForm, one.post
    return taken(request, one, act, form, done=done, home=home, kind=DANGER)
