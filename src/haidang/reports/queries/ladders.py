"""To whom reminders of a programme go on which working day: its own ladder, or the usual one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from haidang.engines.reckoning.reminder_ladder import DEFAULT_STEPS, LadderStep, ReminderSettings
from haidang.engines.reckoning.working_days import add_working_days
from haidang.foundation.queries.mails import is_quiet
from haidang.programme.models import Programme
from haidang.reports.enums import ReminderRole
from haidang.reports.models import Obligation, OwingSetting, SentReminder

# So much before the e-mails of the day the digest is put into the product, so that they speak of it.
AHEAD_OF_MAIL = timedelta(minutes=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps that hold for a programme, in the order of their days, and the version that a form has to name."""

    steps: tuple[LadderStep, ...]
    version: int
    is_usual: bool


@dataclass(frozen=True, slots=True)
class StepOfObligation:
    """A step of the ladder for one obligation: its day, to whom it goes, and what was sent of it."""

    step: LadderStep
    day: date
    sent: tuple[SentReminder, ...]


def ladder_of(programme: Programme | None) -> Ladder:
    """This function will return the ladder that holds for a programme; the usual one without a programme."""
    setting = OwingSetting.objects.filter(programme=programme).first() if programme else None
    own = steps_from(setting.ladder) if setting else ()
    version = setting.ladder_version if setting else 0
    return Ladder(own or tuple(sorted(DEFAULT_STEPS)), version, is_usual=not own)


def own_ladders() -> dict[int, tuple[LadderStep, ...]]:
    """This function will return the steps of every programme that has a ladder of its own, with one query."""
    rows = OwingSetting.objects.exclude(ladder=[]).values_list("programme", "ladder")
    return {programme: steps_from(stored) for programme, stored in rows}


def steps_from(stored: Iterable[dict[str, Any]]) -> tuple[LadderStep, ...]:
    """This function will read steps as they are stored, in the order of their days."""
    return tuple(
        sorted(LadderStep(one["days"], tuple(one["roles"]), bool(one["is_urgent"])) for one in stored)
    )


def stored_steps(steps: Iterable[LadderStep]) -> list[dict[str, Any]]:
    """This function will write steps as they are stored: ordered by day, roles in the order of the ladder."""
    return [
        {
            "days": one.days,
            "roles": [role for role in ReminderRole.values if role in one.roles],
            "is_urgent": one.is_urgent,
        }
        for one in sorted(steps)
    ]


def true_figures_from(obligation: Obligation) -> date:
    """This function will return the first day on which true figures can be asked for: the day after data close."""
    return obligation.closes_on + _DAY


def steps_of_obligation(obligation: Obligation) -> list[StepOfObligation]:
    """Tell with two queries when an obligation is reminded of and to whom that went.

    This function will show what was sent for an earlier due day beside the step of the same number of days.
    """
    ladder = ladder_of(obligation.programme)
    return _steps(ladder.steps, obligation.reminders.all(), due_on=obligation.due_on)


def steps_of_true_figures(obligation: Obligation) -> list[StepOfObligation]:
    """Tell likewise when the true figures of an obligation are reminded of; none where it wants none.

    This function will leave out the steps that lie before data close.
    """
    due_on = obligation.trued_up_on
    if due_on is None:
        return []
    ladder, first_day = ladder_of(obligation.programme), true_figures_from(obligation)
    steps = [step for step in ladder.steps if add_working_days(due_on, step.days) >= first_day]
    return _steps(steps, obligation.true_figure_reminders.all(), due_on=due_on)


def _steps(
    steps: Sequence[LadderStep], reminders: QuerySet[SentReminder], *, due_on: date
) -> list[StepOfObligation]:
    sent = list(reminders.select_related("person", "notice__mail").order_by("sent_on", "id"))
    known = {step.days for step in steps}
    every = [*steps, *(LadderStep(days, ()) for days in {one.step for one in sent} - known)]
    return [
        StepOfObligation(
            step,
            add_working_days(due_on, step.days),
            tuple(one for one in sent if one.step == step.days),
        )
        for step in sorted(every)
    ]


def reminder_hours() -> ReminderSettings:
    """This function will return the hours of reminders: quiet when e-mail is, and the digest ahead of its e-mail."""
    begin, end = settings.MAIL_QUIET_FROM, settings.MAIL_QUIET_UNTIL
    ahead = _before(settings.MAIL_DIGEST_AT, AHEAD_OF_MAIL)
    digest_at = end if is_quiet(ahead, begin=begin, end=end) else ahead
    return ReminderSettings(digest_at=digest_at, quiet_from=begin, quiet_until=end)


def _before(hour: time, span: timedelta) -> time:
    """An hour of the same day: midnight where the span reaches into the day before."""
    minutes = hour.hour * 60 + hour.minute - int(span.total_seconds()) // 60
    return time(*divmod(max(minutes, 0), 60))
