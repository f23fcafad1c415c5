"""Answers to parliament: one page each, with its files."""

from django.urls import path

from accord.answers import views

app_name = "answers"

urlpatterns = [
    path("", views.answer_list, name="answer_list"),
    path("<slug:slug>/", views.answer_detail, name="answer_detail"),
    path("<slug:slug>.xlsx", views.answer_xlsx, name="answer_xlsx"),
    path("<slug:slug>.pdf", views.answer_pdf, name="answer_pdf"),
]
