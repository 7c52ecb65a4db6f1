"""Fixtures of every test: people of each role and a client that is logged in."""

import os
import sys
from secrets import token_hex

import pytest
from django.template import Template
from django.test import Client, override_settings
from django.test.utils import _TestState
from factories.agencies import make_administrator, make_officer, make_person
from installation_settings import PASSWORD_HASHERS

from haidang.agencies.enums import Role

# What Python compiled is kept, also where a machine's surroundings say no: hundreds of processes start from here, and
# each would compile Django and the product anew, which takes longer than what most of them do.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """This hook will keep tests together that share a site: `--dist loadgroup` as it is meant."""
    from scheduling import FolderScheduling

    return FolderScheduling(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path_factory):
    """This fixture will keep the files that a test stores in a folder of its own, which comes with the first file.

    Not `tmp_path`: making it looks through the folders of all tests before, ten thousand times over.
    """
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path_factory.getbasetemp() / "files" / token_hex(8)},
        },
    }


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """This fixture will hash passwords quickly: slowness is what the real hasher is for, and costs minutes here."""
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_looked_for_when_asked():
    """This fixture will spare each new client the reading of all static files: there are thousands of clients."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture
def plainly_drawn(monkeypatch):
    """This fixture will draw pages as for people: tests have Django copy the context of every template, a tenth more.

    For walks of thousands of pages; `answer.context` and `answer.templates` are empty under it.
    """
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def administrator(db):
    return make_administrator()


@pytest.fixture
def log_in():
    """This fixture will return a function that gives a client logged in as an account."""

    def log_in_as(account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return log_in_as


@pytest.fixture
def drafter(owed):
    """This fixture will give the focal person of the unit whose report a test's own `owed` is."""
    return make_person(Role.FOCAL, "daumoi", owed.agency)


@pytest.fixture
def client_of(drafter, log_in):
    """This fixture will give a client logged in as the one who drafts."""
    return log_in(drafter)
