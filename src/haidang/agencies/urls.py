"""Addresses of logging in, accounts and agencies."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from haidang.agencies.views import accounts, agencies, delegations, facts, people, sessions

app_name = "agencies"
urlpatterns = [
    path("dang-nhap/", sessions.LogInView.as_view(), name="log_in"),
    path("dang-xuat/", LogoutView.as_view(), name="log_out"),
    path("tai-khoan/", sessions.own_account, name="own_account"),
    path("tai-khoan/mat-khau/", sessions.change_password, name="change_password"),
    path("tai-khoan/ngon-ngu/", sessions.choose_language, name="choose_language"),
    path("tai-khoan/giao-dien/", sessions.choose_theme, name="choose_theme"),
    path("tai-khoan/lam-thay/", delegations.delegations, name="delegations"),
    path("tai-khoan/lam-thay/giao/", delegations.give_delegation, name="give_delegation"),
    path("tai-khoan/lam-thay/chon/", delegations.act_for, name="act_for"),
    path("lam-thay/<int:pk>/thu-hoi/", delegations.revoke_delegation, name="revoke_delegation"),
    path("nguoi-dung/", accounts.account_list, name="accounts"),
    path("nguoi-dung/moi/", accounts.create_account, name="create_account"),
    path("nguoi-dung/<int:pk>/", accounts.edit_account, name="edit_account"),
    path("nguoi-dung/<int:pk>/mat-khau/", accounts.reset_password, name="reset_password"),
    path("nguoi-dung/<int:pk>/ngung/", accounts.deactivate_account, name="deactivate_account"),
    path("nguoi-dung/<int:pk>/mo-lai/", accounts.reactivate_account, name="reactivate_account"),
    path("nguoi-dung/<int:pk>/mo-khoa/", accounts.unlock_account, name="unlock_account"),
    path("nguoi-dung/<int:pk>/vai-tro/", accounts.give_post, name="give_post"),
    path("vai-tro/<int:pk>/ket-thuc/", accounts.end_post, name="end_post"),
    path("vai-tro/<int:pk>/", delegations.leaving, name="leaving"),
    path("vai-tro/<int:pk>/roi/", delegations.leave_post, name="leave_post"),
    path("danh-ba/", people.directory, name="directory"),
    path("danh-ba/xlsx/", people.export_directory, name="export_directory"),
    path("danh-ba/ban-chi-dao/", people.steering_committee, name="steering_committee"),
    path("danh-ba/dau-moi/", people.focal_shares, name="focal_shares"),
    path("danh-ba/moi/", people.give_seat, name="give_seat"),
    path("danh-ba/<int:pk>/", people.person_page, name="person"),
    path("danh-ba/<int:pk>/sua/", people.change_person, name="change_person"),
    path("danh-ba/<int:pk>/vi-tri/", people.give_seat, name="give_seat_to"),
    path("vi-tri/<int:pk>/", people.seat_page, name="seat"),
    path("vi-tri/<int:pk>/thoi/", people.end_seat, name="end_seat"),
    path("vi-tri/<int:pk>/ban-giao/", people.pass_seat_on, name="pass_seat_on"),
    path("vi-tri/<int:pk>/lien-he/", people.change_contact, name="change_contact"),
    path("don-vi/", agencies.agency_list, name="agencies"),
    path("don-vi/moi/", agencies.create_agency, name="create_agency"),
    path("don-vi/nay-la/", agencies.who_is_it_now, name="who_is_it_now"),
    path("don-vi/<int:pk>/", agencies.agency_page, name="agency"),
    path("don-vi/<int:pk>/ten/", agencies.add_agency_name, name="add_agency_name"),
    path("don-vi/<int:pk>/doi-ten/", agencies.rename_agency, name="rename_agency"),
    path("don-vi/<int:pk>/doi-chieu/", facts.correct_agency, name="correct_agency"),
    path("sap-xep/<int:pk>/doi-chieu/", facts.correct_succession, name="correct_succession"),
    path("nhiem-vu-don-vi/<int:pk>/doi-chieu/", facts.correct_duty, name="correct_duty"),
    path("ten-don-vi/<int:pk>/ngung/", agencies.end_agency_name, name="end_agency_name"),
]
