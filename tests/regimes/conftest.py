"""One unit that owes its report of a round, and who drafts it: what the tests of a unit's report begin with."""

import pytest
from factories.agencies import make_person
from factories.regimes import open_round

from haidang.agencies.enums import Role
from haidang.reports.models import Obligation


@pytest.fixture
def opened(officer):
    """This fixture will open a round that asks one unit."""
    return open_round(officer, "Sở Du lịch")


@pytest.fixture
def owed(opened):
    """This fixture will give the report that the unit owes."""
    return Obligation.objects.select_related("agency", "standing").get()


@pytest.fixture
def drafter(owed):
    """This fixture will give the focal person of the unit."""
    return make_person(Role.FOCAL, "daumoi", owed.agency)


@pytest.fixture
def client_of(drafter, log_in):
    """This fixture will give a client logged in as the one who drafts."""
    return log_in(drafter)
