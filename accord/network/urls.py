from accord.lib.addresses import page
from accord.network.views import addresses, agreements, gaps, services, stakes

app_name = "network"

urlpatterns = [
    page(services.service_list, ""),
    page(services.service_stakes, fr="services/<int:pk>/", nl="diensten/<int:pk>/"),
    page(
        services.organisation_stakes,
        fr="organisations/<int:pk>/",
        nl="organisaties/<int:pk>/",
    ),
    page(
        services.service_close,
        fr="services/<int:pk>/fermer/",
        nl="diensten/<int:pk>/sluiten/",
    ),
    page(
        services.service_reopen,
        fr="services/<int:pk>/rouvrir/",
        nl="diensten/<int:pk>/heropenen/",
    ),
    page(services.duplicate_list, fr="doublons/", nl="dubbels/"),
    page(
        services.service_merge,
        fr="services/<int:pk>/fusionner/<int:into>/",
        nl="diensten/<int:pk>/samenvoegen/<int:into>/",
    ),
    page(
        services.service_keep_apart,
        fr="services/<int:pk>/distinguer/<int:other>/",
        nl="diensten/<int:pk>/onderscheiden/<int:other>/",
    ),
    page(
        services.contact_add,
        fr="organisations/<int:pk>/contacts/ajouter/",
        nl="organisaties/<int:pk>/contacten/toevoegen/",
    ),
    page(
        services.contact_edit,
        fr="contacts/<int:pk>/modifier/",
        nl="contacten/<int:pk>/wijzigen/",
    ),
    page(
        services.contact_leave,
        fr="contacts/<int:pk>/depart/",
        nl="contacten/<int:pk>/vertrek/",
    ),
    page(agreements.matrix, fr="contrats/<int:pk>/", nl="overeenkomsten/<int:pk>/"),
    page(
        agreements.picture,
        fr="contrats/<int:pk>/image/",
        nl="overeenkomsten/<int:pk>/beeld/",
    ),
    page(
        agreements.matrix_file,
        fr="contrats/<int:pk>/roles.<str:extension>",
        nl="overeenkomsten/<int:pk>/rollen.<str:extension>",
    ),
    page(
        agreements.node_detail,
        fr="contrats/<int:pk>/<slug:kind>/<int:node>/",
        nl="overeenkomsten/<int:pk>/<slug:kind>/<int:node>/",
    ),
    page(
        stakes.stake_add,
        fr="contrats/<int:pk>/<slug:kind>/<int:node>/ajouter/",
        nl="overeenkomsten/<int:pk>/<slug:kind>/<int:node>/toevoegen/",
    ),
    page(
        stakes.stake_edit, fr="roles/<int:pk>/modifier/", nl="rollen/<int:pk>/wijzigen/"
    ),
    page(stakes.stake_end, fr="roles/<int:pk>/fin/", nl="rollen/<int:pk>/einde/"),
    page(gaps.gap_list, fr="manques/", nl="leemten/"),
    page(gaps.gap_file, fr="manques.<str:extension>", nl="leemten.<str:extension>"),
    page(addresses.address_list_upload, fr="adresses/", nl="adressen/"),
    page(
        addresses.address_list_download,
        fr="adresses/liste.xlsx",
        nl="adressen/lijst.xlsx",
    ),
    page(addresses.address_list_load, fr="adresses/<int:pk>/", nl="adressen/<int:pk>/"),
]
