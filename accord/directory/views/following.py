"""Who follows which municipality, and who is away."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.accounts.models import User
from accord.accounts.people import manages_people
from accord.directory import reading as portfolios
from accord.directory.actions import following as actions
from accord.directory.forms import AwayForm, EndForm, PortfolioForm
from accord.directory.models import Away, Portfolio
from accord.directory.standing import standing_of

PORTFOLIOS = (
    gettext_lazy("Who follows which municipality"),
    "directory:portfolio_list",
)


def _back(request: Request, person: User) -> Any:
    """To one's own account, or to the page of the person."""
    return "directory:profile" if person == request.user else person


@acting.GET_POST
def away_say(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    said: dict[str, Any] = {}
    if person != request.user:
        said["title"] = _("Say that %(name)s is away") % {"name": person}
    return acting.take(
        request,
        actions.say_away,
        person,
        partial(AwayForm, person=person),
        trail=[(person, _back(request, person))],
        start={"starts_on": timezone.localdate()},
        **said,
    )


@acting.GET_POST
def away_end(request: Request, pk: int) -> HttpResponse:
    rows = Away.objects.visible_to(request.user).select_related("person")
    away = get_object_or_404(rows, pk=pk)
    trail = [(away.person, _back(request, away.person))]
    return acting.take(request, actions.end_away, away, trail=trail, about=away)


def _require_colleague(request: Request) -> None:
    if not (standing_of(request.user).is_regional or manages_people(request.user)):
        raise PermissionDenied


@require_safe
def portfolio_list(request: Request) -> HttpResponse:
    """Each municipality with who follows it at the Region, and who did before."""
    _require_colleague(request)
    today, number = timezone.localdate(), request.GET.get("page")
    context = {
        "listed": portfolios.by_municipality(request.user, today, number),
        "may_assign": manages_people(request.user),
    }
    return render(request, "directory/portfolio_list.html", context)


@acting.GET_POST
def portfolio_assign(request: Request) -> HttpResponse:
    return acting.take(
        request,
        actions.assign_portfolio,
        None,
        PortfolioForm,
        trail=[PORTFOLIOS],
        start={
            "municipality": request.GET.get("municipality"),
            "starts_on": timezone.localdate(),
        },
        act=acting.on_chosen("municipality", actions.assign_portfolio),
    )


@acting.GET_POST
def portfolio_end(request: Request, pk: int) -> HttpResponse:
    _require_colleague(request)
    rows = Portfolio.objects.visible_to(request.user).for_table()
    portfolio = get_object_or_404(rows, pk=pk)
    return acting.take(
        request,
        actions.end_portfolio,
        portfolio,
        EndForm,
        trail=[PORTFOLIOS],
        start={"ends_on": timezone.localdate()},
        about=f"{portfolio.municipality.name} – {portfolio.officer}",
    )
