from django.urls import path

from accord.directory.views import account, following, organisations, people
from accord.lib.bilingual import spoken

app_name = "directory"

urlpatterns = [
    path("", organisations.organisation_list, name="organisation_list"),
    path(
        spoken(fr="ajouter/", nl="toevoegen/"),
        organisations.organisation_add,
        name="organisation_add",
    ),
    path("<int:pk>/", organisations.organisation_detail, name="organisation_detail"),
    path(
        spoken(fr="<int:pk>/modifier/", nl="<int:pk>/wijzigen/"),
        organisations.organisation_edit,
        name="organisation_edit",
    ),
    path(
        spoken(fr="<int:pk>/services/ajouter/", nl="<int:pk>/diensten/toevoegen/"),
        organisations.service_add,
        name="service_add",
    ),
    path(
        spoken(fr="services/<int:pk>/modifier/", nl="diensten/<int:pk>/wijzigen/"),
        organisations.service_edit,
        name="service_edit",
    ),
    path(
        spoken(fr="personnes/", nl="personen/"), people.person_list, name="person_list"
    ),
    path(
        spoken(fr="personnes/<int:pk>/", nl="personen/<int:pk>/"),
        people.person_detail,
        name="person_detail",
    ),
    path(
        spoken(fr="personnes/<int:pk>/modifier/", nl="personen/<int:pk>/wijzigen/"),
        people.person_edit,
        name="person_edit",
    ),
    path(
        spoken(fr="personnes/<int:pk>/fonction/", nl="personen/<int:pk>/functie/"),
        people.part_give,
        name="part_give",
    ),
    path(
        spoken(
            fr="personnes/<int:pk>/second-facteur/",
            nl="personen/<int:pk>/tweede-factor/",
        ),
        people.second_factor_remove,
        name="second_factor_remove",
    ),
    path(
        spoken(fr="fonctions/<int:pk>/fin/", nl="functies/<int:pk>/einde/"),
        people.part_end,
        name="part_end",
    ),
    path(
        spoken(
            fr="personnes/<int:pk>/assistance/", nl="personen/<int:pk>/ondersteuning/"
        ),
        people.support_start,
        name="support_start",
    ),
    path(
        spoken(fr="personnes/<int:pk>/absence/", nl="personen/<int:pk>/afwezigheid/"),
        following.away_say,
        name="away_say",
    ),
    path(
        spoken(fr="absences/<int:pk>/fin/", nl="afwezigheden/<int:pk>/einde/"),
        following.away_end,
        name="away_end",
    ),
    path(
        spoken(fr="portefeuilles/", nl="portefeuilles/"),
        following.portfolio_list,
        name="portfolio_list",
    ),
    path(
        spoken(fr="portefeuilles/attribuer/", nl="portefeuilles/toewijzen/"),
        following.portfolio_assign,
        name="portfolio_assign",
    ),
    path(
        spoken(fr="portefeuilles/<int:pk>/fin/", nl="portefeuilles/<int:pk>/einde/"),
        following.portfolio_end,
        name="portfolio_end",
    ),
    path(
        spoken(fr="assistance/fin/", nl="ondersteuning/einde/"),
        people.support_end,
        name="support_end",
    ),
    path(
        spoken(fr="invitations/", nl="uitnodigingen/"),
        people.invitation_list,
        name="invitation_list",
    ),
    path(
        spoken(fr="invitations/inviter/", nl="uitnodigingen/uitnodigen/"),
        people.invitation_add,
        name="invitation_add",
    ),
    path(
        spoken(
            fr="invitations/<int:pk>/renvoyer/",
            nl="uitnodigingen/<int:pk>/opnieuw-versturen/",
        ),
        people.invitation_again,
        name="invitation_again",
    ),
    path(
        spoken(
            fr="invitations/<int:pk>/retirer/", nl="uitnodigingen/<int:pk>/intrekken/"
        ),
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(spoken(fr="profil/", nl="profiel/"), account.profile, name="profile"),
]
