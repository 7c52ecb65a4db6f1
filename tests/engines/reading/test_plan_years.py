"""Which year or years a plan is for, and what its timings mean then."""

from datetime import date

import pytest

from haidang.engines.reading.findings import HeadingFound
from haidang.engines.reading.plan_years import plan_year_of, plan_years_of
from haidang.engines.reading.task_timings import find_timing

DATED = date(2025, 12, 30)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Thông tin đối ngoại năm 2026", 2026),
        ("Công tác thông tin đối ngoại giai đoạn 2026 - 2030", (2026, 2030)),
        ("Công tác thông tin đối ngoại từ năm 2026 đến năm 2030, tầm nhìn đến năm 2045", (2026, 2030)),
        ("Triển khai năm 2026 Đề án thông tin đối ngoại giai đoạn 2026-2030", 2026),
        ("Phát triển thông tin đối ngoại đến năm 2030", 2025),
    ],
)
def test_plan_years_are_those_of_the_title(title, years):
    assert plan_years_of(HeadingFound(title=title, dated=DATED)) == years


def test_year_of_a_vision_is_not_the_year_of_the_plan():
    heading = HeadingFound(title="Đề án giai đoạn 2026 - 2030, tầm nhìn đến năm 2045", dated=DATED)

    assert plan_year_of(heading) == 2025


@pytest.mark.parametrize(
    ("phrase", "years", "kind", "spans"),
    [
        ("Quý II/2027", None, "window", ((date(2027, 4, 1), date(2027, 6, 30)),)),
        ("Quý II", None, "unread", ()),
        ("Thường xuyên", (2026, 2030), "continuous", ((date(2026, 1, 1), date(2030, 12, 31)),)),
        ("Quý II", (2026, 2030), "unread", ()),
    ],
)
def test_timing_means_days_of_the_plan_or_of_its_own_year(phrase, years, kind, spans):
    timing = find_timing(phrase, (1,), years)

    assert (timing.kind, timing.spans) == (kind, spans)
