from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def framework_overview(request: HttpRequest, **kwargs) -> HttpResponse:
    return HttpResponse("framework:framework_overview")
