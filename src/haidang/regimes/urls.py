"""Addresses of the regimes app."""

from django.urls import path

from haidang.regimes.views import figures, rounds, unit_acts, unit_reports

app_name = "regimes"
urlpatterns = [
    path("", rounds.round_list, name="rounds"),
    path("trinh-ky/", unit_reports.signature_list, name="to_sign"),
    path("so-lieu/<int:pk>/<str:key>/", figures.figure_rows, name="figure_rows"),
    path("don-vi/<int:pk>/", unit_reports.show_report, name="unit_report"),
    path("don-vi/<int:pk>/phan/<int:section>/", unit_acts.save_section, name="keep_section"),
    path("don-vi/<int:pk>/khong-phat-sinh/", unit_acts.say_nil, name="nothing_happened"),
    path("don-vi/<int:pk>/tep/", unit_acts.keep_files, name="report_files"),
    path("don-vi/<int:pk>/trinh-ky/", unit_acts.ask_signature, name="ask_signature"),
    path("don-vi/<int:pk>/ky/", unit_acts.sign_or_give_back, name="sign_report"),
    path("don-vi/<int:pk>/ban/<int:number>/", unit_reports.show_version, name="report_version"),
    path("don-vi/<int:pk>/ban/<int:number>/quyet-dinh/", unit_acts.decide_report, name="decide_report"),
    path("don-vi/<int:pk>/hoi/", unit_acts.ask_one_thing, name="ask_about_report"),
    path("don-vi/<int:pk>/nhan-xet/<int:remark>/", unit_acts.settle, name="settle_remark"),
]
