"""Posts, who holds them, and the profiles they offer."""

from accord.lib.addresses import page
from accord.referents import views

app_name = "referents"

urlpatterns = [
    page(views.referent_list, ""),
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
    page(views.post_detail, fr="postes/<int:pk>/", nl="functies/<int:pk>/"),
    page(
        views.post_edit,
        fr="postes/<int:pk>/modifier/",
        nl="functies/<int:pk>/wijzigen/",
    ),
    page(views.post_close, fr="postes/<int:pk>/fin/", nl="functies/<int:pk>/einde/"),
    page(
        views.post_publish,
        fr="postes/<int:pk>/publier/",
        nl="functies/<int:pk>/publiceren/",
    ),
    page(
        views.post_strike,
        fr="postes/<int:pk>/biffer/",
        nl="functies/<int:pk>/schrappen/",
    ),
    page(
        views.post_appoint,
        fr="postes/<int:pk>/designer/",
        nl="functies/<int:pk>/aanstellen/",
    ),
    page(
        views.occupancy_end,
        fr="occupations/<int:pk>/depart/",
        nl="bezettingen/<int:pk>/vertrek/",
    ),
    page(
        views.occupancy_correct,
        fr="occupations/<int:pk>/corriger/",
        nl="bezettingen/<int:pk>/verbeteren/",
    ),
    page(
        views.occupancy_strike,
        fr="occupations/<int:pk>/biffer/",
        nl="bezettingen/<int:pk>/schrappen/",
    ),
    page(views.my_profile, fr="mon-profil/", nl="mijn-profiel/"),
    page(views.profile_detail, fr="profils/<int:pk>/", nl="profielen/<int:pk>/"),
    page(
        views.profile_edit,
        fr="profils/<int:pk>/modifier/",
        nl="profielen/<int:pk>/wijzigen/",
    ),
    page(
        views.profile_offer,
        fr="profils/<int:pk>/proposer/",
        nl="profielen/<int:pk>/aanbieden/",
    ),
    page(
        views.profile_publish,
        fr="profils/<int:pk>/publier/",
        nl="profielen/<int:pk>/publiceren/",
    ),
    page(
        views.profile_return,
        fr="profils/<int:pk>/renvoyer/",
        nl="profielen/<int:pk>/terugsturen/",
    ),
    page(
        views.profile_withdraw,
        fr="profils/<int:pk>/retirer/",
        nl="profielen/<int:pk>/intrekken/",
    ),
    page(
        views.profile_file,
        fr="profils/<int:pk>/fichiers/<slug:kind>/",
        nl="profielen/<int:pk>/bestanden/<slug:kind>/",
    ),
]
