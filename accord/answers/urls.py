"""Answers to parliament: one page each, with its files."""

from accord.answers import views
from accord.lib.addresses import page

app_name = "answers"

urlpatterns = [
    page(views.answer_list, ""),
    page(views.export_list, fr="fichiers-internes/", nl="interne-bestanden/"),
    page(
        views.export_file,
        fr="fichiers-internes/<slug:name>.<slug:kind>",
        nl="interne-bestanden/<slug:name>.<slug:kind>",
    ),
    page(views.answer_detail, "<slug:slug>/"),
    page(views.answer_xlsx, "<slug:slug>.xlsx"),
    page(views.answer_pdf, "<slug:slug>.pdf"),
    page(views.answer_document, "<slug:slug>/document/"),
]
