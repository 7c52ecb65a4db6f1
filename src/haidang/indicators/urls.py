"""Addresses of the indicators app."""

from django.urls import path

from haidang.indicators.views import indicators, ministry, tree

app_name = "indicators"
urlpatterns = [
    path("", tree.show_tree, name="tree"),
    path("bo-ban-dau/", tree.take_set, name="take_set"),
    path("moi/", indicators.add, name="add"),
    path("bao-cao-bo/", ministry.show_return, name="return"),
    path("bao-cao-bo/docx/", ministry.return_paper, name="return_paper"),
    path("bao-cao-bo/xlsx/", ministry.return_table, name="return_table"),
    path("muc-tieu/<int:pk>/bo/", indicators.withdraw, name="withdraw_target"),
    path("<int:pk>/", tree.show_indicator, name="indicator"),
    path("<int:pk>/don-vi/<int:agency>/", tree.show_rows, name="rows"),
    path("<int:pk>/sua/", indicators.change, name="change"),
    path("<int:pk>/muc-tieu/", indicators.add_target, name="add_target"),
    path("<int:pk>/ket-thuc/", indicators.end, name="end"),
]
