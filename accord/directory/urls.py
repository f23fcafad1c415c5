from accord.directory.views import account, following, organisations, people
from accord.lib.addresses import page, under

app_name = "directory"

OF_PERSON = [
    page(people.person_detail),
    page(people.person_edit, fr="modifier/", nl="wijzigen/"),
    page(people.part_give, fr="fonction/", nl="rol/"),
    page(people.second_factor_remove, fr="second-facteur/", nl="tweede-factor/"),
    page(people.support_start, fr="assistance/", nl="ondersteuning/"),
    page(following.away_say, fr="absence/", nl="afwezigheid/"),
]

INVITATIONS = [
    page(people.invitation_list),
    page(people.invitation_add, fr="inviter/", nl="uitnodigen/"),
    page(people.invitation_again, "<int:pk>/", fr="renvoyer/", nl="opnieuw-versturen/"),
    page(people.invitation_withdraw, "<int:pk>/", fr="retirer/", nl="intrekken/"),
]

urlpatterns = [
    page(organisations.organisation_list),
    page(organisations.organisation_add, fr="ajouter/", nl="toevoegen/"),
    page(organisations.organisation_detail, "<int:pk>/"),
    page(organisations.organisation_edit, "<int:pk>/", fr="modifier/", nl="wijzigen/"),
    page(
        organisations.service_add,
        "<int:pk>/",
        fr="services/ajouter/",
        nl="diensten/toevoegen/",
    ),
    page(
        organisations.service_edit,
        fr="services/<int:pk>/modifier/",
        nl="diensten/<int:pk>/wijzigen/",
    ),
    page(people.person_list, fr="personnes/", nl="personen/"),
    under(OF_PERSON, fr="personnes/<int:pk>/", nl="personen/<int:pk>/"),
    page(people.part_end, fr="fonctions/<int:pk>/fin/", nl="rollen/<int:pk>/einde/"),
    page(
        following.away_end,
        fr="absences/<int:pk>/fin/",
        nl="afwezigheden/<int:pk>/einde/",
    ),
    page(following.portfolio_list, "portefeuilles/"),
    page(
        following.portfolio_assign, "portefeuilles/", fr="attribuer/", nl="toewijzen/"
    ),
    page(following.portfolio_end, "portefeuilles/<int:pk>/", fr="fin/", nl="einde/"),
    page(people.support_end, fr="assistance/fin/", nl="ondersteuning/einde/"),
    under(INVITATIONS, fr="invitations/", nl="uitnodigingen/"),
    page(account.profile, fr="profil/", nl="profiel/"),
]
