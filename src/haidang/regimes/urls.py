"""Addresses of the regimes app."""

from django.urls import path

from haidang.regimes.views import rounds

app_name = "regimes"
urlpatterns = [
    path("", rounds.round_list, name="rounds"),
]
