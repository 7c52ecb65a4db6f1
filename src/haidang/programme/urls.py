"""Addresses of the programme app."""

from django.urls import path

from haidang.programme.views import (
    adoption,
    comparison,
    coverage,
    differences,
    exports,
    items,
    levels,
    matches,
    programmes,
)

app_name = "programme"
urlpatterns = [
    path("", programmes.programme_list, name="list"),
    path("<int:pk>/", programmes.programme_page, name="page"),
    path("<int:pk>/muc-tieu/", programmes.programme_targets, name="targets"),
    path("<int:pk>/nhiem-vu/", programmes.programme_duties, name="duties"),
    path("<int:pk>/bao-cao/", programmes.programme_reports, name="reports"),
    path("<int:pk>/kinh-phi/", programmes.programme_budget, name="budget"),
    path("<int:pk>/can-cu/", programmes.programme_bases, name="bases"),
    path("<int:pk>/ky-niem/", programmes.programme_anniversaries, name="anniversaries"),
    path("<int:pk>/diem/", programmes.programme_points, name="points"),
    path("<int:pk>/xuat.xlsx", exports.export_workbook, name="export_xlsx"),
    path("<int:pk>/xuat.docx", exports.export_docx, name="export_docx"),
    path("<int:pk>/cac-cap/", levels.programme_levels, name="levels"),
    path("<int:pk>/cac-cap/lien-ket/", levels.decide_about_link, name="decide_link"),
    path("<int:pk>/cac-cap/yeu-cau/", levels.ask_for_plans, name="call_for_plans"),
    path("yeu-cau/<int:pk>/", levels.change_call_for_plans, name="change_call"),
    path("<int:pk>/do-phu/", coverage.show_coverage, name="coverage"),
    path("<int:pk>/do-phu.xlsx", coverage.export_coverage, name="export_coverage"),
    path("<int:pk>/so-sanh/", comparison.show_comparison, name="comparison"),
    path("<int:pk>/so-sanh.xlsx", comparison.export_comparison, name="export_comparison"),
    path("khop/<int:pk>/", matches.show_matches, name="matches"),
    path("khop/<int:pk>/quyet/", matches.decide_chosen, name="decide_matches"),
    path("khop/<int:pk>/tay/", matches.match_chosen_items, name="match_items"),
    path("khop/<int:pk>/de-xuat/", matches.propose_again, name="propose_matches"),
    path("thong-qua/<int:pk>/", adoption.adopt_programme, name="adopt"),
    path("doi-chieu/<int:pk>/", differences.show_differences, name="difference"),
    path("doi-chieu/<int:pk>/de-nguyen/", differences.leave_chosen, name="leave_differences"),
    path("doi-chieu/<int:pk>/mo-lai/", differences.reopen_left, name="reopen_difference"),
    path("viec/<int:pk>/", items.show_item, name="item"),
    path("viec/<int:pk>/sua/", items.edit_item, name="edit_item"),
]
