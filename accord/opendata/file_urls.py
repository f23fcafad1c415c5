"""Stable addresses of the files, in no language."""

from django.urls import path  # noqa: F401

urlpatterns: list = []
