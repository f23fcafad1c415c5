"""Checking a document by its number, or by dropping the file."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods


@login_not_required
@require_http_methods(["GET", "POST"])
def document_verify(request: HttpRequest) -> HttpResponse:
    return render(request, "instruments/document_verify.html", {})
