"""The month of a calendar: whole weeks, days off, what is due on each day; any month can be asked for."""

from datetime import date

import pytest
from django.urls import reverse

from haidang.foundation import registry
from haidang.foundation.queries.months import calendar_month, month_named
from haidang.foundation.registry import DueDate

TODAY = date(2026, 11, 21)


def due(day: date, number: int = 0) -> DueDate:
    return DueDate(f"item-{number}", day, f"Việc {number}", "", f"/viec/{number}/")


def test_month_is_whole_weeks_with_days_off_and_what_is_due():
    dates = [
        due(date(2026, 9, 2)),
        *[due(date(2026, 9, 30), number) for number in range(5)],
        due(date(2026, 10, 1)),
    ]

    month = calendar_month(dates, first=date(2026, 9, 1))

    assert (month.weeks[0][0].day, month.weeks[-1][-1].day) == (date(2026, 8, 31), date(2026, 10, 4))
    assert [(one.day.day, one.is_off, len(one.first_due), one.left_out) for one in month.busy_days] == [
        (2, True, 1, 0),
        (30, False, 3, 2),
    ]
    assert (month.before, month.after, month.count) == (date(2026, 8, 1), date(2026, 10, 1), 6)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-02", date(2026, 2, 1)),
        ("", date(2026, 11, 1)),
        ("2026-13", date(2026, 11, 1)),
        ("9999-12", date(2026, 11, 1)),
        ("x", date(2026, 11, 1)),
    ],
)
def test_month_that_is_none_is_the_present_one(text, first):
    assert month_named(text, today=TODAY) == first


@pytest.mark.django_db
def test_page_shows_the_month_that_was_asked_for(officer, log_in, monkeypatch):
    monkeypatch.setattr(
        registry,
        "due_date_readers",
        [lambda account, on: [due(date(2027, 3, 5), 1), due(date(2027, 4, 5), 2)]],
    )

    page = log_in(officer).get(reverse("foundation:calendar"), {"thang": "2027-03"}).content.decode()

    assert (page.count("/viec/1/"), page.count("/viec/2/")) == (2, 0)
    assert "Tháng 3/2027" in page
    assert "?thang=2027-02" in page
    assert "?thang=2027-04" in page
