from accord.lib.addresses import page, under
from accord.network.views import addresses, agreements, gaps, services, stakes

app_name = "network"

OF_SERVICE = [
    page(services.service_stakes),
    page(services.service_close, fr="fermer/", nl="sluiten/"),
    page(services.service_reopen, fr="rouvrir/", nl="heropenen/"),
    page(
        services.service_merge, fr="fusionner/<int:into>/", nl="samenvoegen/<int:into>/"
    ),
    page(
        services.service_keep_apart,
        fr="distinguer/<int:other>/",
        nl="onderscheiden/<int:other>/",
    ),
]

OF_AGREEMENT = [
    page(agreements.matrix),
    page(agreements.picture, fr="image/", nl="beeld/"),
    page(
        agreements.matrix_file, fr="roles.<str:extension>", nl="rollen.<str:extension>"
    ),
    page(agreements.node_detail, "<slug:kind>/<int:node>/"),
    page(stakes.stake_add, "<slug:kind>/<int:node>/", fr="ajouter/", nl="toevoegen/"),
]

urlpatterns = [
    page(services.service_list),
    under(OF_SERVICE, fr="services/<int:pk>/", nl="diensten/<int:pk>/"),
    page(
        services.organisation_stakes,
        fr="organisations/<int:pk>/",
        nl="organisaties/<int:pk>/",
    ),
    page(services.duplicate_list, fr="doublons/", nl="dubbels/"),
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
    under(OF_AGREEMENT, fr="contrats/<int:pk>/", nl="overeenkomsten/<int:pk>/"),
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
