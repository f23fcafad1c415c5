"""Addresses without a language: the first visit, robots, the sitemap."""

from django.urls import path  # noqa: F401

urlpatterns: list = []
