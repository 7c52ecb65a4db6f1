"""Addresses of the regimes app."""

from django.urls import path

from haidang.regimes.views import consolidation, rounds

app_name = "regimes"
urlpatterns = [
    path("", rounds.round_list, name="rounds"),
    path("tong-hop/", consolidation.consolidation_list, name="consolidations"),
    path("<int:pk>/tong-hop/", consolidation.begin, name="begin_consolidation"),
    path("tong-hop/<int:pk>/", consolidation.show_consolidation, name="consolidation"),
    path("tong-hop/<int:pk>/phan/<int:part>/", consolidation.edit_section, name="consolidated_section"),
    path("tong-hop/<int:pk>/tai-ve/", consolidation.download_report, name="consolidation_file"),
    path("so/<uuid:token>/<slug:key>/", consolidation.show_figure, name="issued_figure"),
]
