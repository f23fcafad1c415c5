from django.urls import path

from accord.opendata import views

app_name = "opendata"

urlpatterns = [
    path("", views.dataset_list, name="dataset_list"),
    path("<slug:name>/", views.dataset_detail, name="dataset_detail"),
]
