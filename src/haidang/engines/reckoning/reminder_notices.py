"""Which notices are due now, and when the next one is: nothing is sent, stored or looked up here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from haidang.engines.reckoning.reminder_ladder import (
    DEFAULT_REMINDERS,
    LadderStep,
    RemindedObligation,
    ReminderSettings,
    counts_for,
    is_digest_day,
    people_of,
    rungs_of,
    step_moment,
)
from haidang.engines.reckoning.working_days import add_working_days


@dataclass(frozen=True, order=True)
class Reminder:
    """One line of a notice: the obligation, its due day, and the step of the ladder by its days."""

    due_on: date
    key: str
    step_days: int


@dataclass(frozen=True)
class Notice:
    """What one person is to be sent now: a digest of reminders, or one urgent reminder by itself."""

    person: str
    reminders: tuple[Reminder, ...]
    is_urgent: bool


def notices_due(
    obligations: Iterable[RemindedObligation],
    now: datetime,
    settings: ReminderSettings = DEFAULT_REMINDERS,
    *,
    digested: Mapping[str, date] | None = None,
) -> tuple[Notice, ...]:
    """Tell which notices have to go now, urgent ones first; `digested` is the day of each person's last digest.

    Of several steps that were missed only the last goes: whoever stopped the machine for a week gets one
    reminder, not three. A person who has had a digest today waits until the next working day. Whoever sends the
    notices has to keep each step as sent with its obligation, then asking again gives none of them. A person who
    has several roles is told once.
    """
    local = now.astimezone(settings.zone)
    if settings.out_of_quiet(local) != local:
        return ()
    due = [(one, step) for one in obligations if (step := _step_due(one, local, settings)) is not None]
    urgent = [(one, step) for one, step in due if _is_urgent(one, step)]
    digest = [(one, step) for one, step in due if not _is_urgent(one, step)]
    return (*_urgent_notices(urgent), *_digests(digest, _Asked(local, settings, digested or {})))


def next_notice_at(
    obligations: Iterable[RemindedObligation],
    now: datetime,
    settings: ReminderSettings = DEFAULT_REMINDERS,
    *,
    digested: Mapping[str, date] | None = None,
) -> datetime | None:
    """The next moment after now at which something may have to go; None where nothing is left to remind of.

    What is due now and held back (quiet hours, a day off, today's digest already gone) counts too.
    """
    local = now.astimezone(settings.zone)
    known = tuple(obligations)
    ahead = [
        moment
        for one in known
        for step in rungs_of(one, settings)
        if counts_for(one, step, settings) and (moment := step_moment(one, step, settings)) > local
    ]
    if any(_is_held_back(one, _Asked(local, settings, digested or {})) for one in known):
        ahead += [moment for moment in _openings_after(local, settings) if moment > local]
    return min(ahead, default=None)


@dataclass(frozen=True)
class _Asked:
    now: datetime
    settings: ReminderSettings
    digested: Mapping[str, date]


def _step_due(obligation: RemindedObligation, now: datetime, settings: ReminderSettings) -> LadderStep | None:
    """The last step whose moment has come and that has not gone."""
    passed = [
        step
        for step in rungs_of(obligation, settings)
        if counts_for(obligation, step, settings) and step_moment(obligation, step, settings) <= now
    ]
    return passed[-1] if passed else None


def _is_urgent(obligation: RemindedObligation, step: LadderStep) -> bool:
    return obligation.is_urgent or step.is_urgent


def _reminder_of(obligation: RemindedObligation, step: LadderStep) -> Reminder:
    return Reminder(obligation.due_on, obligation.key, step.days)


def _urgent_notices(due: Iterable[tuple[RemindedObligation, LadderStep]]) -> tuple[Notice, ...]:
    ordered = sorted(due, key=lambda pair: _reminder_of(*pair))
    return tuple(
        Notice(person, (_reminder_of(one, step),), is_urgent=True)
        for one, step in ordered
        for person in people_of(one, step)
    )


def _digests(due: Iterable[tuple[RemindedObligation, LadderStep]], asked: _Asked) -> tuple[Notice, ...]:
    if not is_digest_day(asked.now, asked.settings):
        return ()
    told: defaultdict[str, list[Reminder]] = defaultdict(list)
    for one, step in due:
        if not _waits(one, step, asked):
            for person in people_of(one, step):
                told[person].append(_reminder_of(one, step))
    return tuple(Notice(person, tuple(sorted(told[person])), is_urgent=False) for person in sorted(told))


def _waits(obligation: RemindedObligation, step: LadderStep, asked: _Asked) -> bool:
    """A step goes to all its people or to none, so that it is kept as sent once; it waits for the last of them."""
    today = asked.now.date()
    return any(asked.digested.get(person) == today for person in people_of(obligation, step))


def _is_held_back(obligation: RemindedObligation, asked: _Asked) -> bool:
    return _step_due(obligation, asked.now, asked.settings) is not None


def _openings_after(now: datetime, settings: ReminderSettings) -> tuple[datetime, ...]:
    """The end of the quiet hours, today's digest and that of the next working day."""
    today = now.date()
    following = add_working_days(today, 1)
    return settings.out_of_quiet(now), settings.digest_on(today), settings.digest_on(following)
