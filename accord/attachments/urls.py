"""Files on records, whatever the record."""

from django.urls import path

from accord.attachments import views
from accord.lib.bilingual import spoken

app_name = "attachments"

urlpatterns = [
    path("<slug:kind>/<int:pk>/", views.filed_list, name="filed_list"),
    path(
        spoken(
            fr="<slug:kind>/<int:pk>/ajouter/", nl="<slug:kind>/<int:pk>/toevoegen/"
        ),
        views.filed_add,
        name="filed_add",
    ),
    path(
        spoken(fr="<int:pk>/ouvrir/", nl="<int:pk>/openen/"),
        views.filed_open,
        name="filed_open",
    ),
    path(
        spoken(fr="<int:pk>/retirer/", nl="<int:pk>/intrekken/"),
        views.filed_withdraw,
        name="filed_withdraw",
    ),
]
