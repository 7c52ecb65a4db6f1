"""Addresses of accounts and agencies."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from haidang.agencies import views

app_name = "agencies"
urlpatterns = [
    path("dang-nhap/", views.LogInView.as_view(), name="log_in"),
    path("dang-xuat/", LogoutView.as_view(), name="log_out"),
    path("tai-khoan/", views.own_account, name="own_account"),
]
