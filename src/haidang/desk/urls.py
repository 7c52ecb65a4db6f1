"""Addresses of the desk."""

from django.urls import path

from haidang.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search_everywhere, name="search"),
    path("thu-dien-tu/", views.mails_sent, name="mails"),
    path("nhat-ky/", views.log_of_actions, name="log"),
]
