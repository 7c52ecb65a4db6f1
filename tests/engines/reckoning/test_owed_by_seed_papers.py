"""What the seed papers make somebody owe, read through the reading engine; what is left out is listed."""

from collections import Counter
from pathlib import Path

import pytest

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.reckoning.owed_by_report import ReportDuty, owed_by_report
from haidang.engines.reckoning.owed_by_timing import owed_by_timing
from haidang.engines.reckoning.timing import Timing

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is not there"),
]


@pytest.mark.parametrize(("number", "years", "asked", "on_call", "findings"), [
    ("000", (2025, 2025), {"report": 12}, 2, {"interval_assumed": 2}),
    ("001", (2025, 2025), {"evidence": 24, "result": 5, "report": 4}, 0,
     {"standing_or_once": 10, "interval_assumed": 1}),
    ("002", (2024, 2024), {"evidence": 168, "result": 10, "issue": 18, "report": 5}, 3,
     {"date_to_fix": 1, "estimate": 2}),
    ("003", (2013, 2020), {"report": 80}, 2, {"interval_assumed": 1}),
    ("004", (2020, 2020), {}, 0, {}),
])  # fmt: skip
def test_seed_paper_makes_somebody_owe(number, years, asked, on_call, findings):
    reading = read_paper(open_paper(next(SEEDS.glob(f"{number}_*"))))

    owed = [owed_by_task(task) for task in reading.tasks]
    owed += [owed_by_report(ReportDuty(one.period, one.due, one.strict), years) for one in reading.reports]

    assert Counter(one.asks for each in owed for one in each.occurrences) == asked
    assert sum(each.on_call for each in owed) == on_call
    assert Counter(one.code for each in owed for one in each.findings) == findings
    assert [each for each in owed if not each.occurrences and not each.on_call] == []


def owed_by_task(task):
    found = task.timing
    timing = Timing(found.phrase, found.kind, found.spans, found.due, found.strict, found.every)
    return owed_by_timing(timing, " ".join((task.title, *task.content)))
