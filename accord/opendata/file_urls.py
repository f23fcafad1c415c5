"""Stable addresses of the files, in no language. To change one is to break a link."""

from django.urls import path

from accord.opendata import views

app_name = "data"

urlpatterns = [
    path("", views.catalogue_redirect, name="catalogue_redirect"),
    path("catalogue.jsonld", views.catalogue_graph, name="catalogue_graph"),
    path("<slug:name>.csv", views.dataset_csv, name="dataset_csv"),
    path(
        "<slug:name>.csv-metadata.json", views.dataset_columns, name="dataset_columns"
    ),
    path("<slug:name>.json", views.dataset_json, name="dataset_json"),
    path("<slug:name>.xlsx", views.dataset_xlsx, name="dataset_xlsx"),
]
