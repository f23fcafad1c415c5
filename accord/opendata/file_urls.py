"""Stable addresses of the files, in no language. To change one is to break a link."""

from accord.lib.addresses import page
from accord.opendata import views

app_name = "data"

urlpatterns = [
    page(views.catalogue_redirect, ""),
    page(views.catalogue_graph, "catalogue.jsonld"),
    page(views.dataset_columns, "<slug:name>.csv-metadata.json"),
    page(views.dataset_file, "<slug:name>.<slug:kind>"),
]
