from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def source_list(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("sources:source_list")
