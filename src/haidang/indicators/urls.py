"""Addresses of the indicators app."""

from django.urls import path

from haidang.indicators.views import indicators, ministry, proposals, tree

app_name = "indicators"
urlpatterns = [
    path("", tree.show_tree, name="tree"),
    path("bo-ban-dau/", tree.take_set, name="take_set"),
    path("moi/", indicators.add, name="add"),
    path("bao-cao-bo/", ministry.show_return, name="return"),
    path("bao-cao-bo/docx/", ministry.return_paper, name="return_paper"),
    path("bao-cao-bo/xlsx/", ministry.return_table, name="return_table"),
    path("muc-tieu/<int:pk>/bo/", indicators.withdraw, name="withdraw_target"),
    path("van-ban/", proposals.show_papers, name="papers"),
    path("van-ban/<int:pk>/", proposals.show_proposals, name="proposals"),
    path("van-ban/<int:pk>/<slug:key>/", proposals.take_proposal, name="take_proposal"),
    path("van-ban/<int:pk>/<slug:key>/bo-qua/", proposals.leave_proposal, name="leave_proposal"),
    path("van-ban/<int:pk>/<slug:key>/xem-lai/", proposals.take_up_proposal, name="take_up_proposal"),
    path("<int:pk>/", tree.show_indicator, name="indicator"),
    path("<int:pk>/don-vi/<int:agency>/", tree.show_rows, name="rows"),
    path("<int:pk>/sua/", indicators.change, name="change"),
    path("<int:pk>/muc-tieu/", indicators.add_target, name="add_target"),
    path("<int:pk>/ket-thuc/", indicators.end, name="end"),
]
