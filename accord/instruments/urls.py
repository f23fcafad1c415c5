"""The texts of agreements, for the two sides that write and keep them."""

from django.urls import path

from accord.instruments.views import reading

app_name = "instruments"

urlpatterns = [
    path("<int:pk>/", reading.instrument_detail, name="instrument_detail"),
]
