"""Posts, who holds them, and the profiles they offer."""

from accord.lib.addresses import page, under
from accord.referents.views import posts, profiles, referents

app_name = "referents"

OF_POST = [
    page(posts.post_detail),
    page(posts.post_edit, fr="modifier/", nl="wijzigen/"),
    page(posts.post_close, fr="fin/", nl="einde/"),
    page(posts.post_publish, fr="publier/", nl="publiceren/"),
    page(posts.post_strike, fr="biffer/", nl="schrappen/"),
    page(posts.post_appoint, fr="designer/", nl="aanstellen/"),
]

OF_OCCUPANCY = [
    page(posts.occupancy_end, fr="depart/", nl="vertrek/"),
    page(posts.occupancy_correct, fr="corriger/", nl="verbeteren/"),
    page(posts.occupancy_strike, fr="biffer/", nl="schrappen/"),
]

OF_PROFILE = [
    page(profiles.profile_detail),
    page(profiles.profile_edit, fr="modifier/", nl="wijzigen/"),
    page(profiles.profile_offer, fr="proposer/", nl="aanbieden/"),
    page(profiles.profile_publish, fr="publier/", nl="publiceren/"),
    page(profiles.profile_return, fr="renvoyer/", nl="terugsturen/"),
    page(profiles.profile_withdraw, fr="retirer/", nl="intrekken/"),
    page(
        profiles.profile_file, fr="fichiers/<slug:kind>/", nl="bestanden/<slug:kind>/"
    ),
]

urlpatterns = [
    page(referents.referent_list),
    page(referents.referent_add, fr="ajouter/", nl="toevoegen/"),
    page(referents.referent_detail, "<int:pk>/"),
    page(referents.referent_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(posts.post_list, fr="postes/", nl="betrekkingen/"),
    page(
        posts.post_export,
        fr="postes/exporter/<slug:kind>/",
        nl="betrekkingen/exporteren/<slug:kind>/",
    ),
    page(
        posts.post_open,
        fr="postes/ouvrir/<int:pk>/",
        nl="betrekkingen/openen/<int:pk>/",
    ),
    under(OF_POST, fr="postes/<int:pk>/", nl="betrekkingen/<int:pk>/"),
    under(OF_OCCUPANCY, fr="occupations/<int:pk>/", nl="bezettingen/<int:pk>/"),
    page(profiles.my_profile, fr="mon-profil/", nl="mijn-profiel/"),
    under(OF_PROFILE, fr="profils/<int:pk>/", nl="profielen/<int:pk>/"),
]
