"""Fixtures of the programme app's tests."""

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """This fixture will hash passwords quickly: no test here is about passwords, and many need an account."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
