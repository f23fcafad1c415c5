"""The front door: where each room's pages hang."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from accord.lib.bilingual import spoken
from config.health import livez, readyz
from config.metrics import metrics

handler400 = "accord.ui.views.bad_request"
handler403 = "accord.ui.views.permission_denied"
handler404 = "accord.ui.views.page_not_found"
handler429 = "accord.accounts.views.too_many_requests"
handler500 = "accord.ui.views.server_error"

WORKSPACE = [
    path("", include("accord.dashboards.urls")),
    path(
        spoken(fr="contrats/", nl="overeenkomsten/"), include("accord.agreements.urls")
    ),
    path(spoken(fr="reponses/", nl="antwoorden/"), include("accord.answers.urls")),
    path(spoken(fr="textes/", nl="teksten/"), include("accord.instruments.urls")),
    path(spoken(fr="referents/", nl="referenten/"), include("accord.referents.urls")),
    path(
        spoken(fr="parties-prenantes/", nl="betrokkenen/"),
        include("accord.network.urls"),
    ),
    path(spoken(fr="suivi/", nl="opvolging/"), include("accord.monitoring.urls")),
    path(spoken(fr="annuaire/", nl="gids/"), include("accord.directory.urls")),
    path(spoken(fr="cadre/", nl="kader/"), include("accord.framework.urls")),
    path(
        spoken(fr="notifications/", nl="meldingen/"),
        include("accord.notifications.urls"),
    ),
    path(spoken(fr="commentaires/", nl="opmerkingen/"), include("accord.threads.urls")),
    path(spoken(fr="fichiers/", nl="bestanden/"), include("accord.attachments.urls")),
    path(spoken(fr="sources/", nl="bronnen/"), include("accord.sources.urls")),
    path(spoken(fr="apparence/", nl="vormgeving/"), include("accord.ui.urls")),
]

ACCOUNT = [
    path("", include("accord.accounts.urls")),
    path("", include("accord.directory.account_urls")),
    path("", include("accord.notifications.account_urls")),
]

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("healthz", readyz, name="healthz"),  # the same, as older probes ask it
    path("", include("accord.publicsite.root_urls")),  # no language yet, or none at all
    path("data/", include("accord.opendata.file_urls")),
    *i18n_patterns(
        path("", include("accord.instruments.public_urls")),
        path("", include("accord.publicsite.urls")),
        path(spoken(fr="donnees/", nl="data/"), include("accord.opendata.urls")),
        path(spoken(fr="espace/", nl="werkruimte/"), include(WORKSPACE)),
        path(spoken(fr="compte/", nl="account/"), include(ACCOUNT)),
    ),
]
