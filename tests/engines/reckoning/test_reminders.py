from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reckoning.reminder_ladder import (
    VIETNAM,
    LadderStep,
    RemindedObligation,
    ReminderSettings,
    step_day,
)
from haidang.engines.reckoning.reminder_notices import Notice, Reminder, next_notice_at, notices_due
from haidang.engines.reckoning.working_days import is_working_day

PEOPLE = {"focal": ("lan",), "head": ("hùng",), "standing_body": ("minh",), "leader": ("thu",)}
DUE = date(2024, 6, 19)  # a Wednesday


def at(day, hour=8, minute=0):
    return datetime.combine(day, time(hour, minute), VIETNAM)


def obligation(key="báo cáo 6 tháng", due_on=DUE, **fields):
    facts = {"opened_at": at(date(2024, 1, 2)), "people": PEOPLE} | fields
    return RemindedObligation(key, due_on, **facts)


@pytest.mark.parametrize(("step", "day"), [
    (-15, date(2024, 5, 29)), (-7, date(2024, 6, 10)), (-3, date(2024, 6, 14)), (-1, date(2024, 6, 18)),
    (1, date(2024, 6, 20)), (3, date(2024, 6, 24)), (7, date(2024, 6, 28)), (15, date(2024, 7, 10)),
])  # fmt: skip
def test_steps_are_counted_in_working_days(step, day):
    assert step_day(obligation(), LadderStep(step)) == day


def test_worked_saturday_is_a_step_and_holidays_are_none():
    # Due on Monday 05/5/2025: 30/4 to 4/5 are days off, Saturday 26/4 was worked.
    after_holidays = obligation(due_on=date(2025, 5, 5))

    assert [step_day(after_holidays, LadderStep(days)) for days in (-1, -3, -4)] == [
        date(2025, 4, 29), date(2025, 4, 26), date(2025, 4, 25),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "people"), [
    (date(2024, 6, 10), ["lan"]),
    (date(2024, 6, 18), ["hùng", "lan"]),
    (date(2024, 6, 28), ["hùng", "lan", "minh"]),
    (date(2024, 7, 10), ["hùng", "lan", "minh", "thu"]),
])  # fmt: skip
def test_step_escalates(day, people):
    assert [one.person for one in notices_due([obligation()], at(day))] == people


def test_reminders_of_a_day_are_one_digest_a_person():
    both = [obligation(), obligation("minh chứng quý II", date(2024, 6, 25))]

    assert notices_due(both, at(date(2024, 6, 14))) == (
        Notice(
            "lan",
            (Reminder(DUE, "báo cáo 6 tháng", -3), Reminder(date(2024, 6, 25), "minh chứng quý II", -7)),
            False,
        ),
    )


def test_urgent_reminder_goes_by_itself_and_earlier():
    urgent = obligation("trả lời báo chí", is_urgent=True)

    notices = notices_due([obligation(), urgent], at(date(2024, 6, 14), 6, 30))

    assert notices == (Notice("lan", (Reminder(DUE, "trả lời báo chí", -3),), True),)


@pytest.mark.parametrize("now", [
    at(date(2024, 6, 14), 6, 29), at(date(2024, 6, 14), 21), at(date(2024, 6, 15), 23, 59),
])  # fmt: skip
def test_nothing_goes_in_quiet_hours(now):
    assert notices_due([obligation(is_urgent=True)], now) == ()
    assert next_notice_at([obligation(is_urgent=True)], now).time() == time(6, 30)


@pytest.mark.parametrize(("now", "sent", "upcoming"), [
    (at(date(2024, 6, 1)), {-15}, at(date(2024, 6, 10))),
    (at(date(2024, 6, 10), 9), {-15, -7}, at(date(2024, 6, 14))),
    # Held over the weekend: what was missed on Friday 14/6 goes on Monday.
    (at(date(2024, 6, 15), 9), {-15, -7}, at(date(2024, 6, 17))),
    (at(date(2024, 8, 1)), {15}, None),
])  # fmt: skip
def test_next_moment_is_told(now, sent, upcoming):
    assert next_notice_at([obligation(sent=frozenset(sent))], now) == upcoming


def test_machine_that_stood_still_sends_only_the_last_step_missed():
    notices = notices_due([obligation(sent=frozenset({-15}))], at(date(2024, 6, 20), 10))

    assert {one.reminders for one in notices} == {(Reminder(DUE, "báo cáo 6 tháng", 1),)}


def test_second_digest_of_a_day_waits_for_the_next_working_day():
    late_comer = obligation(opened_at=at(date(2024, 6, 14), 10))
    digested = {"lan": date(2024, 6, 14)}

    assert notices_due([late_comer], at(date(2024, 6, 14), 11), digested=digested) == ()
    assert next_notice_at([late_comer], at(date(2024, 6, 14), 11), digested=digested) == at(date(2024, 6, 17))


def test_step_without_people_is_passed_over():
    nobody = obligation(people={"head": ("hùng",)})

    assert notices_due([nobody], at(date(2024, 6, 14))) == ()
    assert next_notice_at([nobody], at(date(2024, 6, 14))) == at(date(2024, 6, 18))


def test_digest_in_quiet_hours_is_refused():
    with pytest.raises(ValueError, match="digest_at"):
        ReminderSettings(digest_at=time(22))


@pytest.mark.parametrize("steps", [(LadderStep(0),), (LadderStep(-3), LadderStep(-3))])
def test_ladder_with_a_step_twice_or_on_the_day_itself_is_refused(steps):
    with pytest.raises(ValueError, match="steps"):
        ReminderSettings(steps)


OPENED = st.datetimes(
    at(date(2024, 1, 2)).replace(tzinfo=None), at(date(2026, 12, 31)).replace(tzinfo=None)
).map(lambda one: one.replace(tzinfo=VIETNAM))
OBLIGATIONS = st.lists(
    st.tuples(OPENED, st.integers(0, 60), st.booleans()), min_size=1, max_size=4
).map(
    lambda rows: [
        obligation(f"việc {number}", (opened + timedelta(days=days)).date(), opened_at=opened, is_urgent=urgent)
        for number, (opened, days, urgent) in enumerate(rows)
    ]
)  # fmt: skip
HOURS = st.sampled_from((
    ReminderSettings(),
    ReminderSettings(digest_at=time(0, 30), quiet_from=time(2), quiet_until=time(22)),
    ReminderSettings(digest_at=time(16, 45), quiet_from=time(0), quiet_until=time(0)),
    ReminderSettings(digest_at=time(6, 30), quiet_from=time(18), quiet_until=time(6, 30)),
))  # fmt: skip
MOST_MOMENTS = 500


def run_until_nothing_is_left(owed, hours):
    """What a work loop does that sleeps until the next moment: the moments, each with its notices."""
    now, digested, history = min(one.opened_at for one in owed), {}, []
    while now is not None:
        known = [one for one in owed if one.opened_at <= now]
        notices = notices_due(known, now, hours, digested=digested)
        history.append((now, notices))
        assert len(history) < MOST_MOMENTS
        digested |= {one.person: now.date() for one in notices if not one.is_urgent}
        gone = {(line.key, line.step_days) for one in notices for line in one.reminders}
        owed = [replace(one, sent=one.sent | {days for key, days in gone if key == one.key}) for one in owed]
        openings = [one.opened_at for one in owed if one.opened_at > now]
        upcoming = next_notice_at(
            [one for one in owed if one.opened_at <= now], now, hours, digested=digested
        )
        now = min([*openings, upcoming] if upcoming else openings, default=None)
    return owed, history


@settings(max_examples=60, deadline=None)
@given(OBLIGATIONS, HOURS)
def test_loop_that_sleeps_until_the_next_moment_keeps_every_promise(owed, hours):
    done, history = run_until_nothing_is_left(owed, hours)

    sent = Counter(
        (one.person, line.key, line.step_days)
        for _, notices in history
        for one in notices
        for line in one.reminders
    )
    digests = Counter(
        (one.person, now.date()) for now, notices in history for one in notices if not one.is_urgent
    )
    assert set(sent.values()) | set(digests.values()) <= {1}
    assert all(hours.out_of_quiet(now) == now for now, notices in history if notices)
    assert all(is_working_day(now.date()) for now, notices in history for one in notices if not one.is_urgent)
    for one in done:
        assert max(one.sent) == 15
        due_later = {
            step.days
            for step in hours.steps
            if step_day(one, step) > one.opened_at.date() + timedelta(days=15)
        }
        assert due_later <= one.sent
