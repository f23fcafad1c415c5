"""Posts, who holds them, and the profiles they offer."""

from django.urls import path

from accord.lib.bilingual import spoken
from accord.referents import views

app_name = "referents"

POST = {"fr": "postes/<int:pk>", "nl": "functies/<int:pk>"}
HELD = {"fr": "occupations/<int:pk>", "nl": "bezettingen/<int:pk>"}
PROFILE = {"fr": "profils/<int:pk>", "nl": "profielen/<int:pk>"}


def under(start: dict[str, str], fr: str = "", nl: str = "") -> str:
    return spoken(fr=f"{start['fr']}/{fr}", nl=f"{start['nl']}/{nl}")


urlpatterns = [
    path("", views.referent_list, name="referent_list"),
    path(
        spoken(fr="ajouter/", nl="toevoegen/"), views.referent_add, name="referent_add"
    ),
    path("<int:pk>/", views.referent_detail, name="referent_detail"),
    path(
        spoken(fr="<int:pk>/modifier/", nl="<int:pk>/wijzigen/"),
        views.referent_edit,
        name="referent_edit",
    ),
    path(spoken(fr="postes/", nl="functies/"), views.post_list, name="post_list"),
    path(
        spoken(
            fr="postes/exporter/<slug:kind>/", nl="functies/exporteren/<slug:kind>/"
        ),
        views.post_export,
        name="post_export",
    ),
    path(
        spoken(fr="postes/ouvrir/<int:pk>/", nl="functies/openen/<int:pk>/"),
        views.post_open,
        name="post_open",
    ),
    path(under(POST), views.post_detail, name="post_detail"),
    path(under(POST, "modifier/", "wijzigen/"), views.post_edit, name="post_edit"),
    path(under(POST, "fin/", "einde/"), views.post_close, name="post_close"),
    path(
        under(POST, "publier/", "publiceren/"), views.post_publish, name="post_publish"
    ),
    path(under(POST, "biffer/", "schrappen/"), views.post_strike, name="post_strike"),
    path(
        under(POST, "designer/", "aanstellen/"), views.post_appoint, name="post_appoint"
    ),
    path(under(HELD, "depart/", "vertrek/"), views.occupancy_end, name="occupancy_end"),
    path(
        under(HELD, "corriger/", "verbeteren/"),
        views.occupancy_correct,
        name="occupancy_correct",
    ),
    path(
        under(HELD, "biffer/", "schrappen/"),
        views.occupancy_strike,
        name="occupancy_strike",
    ),
    path(
        spoken(fr="mon-profil/", nl="mijn-profiel/"),
        views.my_profile,
        name="my_profile",
    ),
    path(under(PROFILE), views.profile_detail, name="profile_detail"),
    path(
        under(PROFILE, "modifier/", "wijzigen/"),
        views.profile_edit,
        name="profile_edit",
    ),
    path(
        under(PROFILE, "proposer/", "aanbieden/"),
        views.profile_offer,
        name="profile_offer",
    ),
    path(
        under(PROFILE, "publier/", "publiceren/"),
        views.profile_publish,
        name="profile_publish",
    ),
    path(
        under(PROFILE, "renvoyer/", "terugsturen/"),
        views.profile_return,
        name="profile_return",
    ),
    path(
        under(PROFILE, "retirer/", "intrekken/"),
        views.profile_withdraw,
        name="profile_withdraw",
    ),
    path(
        under(PROFILE, "fichiers/<slug:kind>/", "bestanden/<slug:kind>/"),
        views.profile_file,
        name="profile_file",
    ),
]
