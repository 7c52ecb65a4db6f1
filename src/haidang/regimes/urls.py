"""Addresses of the regimes app."""

from django.urls import path

from haidang.regimes.views import consolidation, figures, measures, regime_forms, regimes, round_chasing, round_opening, rounds, unit_acts, unit_reports

app_name = "regimes"
urlpatterns = [
    path("", rounds.round_list, name="rounds"),
    path("che-do/", regimes.regime_list, name="regimes"),
    path("che-do/moi/", regimes.make_regime, name="make_regime"),
    path("che-do/<int:pk>/", regimes.show_regime, name="regime"),
    path("che-do/<int:pk>/sua/", regimes.edit_regime, name="edit_regime"),
    path("che-do/<int:pk>/ap-dung/", regimes.use_regime, name="use_regime"),
    path("che-do/<int:pk>/mau/", regime_forms.edit_form, name="edit_form"),
    path("so-lieu/", measures.measure_list, name="measures"),
    path("so-lieu/moi/", measures.make_measure, name="make_measure"),
    path("so-lieu/<int:pk>/", measures.edit_measure, name="edit_measure"),
    path("so-lieu/<int:pk>/ap-dung/", measures.use_measure, name="use_measure"),
    path("mo-ky/", round_opening.open_round, name="open_round"),
    path("dot-xuat/", round_opening.ask_round, name="ask_round"),
    path("<int:pk>/", rounds.show_round, name="round"),
    path("<int:pk>/bang.xlsx", rounds.export_round, name="export_round"),
    path("<int:pk>/dong/", rounds.close, name="close"),
    path("<int:pk>/mo-lai/", rounds.reopen, name="reopen"),
    path("<int:pk>/nhac/", round_chasing.chase, name="chase"),
    path("<int:pk>/nhac/<int:chase>/", round_chasing.show_chase, name="chase_sent"),
    path("<int:pk>/can-goi/", round_chasing.call_list, name="call_list"),
    path("<int:pk>/can-goi.xlsx", round_chasing.export_call_list, name="export_call_list"),
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
    path("tong-hop/", consolidation.consolidation_list, name="consolidations"),
    path("<int:pk>/tong-hop/", consolidation.begin, name="begin_consolidation"),
    path("tong-hop/<int:pk>/", consolidation.show_consolidation, name="consolidation"),
    path("tong-hop/<int:pk>/phan/<int:part>/", consolidation.edit_section, name="consolidated_section"),
    path("tong-hop/<int:pk>/tai-ve/", consolidation.download_report, name="consolidation_file"),
    path("so/<uuid:token>/<slug:key>/", consolidation.show_figure, name="issued_figure"),
]
