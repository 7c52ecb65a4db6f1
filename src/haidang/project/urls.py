"""Addresses of the product: one prefix for each app; accounts and agencies keep their own words."""

from django.urls import include, path

urlpatterns = [
    path("", include("haidang.desk.urls")),
    path("", include("haidang.foundation.urls")),
    path("", include("haidang.agencies.urls")),
    path("van-ban/", include("haidang.documents.urls")),
    path("chuong-trinh/", include("haidang.programme.urls")),
    path("bao-cao/", include("haidang.reports.urls")),
    path("ky-bao-cao/", include("haidang.regimes.urls")),
    path("chi-tieu/", include("haidang.indicators.urls")),
    path("thi-dua/", include("haidang.oversight.urls")),
]
handler400 = "haidang.foundation.views.request_refused"
handler403 = "haidang.foundation.views.page_forbidden"
handler404 = "haidang.foundation.views.page_missing"
handler500 = "haidang.foundation.views.page_failed"
