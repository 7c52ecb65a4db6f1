"""The timing of a task in damaged strokes."""

from datetime import date

import pytest

from haidang.engines.reading.task_timings import find_timing, is_quarter_unsure

SECOND, THIRD = (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    "phrase", ["Quý II hoặc Quý 11/2026", "quý II hoặc quý Il/2026", "Quý II hoặc Quý III/2026"]
)
def test_second_of_two_quarters_is_not_the_first_again(phrase):
    found = find_timing(phrase, (4,), 2026)

    assert (found.phrase, found.kind, found.spans) == (phrase, "any_of", (SECOND, THIRD))


@pytest.mark.parametrize(
    ("phrase", "is_unsure"),
    [("Quý 11/2026", True), ("quý Il năm 2025", True), ("Quý II/2026", False), ("Tháng 11/2026", False)],
)
def test_quarter_in_two_damaged_strokes_is_unsure(phrase, is_unsure):
    assert is_quarter_unsure(phrase) is is_unsure
