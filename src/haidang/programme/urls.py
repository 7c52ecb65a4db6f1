"""Addresses of the programme app."""

app_name = "programme"
urlpatterns: list = []
