"""Addresses of the product: one prefix for each app."""

from django.urls import include, path

urlpatterns = [
    path("", include("haidang.desk.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("", include("haidang.foundation.urls")),
    path("don-vi/", include("haidang.agencies.urls")),
    path("van-ban/", include("haidang.documents.urls")),
    path("chuong-trinh/", include("haidang.programme.urls")),
]
