"""Addresses of the foundation app."""

app_name = "foundation"
urlpatterns: list = []
