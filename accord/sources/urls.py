from django.urls import path

from accord.lib.bilingual import spoken
from accord.sources import views

app_name = "sources"

urlpatterns = [
    path("", views.source_list, name="source_list"),
    path(spoken(fr="ajouter/", nl="toevoegen/"), views.source_add, name="source_add"),
    path(
        spoken(fr="<int:pk>/modifier/", nl="<int:pk>/wijzigen/"),
        views.source_edit,
        name="source_edit",
    ),
]
