from datetime import date

import pytest

from haidang.engines.reckoning.periods import half_period, month_period
from haidang.engines.reckoning.relative_days import (
    RelativeDay,
    day_after_event,
    due_in_period,
    read_day_of_month,
    read_relative_day,
)
from haidang.engines.reckoning.timing import UnreadableTiming


@pytest.mark.parametrize(("phrase", "expected"), [
    ("sau 10 ngày kể từ ngày ký", RelativeDay(10, False, "ngay ky")),
    ("trong thời hạn 10 ngày làm việc kể từ khi nhận được", RelativeDay(10, True, "khi nhan duoc")),
    ("ít nhất 10 ngày làm việc trước ngày khai mạc", RelativeDay(-10, True, "ngay khai mac")),
    ("kể từ ngày ký", RelativeDay(0, False, "ngay ky")),
])  # fmt: skip
def test_day_counted_from_an_event_is_read(phrase, expected):
    assert read_relative_day(phrase) == expected


@pytest.mark.parametrize("phrase", ["Cả năm", "từ ngày 1/3/2024", "sau khi ký", ""])
def test_other_words_are_refused(phrase):
    with pytest.raises(UnreadableTiming):
        read_relative_day(phrase)


@pytest.mark.parametrize(("counted", "day"), [
    (RelativeDay(10, False, "ngay ky"), date(2025, 5, 5)),
    # Thursday 25/4: Saturday 26/4 is worked for 2/5, the holidays are 30/4 to 4/5.
    (RelativeDay(3, True, "ngay ky"), date(2025, 4, 29)),
    (RelativeDay(4, True, "ngay ky"), date(2025, 5, 5)),
])  # fmt: skip
def test_event_gives_the_day(counted, day):
    assert day_after_event(counted, date(2025, 4, 25)) == day


def test_day_of_month_is_that_of_the_last_month_of_a_period():
    limit = read_day_of_month("chậm nhất (vào) ngày 31")

    assert due_in_period(limit, half_period(2024, 1)) == date(2024, 6, 30)
    assert due_in_period(limit, month_period(2024, 12)) == date(2024, 12, 31)


@pytest.mark.parametrize("phrase", ["chậm nhất ngày 32", "ngày 25", "chậm nhất ngày 25/6"])
def test_other_limits_are_refused(phrase):
    with pytest.raises(UnreadableTiming):
        read_day_of_month(phrase)
