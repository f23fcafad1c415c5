from accord.lib.addresses import page
from accord.sources import views

app_name = "sources"

urlpatterns = [
    page(views.source_list, ""),
    page(views.source_add, fr="ajouter/", nl="toevoegen/"),
    page(views.source_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
]
