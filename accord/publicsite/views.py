from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:home")


@login_not_required
@require_safe
def agreement_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:agreement_list")


@login_not_required
@require_safe
def municipality_detail(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:municipality_detail")


@login_not_required
@require_safe
def mission_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:mission_list")


@login_not_required
@require_safe
def mission_detail(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:mission_detail")


@login_not_required
@require_safe
def plan_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:plan_list")


@login_not_required
@require_safe
def plan_detail(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:plan_detail")


@login_not_required
@require_safe
def plan_action_detail(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:plan_action_detail")


@login_not_required
@require_safe
def referent_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:referent_list")


@login_not_required
@require_safe
def source_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:source_list")


@login_not_required
@require_safe
def about(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:about")


@login_not_required
@require_safe
def accessibility(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:accessibility")


@login_not_required
@require_safe
def privacy(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:privacy")


@login_not_required
@require_safe
def step_feed(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("publicsite:step_feed")
