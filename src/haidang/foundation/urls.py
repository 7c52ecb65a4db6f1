"""Addresses of what every person has: notices."""

from django.urls import path

from haidang.foundation.views import notices

app_name = "foundation"
urlpatterns = [
    path("thong-bao/", notices.notice_list, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_all_notices"),
    path("thong-bao/thu/", notices.own_mails, name="own_mails"),
    path("thong-bao/<int:pk>/mo/", notices.open_notice, name="open_notice"),
    path("thong-bao/<int:pk>/da-doc/", notices.read_notice, name="read_notice"),
]
