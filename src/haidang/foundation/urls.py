"""Addresses of what every person has: notices."""

from django.urls import path

from haidang.foundation.views import feeds, filters, notices

app_name = "foundation"
urlpatterns = [
    path("thong-bao/", notices.notice_list, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_all_notices"),
    path("thong-bao/thu/", notices.own_mails, name="own_mails"),
    path("thong-bao/<int:pk>/mo/", notices.open_notice, name="open_notice"),
    path("thong-bao/<int:pk>/da-doc/", notices.read_notice, name="read_notice"),
    path("bo-loc/", filters.save_filter, name="save_filter"),
    path("bo-loc/<int:pk>/xoa/", filters.forget_filter, name="forget_filter"),
    path("lich/", feeds.calendar_page, name="calendar"),
    path("lich/mo/", feeds.open_feed, name="open_feed"),
    path("lich/thu-hoi/", feeds.revoke_feed, name="revoke_feed"),
    path("lich/<str:token>.ics", feeds.feed, name="feed"),
]
