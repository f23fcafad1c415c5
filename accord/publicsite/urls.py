"""Public pages. Addresses speak the reader's language."""

from accord.lib.addresses import page, under
from accord.publicsite import views
from accord.publicsite.feeds import step_feed

app_name = "publicsite"

TOWNS = [
    page(views.agreement_list),
    page(views.municipality_detail, "<slug:slug>/"),
    page(views.agreement_text, "<slug:slug>/", fr="texte/", nl="tekst/"),
    page(views.agreement_results, "<slug:slug>/", fr="resultats/", nl="resultaten/"),
    page(
        views.municipality_preview, fr="apercu/<int:pk>/", nl="voorvertoning/<int:pk>/"
    ),
]

urlpatterns = [
    page(views.home),
    under(TOWNS, fr="communes/", nl="gemeenten/"),
    page(views.mission_list, fr="missions/", nl="opdrachten/"),
    page(
        views.mission_detail, fr="missions/<slug:slug>/", nl="opdrachten/<slug:slug>/"
    ),
    page(views.plan_list, fr="plans/", nl="plannen/"),
    page(views.plan_detail, fr="plans/<slug:slug>/", nl="plannen/<slug:slug>/"),
    page(
        views.plan_action_detail,
        fr="plans/<slug:slug>/<int:number>/",
        nl="plannen/<slug:slug>/<int:number>/",
    ),
    page(views.referent_list, fr="referents/", nl="referenten/"),
    page(
        views.referent_detail, fr="referents/<slug:slug>/", nl="referenten/<slug:slug>/"
    ),
    page(
        views.referent_file,
        fr="referents/<slug:slug>/<slug:kind>/",
        nl="referenten/<slug:slug>/<slug:kind>/",
    ),
    page(views.source_list, fr="sources/", nl="bronnen/"),
    page(views.source_detail, fr="sources/<slug:code>/", nl="bronnen/<slug:code>/"),
    page(views.about, fr="a-propos/", nl="over/"),
    page(views.accessibility, fr="accessibilite/", nl="toegankelijkheid/"),
    page(views.privacy, fr="vie-privee/", nl="privacy/"),
    page(step_feed, fr="etapes.atom", nl="stappen.atom"),
]
