from django.urls import path

from accord.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.organisation_list, name="organisation_list"),
    path("<int:pk>/", views.organisation_detail, name="organisation_detail"),
    path("people/", views.person_list, name="person_list"),
    path("invitations/", views.invitation_list, name="invitation_list"),
    path("profile/", views.profile, name="profile"),
]
