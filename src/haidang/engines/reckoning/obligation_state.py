"""How an obligation stands on a day: computed from stored facts, never stored itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from haidang.engines.reckoning.working_days import count_working_days

type SubmissionKind = Literal["report", "evidence", "nil", "estimate"]
type StateCode = Literal[
    "not_yet_due", "due_soon", "late", "submitted", "submitted_late", "returned", "accepted", "nil", "waived"
]
ANSWERED: frozenset[StateCode] = frozenset({"submitted", "submitted_late", "accepted", "nil"})


@dataclass(frozen=True)
class SubmissionFact:
    """One version of an answer and the days of what happened to it; None for what has not happened.

    A version without `signed_on` is a draft and answers nothing. A nil report ("không phát sinh") is an answer.
    """

    version: int
    kind: SubmissionKind
    signed_on: date | None = None
    returned_on: date | None = None
    accepted_on: date | None = None


@dataclass(frozen=True)
class Extension:
    """A later (or earlier) due day, and the day from which it counts."""

    granted_on: date
    due_on: date


@dataclass(frozen=True)
class ObligationFacts:
    """What is stored of an obligation and bears on how it stands."""

    due_on: date
    submissions: tuple[SubmissionFact, ...] = ()
    extensions: tuple[Extension, ...] = ()
    waived_on: date | None = None


@dataclass(frozen=True)
class ObligationState:
    """How it stands: the due day in force, the day of the answer that stands, and how many working days are left.

    `days_left` is negative by the working days that it is overdue, and None once it is answered or waived.
    `is_timely` is None while there is no answer.
    """

    code: StateCode
    due_on: date
    answered_on: date | None = None
    days_left: int | None = None
    is_timely: bool | None = None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer that was not returned."""
        return self.code in ANSWERED

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something: not answered and not waived."""
        return self.code not in ANSWERED and self.code != "waived"


@dataclass(frozen=True)
class StateRules:
    """Settings: within how many working days something is due soon, and which version tells whether it was timely.

    By the "first" signed version, or by the one "standing", so that an empty paper sent in time wins nothing.
    """

    soon_days: int = 7
    timely_by: Literal["first", "standing"] = "first"


DEFAULT_STATE_RULES = StateRules()


def state_on(facts: ObligationFacts, day: date, rules: StateRules = DEFAULT_STATE_RULES) -> ObligationState:
    """Tell how an obligation stands at the end of a day, from what had happened by then.

    The due day is the last day in time. An accepted version stands until its successor is accepted too; a version
    that was returned answers nothing, whatever came before it.
    """
    due_on = due_in_force(facts, day)
    if facts.waived_on is not None and facts.waived_on <= day:
        return ObligationState("waived", due_on)
    signed = sorted(
        (one for one in facts.submissions if _happened(one.signed_on, day)), key=lambda one: one.version
    )
    standing = _standing_version(signed, day)
    if standing is not None:
        return _answered_state(standing, signed, _Asked(due_on, day, rules))
    days_left = working_days_left(due_on, day)
    if signed:
        return ObligationState("returned", due_on, days_left=days_left)
    code = _open_code(days_left, is_late=day > due_on, rules=rules)
    return ObligationState(code, due_on, days_left=days_left)


def due_in_force(facts: ObligationFacts, day: date) -> date:
    """The due day as it was known on a day: that of the last extension granted by then."""
    granted = [one for one in facts.extensions if one.granted_on <= day]
    return max(granted, key=lambda one: one.granted_on).due_on if granted else facts.due_on


def working_days_left(due_on: date, day: date) -> int:
    """Working days after a day until the due day; negative by those that have passed since it was due."""
    if day <= due_on:
        return count_working_days(day, due_on) - count_working_days(day, day)
    return count_working_days(due_on, due_on) - count_working_days(due_on, day)


@dataclass(frozen=True)
class _Asked:
    due_on: date
    day: date
    rules: StateRules


def _happened(happened_on: date | None, day: date) -> bool:
    return happened_on is not None and happened_on <= day


def _standing_version(signed: list[SubmissionFact], day: date) -> SubmissionFact | None:
    accepted = [one for one in signed if _happened(one.accepted_on, day)]
    if accepted:
        return accepted[-1]
    return signed[-1] if signed and not _happened(signed[-1].returned_on, day) else None


def _answered_state(
    standing: SubmissionFact, signed: Iterable[SubmissionFact], asked: _Asked
) -> ObligationState:
    judged = min(signed, key=lambda one: one.version) if asked.rules.timely_by == "first" else standing
    is_timely = _happened(judged.signed_on, asked.due_on)
    code: StateCode = "submitted" if is_timely else "submitted_late"
    if _happened(standing.accepted_on, asked.day):
        code = "nil" if standing.kind == "nil" else "accepted"
    return ObligationState(code, asked.due_on, standing.signed_on, is_timely=is_timely)


def _open_code(days_left: int, *, is_late: bool, rules: StateRules) -> StateCode:
    if is_late:
        return "late"
    return "due_soon" if days_left <= rules.soon_days else "not_yet_due"
