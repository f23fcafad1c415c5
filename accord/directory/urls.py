from accord.directory.views import account, following, organisations, people
from accord.lib.addresses import page

app_name = "directory"

urlpatterns = [
    page(organisations.organisation_list, ""),
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
    page(people.person_detail, fr="personnes/<int:pk>/", nl="personen/<int:pk>/"),
    page(
        people.person_edit,
        fr="personnes/<int:pk>/modifier/",
        nl="personen/<int:pk>/wijzigen/",
    ),
    page(
        people.part_give,
        fr="personnes/<int:pk>/fonction/",
        nl="personen/<int:pk>/functie/",
    ),
    page(
        people.second_factor_remove,
        fr="personnes/<int:pk>/second-facteur/",
        nl="personen/<int:pk>/tweede-factor/",
    ),
    page(people.part_end, fr="fonctions/<int:pk>/fin/", nl="functies/<int:pk>/einde/"),
    page(
        people.support_start,
        fr="personnes/<int:pk>/assistance/",
        nl="personen/<int:pk>/ondersteuning/",
    ),
    page(
        following.away_say,
        fr="personnes/<int:pk>/absence/",
        nl="personen/<int:pk>/afwezigheid/",
    ),
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
    page(people.invitation_list, fr="invitations/", nl="uitnodigingen/"),
    page(
        people.invitation_add, fr="invitations/inviter/", nl="uitnodigingen/uitnodigen/"
    ),
    page(
        people.invitation_again,
        fr="invitations/<int:pk>/renvoyer/",
        nl="uitnodigingen/<int:pk>/opnieuw-versturen/",
    ),
    page(
        people.invitation_withdraw,
        fr="invitations/<int:pk>/retirer/",
        nl="uitnodigingen/<int:pk>/intrekken/",
    ),
    page(account.profile, fr="profil/", nl="profiel/"),
]
