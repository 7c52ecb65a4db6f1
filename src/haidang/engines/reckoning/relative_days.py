"""Days counted from an event: "sau 10 ngày kể từ ngày ký", "ít nhất 10 ngày làm việc trước ngày ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.timing_words import fold_phrase
from haidang.engines.reckoning.working_days import add_working_days

_COUNT = r"(?P<count>\d{1,3}) ngay(?P<working> lam viec)?"
_SINCE = r"(?:ke )?tu (?P<event>(?:khi|ngay) .+)"
_AFTER = re.compile(rf"(?:sau|(?:trong )?(?:thoi han|vong)|trong)(?: thoi han)? {_COUNT},? (?:{_SINCE})")
_BEFORE = re.compile(rf"(?:it nhat |toi thieu |cham nhat )?{_COUNT} truoc (?P<event>(?:khi|ngay).*)")
_AT_ONCE = re.compile(_SINCE)
_DAY_OF_MONTH = re.compile(r"(?:cham|muon) nhat(?: la)?(?: vao)? ngay (?P<day>\d{1,2})(?: hang thang)?")


@dataclass(frozen=True)
class RelativeDay:
    """So many days after an event, before it where `count` is negative; the event's own day is not counted."""

    count: int
    in_working_days: bool
    event: str


@dataclass(frozen=True)
class DayOfMonth:
    """The last day in time, in the last month of whatever period is reported ("chậm nhất ngày 25")."""

    day: int


def read_relative_day(phrase: str) -> RelativeDay:
    """Read a day counted from an event; `event` are its folded words. UnreadableTiming for any other words.

    "Kể từ ngày ký" is the day itself. The first day is not counted (Civil Code, article 147: not verified).
    """
    folded = fold_phrase(phrase)
    for form, direction in ((_AFTER, 1), (_BEFORE, -1)):
        match = form.fullmatch(folded)
        if match:
            return RelativeDay(direction * int(match["count"]), bool(match["working"]), match["event"])
    at_once = _AT_ONCE.fullmatch(folded)
    if at_once is None or re.search(r"\d", at_once["event"]):
        raise UnreadableTiming(phrase)
    return RelativeDay(0, in_working_days=False, event=at_once["event"])


def day_after_event(counted: RelativeDay, happened_on: date) -> date:
    """The day that is meant once the day of the event is known."""
    if counted.in_working_days:
        return add_working_days(happened_on, counted.count)
    return happened_on + timedelta(days=counted.count)


def read_day_of_month(phrase: str) -> DayOfMonth:
    """Read "chậm nhất (vào) ngày 25" without its month. UnreadableTiming for other words and for a day 32."""
    match = _DAY_OF_MONTH.fullmatch(fold_phrase(re.sub(r"[()]", "", phrase)))
    if match is None or not 1 <= int(match["day"]) <= 31:
        raise UnreadableTiming(phrase)
    return DayOfMonth(int(match["day"]))


def due_in_period(limit: DayOfMonth, period: Period) -> date:
    """The day of the period's last month, or that month's last day where it is shorter."""
    year, month = divmod(period.last, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=limit.day - 1), following - timedelta(days=1))
