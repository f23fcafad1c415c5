"""Answers to parliament: one page each, with its files."""

from django.urls import path

from accord.answers import views
from accord.lib.bilingual import spoken

app_name = "answers"

urlpatterns = [
    path("", views.answer_list, name="answer_list"),
    path(
        spoken(fr="fichiers-internes/", nl="interne-bestanden/"),
        views.export_list,
        name="export_list",
    ),
    path(
        spoken(
            fr="fichiers-internes/<slug:name>.<slug:kind>",
            nl="interne-bestanden/<slug:name>.<slug:kind>",
        ),
        views.export_file,
        name="export_file",
    ),
    path("<slug:slug>/", views.answer_detail, name="answer_detail"),
    path("<slug:slug>.xlsx", views.answer_xlsx, name="answer_xlsx"),
    path("<slug:slug>.pdf", views.answer_pdf, name="answer_pdf"),
]
