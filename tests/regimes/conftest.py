"""One unit that owes its report of a round, and who drafts it: what the tests of a unit's report begin with."""

import pytest
from factories.regimes import open_round

from haidang.reports.models import Obligation


@pytest.fixture
def opened(officer):
    """This fixture will open a round that asks one unit."""
    return open_round(officer, "Sở Du lịch")


@pytest.fixture
def owed(opened):
    """This fixture will give the report that the unit owes."""
    return Obligation.objects.select_related("agency", "standing").get()
