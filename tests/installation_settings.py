"""The product's settings for installations of tests: all as it is served, but for passwords that are hashed quickly."""

from haidang.project.settings import *  # noqa: F403

# The second is for a seeded folder that was kept from the product's own settings.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
