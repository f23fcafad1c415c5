"""Who follows which municipality, and who is away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accord import acting
from accord.accounts.http import Request
from accord.accounts.models import User
from accord.accounts.people import manages_people
from accord.directory import following, portfolios
from accord.directory.forms import AwayForm, EndForm, PortfolioForm
from accord.directory.models import Away, Portfolio
from accord.directory.standing import standing_of


def _back(request: Request, person: User) -> Any:
    """To one's own account, or to the page of the person."""
    return "directory:profile" if person == request.user else person


@require_http_methods(["GET", "POST"])
def away_say(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    following.say_away.require(request.user, person)
    start = {"starts_on": timezone.localdate()}
    form = AwayForm(request.POST or None, initial=start, person=person)
    back = _back(request, person)

    def act(data: dict[str, Any]) -> Any:
        following.say_away(person, by=request.user, **data)
        return back

    answer = acting.answer(request, form, act, done=_("The absence is said."))
    context = {"person": person, "back": resolve_url(back)}
    return answer or acting.page(request, "directory/away_say.html", form, **context)


@require_POST
def away_end(request: Request, pk: int) -> HttpResponse:
    away = get_object_or_404(Away.objects.visible_to(request.user), pk=pk)
    following.end_away(away, by=request.user)
    messages.success(request, _("The absence is ended."))
    return redirect(_back(request, away.person))


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


@require_http_methods(["GET", "POST"])
def portfolio_assign(request: Request) -> HttpResponse:
    following.assign_portfolio.require(request.user, None)
    start = {
        "municipality": request.GET.get("municipality"),
        "starts_on": timezone.localdate(),
    }
    form = PortfolioForm(request.POST or None, initial=start)

    def act(data: dict[str, Any]) -> str:
        town = data.pop("municipality")
        following.assign_portfolio(town, by=request.user, **data)
        return "directory:portfolio_list"

    answer = acting.answer(request, form, act, done=_("The municipality is given."))
    return answer or acting.page(request, "directory/portfolio_assign.html", form)


@require_http_methods(["GET", "POST"])
def portfolio_end(request: Request, pk: int) -> HttpResponse:
    _require_colleague(request)
    rows = Portfolio.objects.visible_to(request.user).for_table()
    portfolio = get_object_or_404(rows, pk=pk)
    following.end_portfolio.require(request.user, portfolio)
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})

    def act(data: dict[str, Any]) -> str:
        following.end_portfolio(portfolio, by=request.user, **data)
        return "directory:portfolio_list"

    answer = acting.answer(request, form, act, done=_("It is ended."))
    context = {"portfolio": portfolio}
    template = "directory/portfolio_end.html"
    return answer or acting.page(request, template, form, **context)
