from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def organisation_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("directory:organisation_list")


@require_safe
def organisation_detail(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("directory:organisation_detail")


@require_safe
def person_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("directory:person_list")


@require_safe
def invitation_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("directory:invitation_list")


@require_safe
def profile(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("directory:profile")
