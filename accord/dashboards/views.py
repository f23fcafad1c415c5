from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def overview(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("dashboards:overview")


@require_safe
def unknown_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("dashboards:unknown_list")
