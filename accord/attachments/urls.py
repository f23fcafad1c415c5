"""Files on records, whatever the record."""

from accord.attachments import views
from accord.lib.addresses import page

app_name = "attachments"

urlpatterns = [
    page(views.filed_list, "<slug:kind>/<int:pk>/"),
    page(views.filed_add, "<slug:kind>/<int:pk>/", fr="ajouter/", nl="toevoegen/"),
    page(views.filed_open, "<int:pk>/", fr="ouvrir/", nl="openen/"),
    page(views.filed_withdraw, "<int:pk>/", fr="retirer/", nl="intrekken/"),
]
