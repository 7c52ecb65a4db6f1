from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reckoning.obligation_state import (
    Extension,
    ObligationFacts,
    ObligationState,
    StateRules,
    SubmissionFact,
    state_on,
    working_days_left,
)
from haidang.engines.reckoning.working_days import count_working_days

DUE = date(2024, 6, 19)  # a Wednesday
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
MAYBE = st.none() | DAYS
FACTS = st.builds(
    ObligationFacts,
    due_on=DAYS,
    submissions=st.lists(
        st.builds(
            SubmissionFact,
            version=st.integers(1, 9),
            kind=st.sampled_from(("report", "evidence", "nil", "estimate")),
            signed_on=MAYBE,
            returned_on=MAYBE,
            accepted_on=MAYBE,
        ),
        max_size=4,
        unique_by=lambda one: one.version,
    ).map(tuple),
    extensions=st.lists(st.builds(Extension, DAYS, DAYS), max_size=2).map(tuple),
    waived_on=MAYBE,
)


@pytest.mark.parametrize(("day", "expected"), [
    (date(2024, 6, 7), ObligationState("not_yet_due", DUE, days_left=8)),
    (date(2024, 6, 10), ObligationState("due_soon", DUE, days_left=7)),
    (DUE, ObligationState("due_soon", DUE, days_left=0)),
    (date(2024, 6, 20), ObligationState("late", DUE, days_left=-1)),
    (date(2024, 6, 24), ObligationState("late", DUE, days_left=-3)),
])  # fmt: skip
def test_unanswered_obligation_stands_by_its_due_day(day, expected):
    draft = SubmissionFact(1, "report")

    assert state_on(ObligationFacts(DUE, (draft,)), day) == expected


@pytest.mark.parametrize(("signed", "expected"), [
    (DUE, ObligationState("submitted", DUE, DUE, is_timely=True)),
    (date(2024, 6, 20), ObligationState("submitted_late", DUE, date(2024, 6, 20), is_timely=False)),
])  # fmt: skip
def test_signed_answer_is_on_time_or_late(signed, expected):
    facts = ObligationFacts(DUE, (SubmissionFact(1, "report", signed_on=signed),))

    assert state_on(facts, date(2024, 7, 1)) == expected


@pytest.mark.parametrize(("kind", "code"), [("report", "accepted"), ("nil", "nil"), ("estimate", "accepted")])
def test_accepted_answer_stands(kind, code):
    answer = SubmissionFact(1, kind, signed_on=date(2024, 6, 12), accepted_on=date(2024, 6, 14))
    newer = SubmissionFact(2, "report", signed_on=date(2024, 6, 26))

    facts = ObligationFacts(DUE, (answer, newer))

    assert state_on(facts, date(2024, 6, 13)).code == "submitted"
    assert state_on(facts, date(2024, 7, 1)) == ObligationState(code, DUE, date(2024, 6, 12), is_timely=True)


def test_returned_answer_is_open_until_the_next_version():
    first = SubmissionFact(1, "report", signed_on=date(2024, 6, 18), returned_on=date(2024, 6, 19))
    second = SubmissionFact(2, "report", signed_on=date(2024, 6, 24))
    facts = ObligationFacts(DUE, (first, second))

    assert state_on(facts, date(2024, 6, 20)) == ObligationState("returned", DUE, days_left=-1)
    assert state_on(facts, date(2024, 6, 24)).code == "submitted"
    assert state_on(facts, date(2024, 6, 24), StateRules(timely_by="standing")).code == "submitted_late"


def test_extension_counts_from_the_day_it_is_granted():
    facts = ObligationFacts(DUE, extensions=(Extension(date(2024, 6, 21), date(2024, 6, 28)),))

    assert state_on(facts, date(2024, 6, 20)).code == "late"
    assert state_on(facts, date(2024, 6, 21)) == ObligationState("due_soon", date(2024, 6, 28), days_left=5)


def test_waived_obligation_asks_nothing_from_that_day_on():
    facts = ObligationFacts(DUE, waived_on=date(2024, 6, 21))

    assert state_on(facts, date(2024, 6, 20)).code == "late"
    assert state_on(facts, date(2024, 6, 21)) == ObligationState("waived", DUE)


@settings(max_examples=300, deadline=None)
@given(FACTS, DAYS)
def test_what_happens_later_does_not_change_how_it_stood(facts, day):
    def by_then(happened_on):
        return happened_on if happened_on is not None and happened_on <= day else None

    known = ObligationFacts(
        facts.due_on,
        tuple(
            SubmissionFact(
                one.version,
                one.kind,
                by_then(one.signed_on),
                by_then(one.returned_on),
                by_then(one.accepted_on),
            )
            for one in facts.submissions
        ),
        tuple(one for one in facts.extensions if one.granted_on <= day),
        by_then(facts.waived_on),
    )

    assert state_on(known, day) == state_on(facts, day)


@settings(max_examples=200, deadline=None)
@given(FACTS, DAYS)
def test_open_obligation_tells_its_days_and_an_answered_one_its_time(facts, day):
    state = state_on(facts, day)

    assert (state.days_left is not None) == state.is_open
    assert (state.is_timely is not None) == state.is_answered
    if state.code == "late":
        assert state.due_on < day
        assert state.days_left == -count_working_days(state.due_on + timedelta(days=1), day)


@settings(max_examples=200, deadline=None)
@given(DAYS, DAYS)
def test_working_days_left_count_down_to_the_due_day(due, day):
    after = day + timedelta(days=1)

    stepped = working_days_left(due, day) - working_days_left(due, after)

    assert stepped == count_working_days(after, after)
