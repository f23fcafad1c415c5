"""The texts that a reader may see."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.instruments.content import text_of
from accord.instruments.models import Instrument


@require_safe
def instrument_detail(request: Request, pk: int) -> HttpResponse:
    texts = Instrument.objects.visible_to(request.user).for_page()
    instrument = get_object_or_404(texts, pk=pk)
    context = {"instrument": instrument, "text": text_of(instrument)}
    return render(request, "instruments/instrument_detail.html", context)
