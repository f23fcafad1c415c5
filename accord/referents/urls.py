"""Posts, who holds them, and the profiles they offer."""

from accord.lib.addresses import page, under
from accord.referents import views

app_name = "referents"

OF_POST = [
    page(views.post_detail),
    page(views.post_edit, fr="modifier/", nl="wijzigen/"),
    page(views.post_close, fr="fin/", nl="einde/"),
    page(views.post_publish, fr="publier/", nl="publiceren/"),
    page(views.post_strike, fr="biffer/", nl="schrappen/"),
    page(views.post_appoint, fr="designer/", nl="aanstellen/"),
]

OF_OCCUPANCY = [
    page(views.occupancy_end, fr="depart/", nl="vertrek/"),
    page(views.occupancy_correct, fr="corriger/", nl="verbeteren/"),
    page(views.occupancy_strike, fr="biffer/", nl="schrappen/"),
]

OF_PROFILE = [
    page(views.profile_detail),
    page(views.profile_edit, fr="modifier/", nl="wijzigen/"),
    page(views.profile_offer, fr="proposer/", nl="aanbieden/"),
    page(views.profile_publish, fr="publier/", nl="publiceren/"),
    page(views.profile_return, fr="renvoyer/", nl="terugsturen/"),
    page(views.profile_withdraw, fr="retirer/", nl="intrekken/"),
    page(views.profile_file, fr="fichiers/<slug:kind>/", nl="bestanden/<slug:kind>/"),
]

urlpatterns = [
    page(views.referent_list),
    page(views.referent_add, fr="ajouter/", nl="toevoegen/"),
    page(views.referent_detail, "<int:pk>/"),
    page(views.referent_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(views.post_list, fr="postes/", nl="functies/"),
    page(
        views.post_export,
        fr="postes/exporter/<slug:kind>/",
        nl="functies/exporteren/<slug:kind>/",
    ),
    page(views.post_open, fr="postes/ouvrir/<int:pk>/", nl="functies/openen/<int:pk>/"),
    under(OF_POST, fr="postes/<int:pk>/", nl="functies/<int:pk>/"),
    under(OF_OCCUPANCY, fr="occupations/<int:pk>/", nl="bezettingen/<int:pk>/"),
    page(views.my_profile, fr="mon-profil/", nl="mijn-profiel/"),
    under(OF_PROFILE, fr="profils/<int:pk>/", nl="profielen/<int:pk>/"),
]
