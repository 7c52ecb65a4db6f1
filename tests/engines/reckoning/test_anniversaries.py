import csv
from datetime import date
from pathlib import Path

import pytest

from haidang.engines.reckoning.anniversaries import (
    falls_in,
    hung_kings_day,
    is_celebrated,
    is_fifth,
    is_round,
    lunar_day,
    tet_day,
    years_between,
)
from haidang.engines.reckoning.errors import DisorderedDates

FACTS = Path(__file__).resolve().parents[4] / "shared" / "facts"


@pytest.mark.parametrize(("happened_on", "celebrated_on", "years"), [
    (date(1930, 2, 3), date(2025, 2, 3), 95),
    (date(1890, 5, 19), date(2025, 5, 19), 135),
    (date(1945, 9, 2), date(2025, 8, 30), 80),
])  # fmt: skip
def test_years_between_counts_the_years_celebrated(happened_on, celebrated_on, years):
    # Seed 001 prints 95 and 135.
    assert years_between(happened_on, celebrated_on) == years


def test_years_between_refuses_a_celebration_before_the_event():
    with pytest.raises(DisorderedDates):
        years_between(date(2025, 1, 1), date(2024, 12, 31))


def test_round_counts_end_in_nought_or_five():
    counts = [0, 1, 5, 10, 35, 50, 79]

    assert [count for count in counts if is_round(count)] == [10, 50]
    assert [count for count in counts if is_fifth(count)] == [5, 35]
    assert [count for count in counts if is_celebrated(count)] == [5, 10, 35, 50]


def test_falls_in_keeps_the_day_and_moves_the_leap_day():
    assert falls_in(date(1930, 2, 3), 2026) == date(2026, 2, 3)
    assert falls_in(date(1924, 2, 29), 2025) == date(2025, 2, 28)


def test_lunar_day_gives_the_mid_autumn_feast():
    assert lunar_day(15, 8, 2025) == date(2025, 10, 6)


@pytest.mark.shared
def test_tet_and_hung_kings_follow_the_table_of_1960_to_2060():
    path = FACTS / "tet_hungkings_1960_2060.csv"
    if not path.exists():
        pytest.skip("needs ../shared/facts")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))

    assert len(rows) == 101
    assert [str(tet_day(int(row["year"]))) for row in rows] == [row["tet_vietnam"] for row in rows]
    assert [str(hung_kings_day(int(row["year"]))) for row in rows] == [
        row["hung_kings_day_10_3"] for row in rows
    ]
