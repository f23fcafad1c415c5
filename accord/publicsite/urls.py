from django.urls import path

from accord.publicsite import views

app_name = "publicsite"

urlpatterns = [
    path("", views.home, name="home"),
    path("c/", views.agreement_list, name="agreement_list"),
    path("c/<slug:slug>/", views.municipality_detail, name="municipality_detail"),
    path("m/", views.mission_list, name="mission_list"),
    path("m/<slug:slug>/", views.mission_detail, name="mission_detail"),
    path("p/", views.plan_list, name="plan_list"),
    path("p/<slug:slug>/", views.plan_detail, name="plan_detail"),
    path(
        "p/<slug:slug>/<int:number>/",
        views.plan_action_detail,
        name="plan_action_detail",
    ),
    path("r/", views.referent_list, name="referent_list"),
    path("s/", views.source_list, name="source_list"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("steps.atom", views.step_feed, name="step_feed"),
]
