"""Addresses of logging in, accounts and agencies."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from haidang.agencies.views import accounts, agencies, facts, sessions

app_name = "agencies"
urlpatterns = [
    path("dang-nhap/", sessions.LogInView.as_view(), name="log_in"),
    path("dang-xuat/", LogoutView.as_view(), name="log_out"),
    path("tai-khoan/", sessions.own_account, name="own_account"),
    path("tai-khoan/mat-khau/", sessions.change_password, name="change_password"),
    path("tai-khoan/ngon-ngu/", sessions.choose_language, name="choose_language"),
    path("tai-khoan/giao-dien/", sessions.choose_theme, name="choose_theme"),
    path("nguoi-dung/", accounts.account_list, name="accounts"),
    path("nguoi-dung/moi/", accounts.create_account, name="create_account"),
    path("nguoi-dung/<int:pk>/", accounts.edit_account, name="edit_account"),
    path("nguoi-dung/<int:pk>/mat-khau/", accounts.reset_password, name="reset_password"),
    path("nguoi-dung/<int:pk>/ngung/", accounts.deactivate_account, name="deactivate_account"),
    path("nguoi-dung/<int:pk>/mo-lai/", accounts.reactivate_account, name="reactivate_account"),
    path("nguoi-dung/<int:pk>/mo-khoa/", accounts.unlock_account, name="unlock_account"),
    path("nguoi-dung/<int:pk>/vai-tro/", accounts.give_post, name="give_post"),
    path("vai-tro/<int:pk>/ket-thuc/", accounts.end_post, name="end_post"),
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
