from django.urls import path

from accord.lib.bilingual import spoken
from accord.network.views import addresses, agreements, gaps, services, stakes

app_name = "network"

urlpatterns = [
    path("", services.service_list, name="service_list"),
    path(
        spoken(fr="services/<int:pk>/", nl="diensten/<int:pk>/"),
        services.service_stakes,
        name="service_stakes",
    ),
    path(
        spoken(fr="organisations/<int:pk>/", nl="organisaties/<int:pk>/"),
        services.organisation_stakes,
        name="organisation_stakes",
    ),
    path(
        spoken(fr="services/<int:pk>/fermer/", nl="diensten/<int:pk>/sluiten/"),
        services.service_close,
        name="service_close",
    ),
    path(
        spoken(fr="services/<int:pk>/rouvrir/", nl="diensten/<int:pk>/heropenen/"),
        services.service_reopen,
        name="service_reopen",
    ),
    path(
        spoken(fr="doublons/", nl="dubbels/"),
        services.duplicate_list,
        name="duplicate_list",
    ),
    path(
        spoken(
            fr="services/<int:pk>/fusionner/<int:into>/",
            nl="diensten/<int:pk>/samenvoegen/<int:into>/",
        ),
        services.service_merge,
        name="service_merge",
    ),
    path(
        spoken(
            fr="services/<int:pk>/distinguer/<int:other>/",
            nl="diensten/<int:pk>/onderscheiden/<int:other>/",
        ),
        services.service_keep_apart,
        name="service_keep_apart",
    ),
    path(
        spoken(
            fr="organisations/<int:pk>/contacts/ajouter/",
            nl="organisaties/<int:pk>/contacten/toevoegen/",
        ),
        services.contact_add,
        name="contact_add",
    ),
    path(
        spoken(fr="contacts/<int:pk>/modifier/", nl="contacten/<int:pk>/wijzigen/"),
        services.contact_edit,
        name="contact_edit",
    ),
    path(
        spoken(fr="contacts/<int:pk>/depart/", nl="contacten/<int:pk>/vertrek/"),
        services.contact_leave,
        name="contact_leave",
    ),
    path(
        spoken(fr="contrats/<int:pk>/", nl="overeenkomsten/<int:pk>/"),
        agreements.matrix,
        name="matrix",
    ),
    path(
        spoken(fr="contrats/<int:pk>/image/", nl="overeenkomsten/<int:pk>/beeld/"),
        agreements.picture,
        name="picture",
    ),
    path(
        spoken(
            fr="contrats/<int:pk>/roles.<str:extension>",
            nl="overeenkomsten/<int:pk>/rollen.<str:extension>",
        ),
        agreements.matrix_file,
        name="matrix_file",
    ),
    path(
        spoken(
            fr="contrats/<int:pk>/<slug:kind>/<int:node>/",
            nl="overeenkomsten/<int:pk>/<slug:kind>/<int:node>/",
        ),
        agreements.node_detail,
        name="node_detail",
    ),
    path(
        spoken(
            fr="contrats/<int:pk>/<slug:kind>/<int:node>/ajouter/",
            nl="overeenkomsten/<int:pk>/<slug:kind>/<int:node>/toevoegen/",
        ),
        stakes.stake_add,
        name="stake_add",
    ),
    path(
        spoken(fr="roles/<int:pk>/modifier/", nl="rollen/<int:pk>/wijzigen/"),
        stakes.stake_edit,
        name="stake_edit",
    ),
    path(
        spoken(fr="roles/<int:pk>/fin/", nl="rollen/<int:pk>/einde/"),
        stakes.stake_end,
        name="stake_end",
    ),
    path(spoken(fr="manques/", nl="leemten/"), gaps.gap_list, name="gap_list"),
    path(
        spoken(fr="manques.<str:extension>", nl="leemten.<str:extension>"),
        gaps.gap_file,
        name="gap_file",
    ),
    path(
        spoken(fr="adresses/", nl="adressen/"),
        addresses.address_list_upload,
        name="address_list_upload",
    ),
    path(
        spoken(fr="adresses/liste.xlsx", nl="adressen/lijst.xlsx"),
        addresses.address_list_download,
        name="address_list_download",
    ),
    path(
        spoken(fr="adresses/<int:pk>/", nl="adressen/<int:pk>/"),
        addresses.address_list_load,
        name="address_list_load",
    ),
]
