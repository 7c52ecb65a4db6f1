"""What an obligation repeats of its versions is what they say, whatever was done to it and in which order."""

from datetime import date, timedelta

import pytest
from factories.agencies import make_agency
from factories.reports import TODAY, owed, send
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports.test_leading import FATES

from haidang.engines.reckoning.obligation_state import state_on
from haidang.reports.enums import SubmissionState
from haidang.reports.errors import ReportsError
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission, return_submission
from haidang.reports.operations.changing import (
    Grounds,
    extend_obligation,
    hand_over_obligation,
    waive_obligation,
)
from haidang.reports.queries.leading import as_of
from haidang.reports.queries.standing import facts_of_all

pytestmark = pytest.mark.django_db

GROUNDS = Grounds("Sắp xếp lại bộ máy")
ACTS = ("send", "send nil", "accept", "return", "extend", "hand over", "waive")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), max_size=9)


def carry_out(act: str, one: Obligation, officer, agencies, on: date) -> None:
    """This function will do one thing with an obligation, as someone who sees it as it is now."""
    one.refresh_from_db()
    waiting = one.submissions.filter(state=SubmissionState.SENT).order_by("id").last()
    seen = {"obligation": one, "version": one.version, "grounds": GROUNDS, "on": on}
    if act.startswith("send"):
        send(one, officer, on=on, is_nil=act == "send nil")
    elif act == "accept" and waiting:
        accept_submission(submission=waiting, decided_by=officer, on=on)
    elif act == "return" and waiting:
        return_submission(submission=waiting, decided_by=officer, reason="Thiếu số", on=on)
    elif act == "extend":
        extend_obligation(due_on=one.due_on + timedelta(days=7), extended_by=officer, **seen)
    elif act == "hand over":
        to = agencies[one.agency_id == agencies[0].pk]
        hand_over_obligation(to=to, handed_by=officer, **seen)
    elif act == "waive":
        waive_obligation(waived_by=officer, **seen)


def replayed(one: Obligation) -> tuple:
    counts = one.standing
    if counts is None:
        return (None, "", None)
    return (one.submissions.get(number=1).sent_on, counts.state, counts.decided_on or counts.sent_on)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(steps=STEPS)
def test_a_row_tells_of_every_day_what_its_versions_tell(officer, agencies, steps):
    one, day = owed(officer, agencies[0]), TODAY
    for act, days in steps:
        day += timedelta(days=days)
        try:
            carry_out(act, one, officer, agencies, day)
        except ReportsError:
            continue

    one = Obligation.objects.select_related("standing").get(pk=one.pk)
    days = [TODAY + timedelta(days=number) for number in range((day - TODAY).days + 1)]
    states = {on: state_on(facts_of_all(one), on) for on in days}
    by_history = {on: (told.due_on, FATES[told.code]) for on, told in states.items() if told.code != "waived"}
    rows = Obligation.objects.filter(pk=one.pk)
    by_row = {on: (row.due_then, row.fate_then) for on in days for row in as_of(rows, on=on, today=day)}

    assert (one.first_sent_on, one.fate, one.fate_on) == replayed(one)
    assert by_row == by_history


@pytest.fixture
def agencies():
    return [make_agency("Sở Du lịch"), make_agency("Sở Văn hóa")]
