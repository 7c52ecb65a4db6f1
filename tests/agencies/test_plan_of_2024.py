"""A real plan of 2024 after the reorganisations of 2025: whose tasks go to another body."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from haidang.agencies.models import Agency
from haidang.agencies.operations.register_loading import load_register
from haidang.agencies.queries import agency_named, agency_on, is_alive_on

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "reading_002_tasks.json"
ISSUED, CHANGED = date(2024, 2, 1), date(2025, 3, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def leads() -> list[Agency]:
    """This fixture will give the leading body of each of the 53 tasks of Hà Nội's plan of 2024 (seed 002)."""
    if not GOLD.exists():
        pytest.skip("needs the answers of ../shared/gold")
    load_register(provinces=["01"], home="01")
    tasks = json.loads(GOLD.read_text(encoding="utf-8"))["tasks"]
    return [agency_named(name, on=ISSUED) for task in tasks for name in task["lead"]]


def test_every_lead_of_the_plan_is_in_the_register(leads):
    assert len(leads) == 53


def test_twenty_one_tasks_change_hands_on_the_first_of_march_2025(leads):
    ended = [lead for lead in leads if not is_alive_on(lead, CHANGED)]
    orphans = [lead for lead in leads if lead not in ended and not is_alive_on(lead.parent, CHANGED)]

    assert Counter(lead.code for lead in ended) == {"hn-so-tttt": 8, "hn-so-ngv": 7, "hn-so-khdt": 5}
    assert [lead.code for lead in orphans] == ["hn-tt-dtcntt"]
    assert {lead.code: [heir.code for heir in agency_on(lead, on=CHANGED).agencies] for lead in ended} == {
        "hn-so-tttt": ["hn-so-khcn"],
        "hn-so-ngv": ["hn-vp-ubnd"],
        "hn-so-khdt": ["hn-so-tc"],
    }
