"""Addresses of the regimes app."""

from django.urls import path

from haidang.regimes.views import round_chasing, round_opening, rounds

app_name = "regimes"
urlpatterns = [
    path("", rounds.round_list, name="rounds"),
    path("mo-ky/", round_opening.open_round, name="open_round"),
    path("dot-xuat/", round_opening.ask_round, name="ask_round"),
    path("<int:pk>/", rounds.show_round, name="round"),
    path("<int:pk>/bang.xlsx", rounds.export_round, name="export_round"),
    path("<int:pk>/dong/", rounds.close, name="close"),
    path("<int:pk>/mo-lai/", rounds.reopen, name="reopen"),
    path("<int:pk>/nhac/", round_chasing.chase, name="chase"),
    path("<int:pk>/nhac/<int:chase>/", round_chasing.show_chase, name="chase_sent"),
    path("<int:pk>/can-goi/", round_chasing.call_list, name="call_list"),
    path("<int:pk>/can-goi.xlsx", round_chasing.export_call_list, name="export_call_list"),
]
