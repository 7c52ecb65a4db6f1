"""Addresses of the oversight app."""

from django.urls import path

from haidang.oversight.views import commendations, outcomes, schemes, sheets

app_name = "oversight"
urlpatterns = [
    path("", schemes.scheme_list, name="schemes"),
    path("moi/", schemes.make_scheme, name="make_scheme"),
    path("khen-thuong/", commendations.lists, name="lists"),
    path("khen-thuong/dot-xuat/", commendations.propose_ad_hoc, name="propose_ad_hoc"),
    path("khen-thuong/<int:pk>/", commendations.show_list, name="list"),
    path("khen-thuong/<int:pk>/sua/", commendations.change, name="change_list"),
    path("khen-thuong/<int:pk>/docx/", commendations.list_paper, name="list_paper"),
    path("khen-thuong/<int:pk>/xlsx/", commendations.list_table, name="list_table"),
    path("xu-ly/", outcomes.outcome_list, name="outcomes"),
    path("xu-ly/ghi/", outcomes.record, name="record_outcome"),
    path("xu-ly/<int:pk>/rut/", outcomes.withdraw, name="withdraw_outcome"),
    path("phieu/<int:pk>/", sheets.show_sheet, name="sheet"),
    path("phieu/<int:pk>/tu-cham/", sheets.score_itself, name="own_scores"),
    path("phieu/<int:pk>/tham-dinh/", sheets.check_sheet, name="check"),
    path("phieu/<int:pk>/tieu-chi/<int:criterion>/", sheets.show_rows, name="rows"),
    path("phieu/<int:pk>/de-nghi/", sheets.appeal, name="raise_appeal"),
    path("de-nghi/<int:pk>/", sheets.answer_appeal, name="answer_appeal"),
    path("<int:pk>/", schemes.show_scheme, name="scheme"),
    path("<int:pk>/sua/", schemes.change_scheme, name="change_scheme"),
    path("<int:pk>/tieu-chi/", schemes.edit_criteria, name="criteria"),
    path("<int:pk>/mo/", schemes.open_scheme, name="open_scheme"),
    path("<int:pk>/tham-dinh/", sheets.show_checking, name="checking"),
    path("<int:pk>/thong-bao/", schemes.tell_scores, name="tell_scores"),
    path("<int:pk>/xep-hang/", schemes.show_ranking, name="ranking"),
    path("<int:pk>/xep-hang/xlsx/", schemes.ranking_table, name="ranking_table"),
    path("<int:pk>/cong-bo/", schemes.publish, name="publish"),
    path("<int:pk>/khen-thuong/", commendations.propose_of_scheme, name="propose"),
]
