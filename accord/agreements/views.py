from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def agreement_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("agreements:agreement_list")


@require_safe
def agreement_detail(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("agreements:agreement_detail")
