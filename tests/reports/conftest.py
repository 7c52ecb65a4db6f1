"""Fixtures of the tests of reports: a unit that owes something, and its focal person."""

import pytest
from factories.agencies import make_agency, make_person

from haidang.agencies.enums import Role


@pytest.fixture
def agency(db):
    return make_agency("Sở Du lịch")


@pytest.fixture
def focal(agency):
    return make_person(Role.FOCAL, "daumoi", agency)
