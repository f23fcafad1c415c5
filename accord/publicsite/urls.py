"""Public pages. Addresses speak the reader's language."""

from django.urls import path

from accord.lib.bilingual import spoken
from accord.publicsite import views
from accord.publicsite.feeds import step_feed

app_name = "publicsite"

TOWNS = {"fr": "communes", "nl": "gemeenten"}
MISSIONS = {"fr": "missions", "nl": "opdrachten"}
PLANS = {"fr": "plans", "nl": "plannen"}
SOURCES = {"fr": "sources", "nl": "bronnen"}


def under(segment: dict[str, str], rest: str = "") -> str:
    return spoken(fr=f"{segment['fr']}/{rest}", nl=f"{segment['nl']}/{rest}")


urlpatterns = [
    path("", views.home, name="home"),
    path(under(TOWNS), views.agreement_list, name="agreement_list"),
    path(
        under(TOWNS, "<slug:slug>/"),
        views.municipality_detail,
        name="municipality_detail",
    ),
    path(
        spoken(fr="communes/<slug:slug>/texte/", nl="gemeenten/<slug:slug>/tekst/"),
        views.agreement_text,
        name="agreement_text",
    ),
    path(
        spoken(fr="communes/apercu/<int:pk>/", nl="gemeenten/voorbeeld/<int:pk>/"),
        views.municipality_preview,
        name="municipality_preview",
    ),
    path(under(MISSIONS), views.mission_list, name="mission_list"),
    path(under(MISSIONS, "<slug:slug>/"), views.mission_detail, name="mission_detail"),
    path(under(PLANS), views.plan_list, name="plan_list"),
    path(under(PLANS, "<slug:slug>/"), views.plan_detail, name="plan_detail"),
    path(
        under(PLANS, "<slug:slug>/<int:number>/"),
        views.plan_action_detail,
        name="plan_action_detail",
    ),
    path(
        spoken(fr="referents/", nl="referenten/"),
        views.referent_list,
        name="referent_list",
    ),
    path(
        spoken(fr="referents/<slug:slug>/", nl="referenten/<slug:slug>/"),
        views.referent_detail,
        name="referent_detail",
    ),
    path(
        spoken(
            fr="referents/<slug:slug>/<slug:kind>/",
            nl="referenten/<slug:slug>/<slug:kind>/",
        ),
        views.referent_file,
        name="referent_file",
    ),
    path(under(SOURCES), views.source_list, name="source_list"),
    path(under(SOURCES, "<slug:code>/"), views.source_detail, name="source_detail"),
    path(spoken(fr="a-propos/", nl="over/"), views.about, name="about"),
    path(
        spoken(fr="accessibilite/", nl="toegankelijkheid/"),
        views.accessibility,
        name="accessibility",
    ),
    path(spoken(fr="vie-privee/", nl="privacy/"), views.privacy, name="privacy"),
    path(spoken(fr="etapes.atom", nl="stappen.atom"), step_feed, name="step_feed"),
]
