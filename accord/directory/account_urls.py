from django.urls import path

from accord.directory.views import account

app_name = "directory_account"

urlpatterns = [
    path("invitation/<str:token>/", account.accept, name="accept"),
]
