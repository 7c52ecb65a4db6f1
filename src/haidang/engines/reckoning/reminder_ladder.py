"""The ladder of reminders: how many working days before and after a due day, to whom, how urgent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from haidang.engines.reckoning.working_days import add_working_days, is_working_day

_DAY = timedelta(days=1)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, order=True)
class LadderStep:
    """A reminder so many working days after the due day, before it where `days` is negative.

    `roles` name to whom it goes; who has a role is told by each obligation. An urgent step waits for no digest.
    """

    days: int
    roles: tuple[str, ...] = ("focal",)
    is_urgent: bool = False


# The roles a step goes to grow with the days: the focal person, the head of the unit, the standing body with the
# agency above the unit, the leader.
DEFAULT_STEPS = (
    LadderStep(-15),
    LadderStep(-7),
    LadderStep(-3),
    LadderStep(-1, ("focal", "head")),
    LadderStep(1, ("focal", "head")),
    LadderStep(3, ("focal", "head")),
    LadderStep(7, ("focal", "head", "standing_body", "parent")),
    LadderStep(15, ("focal", "head", "standing_body", "parent", "leader")),
)


@dataclass(frozen=True)
class ReminderSettings:
    """When and to whom a plan reminds.

    Digests go at `digest_at` on working days, one a day for each person. In the quiet hours from `quiet_from` to
    `quiet_until` nothing goes, urgent or not; equal ends mean no quiet hours. Digests in quiet hours are refused.
    """

    steps: tuple[LadderStep, ...] = DEFAULT_STEPS
    digest_at: time = time(8, 0)
    quiet_from: time = time(21, 0)
    quiet_until: time = time(6, 30)
    zone: ZoneInfo = VIETNAM

    def __post_init__(self) -> None:
        check_steps(self.steps)
        if self._is_quiet(self.digest_at):
            raise ValueError(f"digest_at: {self.digest_at}")

    def out_of_quiet(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it lies in."""
        local = moment.astimezone(self.zone)
        if not self._is_quiet(local.time()):
            return local
        ends = datetime.combine(local.date(), self.quiet_until, self.zone)
        return ends if local.time() < self.quiet_until else ends + _DAY

    def digest_on(self, day: date) -> datetime:
        """When the digest of a day goes: on the day or the next working one, at its hour."""
        return datetime.combine(add_working_days(day - _DAY, 1), self.digest_at, self.zone)

    def _is_quiet(self, hour: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


def check_steps(steps: tuple[LadderStep, ...]) -> None:
    """Raise ValueError for steps that are no ladder: two on one day, or one on the due day itself."""
    days = [step.days for step in steps]
    if len(set(days)) != len(days) or 0 in days:
        raise ValueError(f"steps: {days}")


DEFAULT_REMINDERS = ReminderSettings()


@dataclass(frozen=True)
class RemindedObligation:
    """An open obligation as the ladder sees it: due day, from when it is known, who has which role, what was sent.

    Closed obligations are not handed in. `sent` are the days of the steps that have gone out. `steps` are those of
    its own plan; without them those of the settings hold.
    """

    key: str
    due_on: date
    opened_at: datetime
    people: Mapping[str, tuple[str, ...]]
    sent: frozenset[int] = field(default=frozenset())
    is_urgent: bool = False
    steps: tuple[LadderStep, ...] = ()

    def __post_init__(self) -> None:
        check_steps(self.steps)


def rungs_of(obligation: RemindedObligation, settings: ReminderSettings) -> tuple[LadderStep, ...]:
    """The steps that hold for an obligation, in the order of their days."""
    return tuple(sorted(obligation.steps or settings.steps))


def step_day(obligation: RemindedObligation, step: LadderStep) -> date:
    """The day of a step, counted in working days from the due day."""
    return add_working_days(obligation.due_on, step.days)


def step_moment(obligation: RemindedObligation, step: LadderStep, settings: ReminderSettings) -> datetime:
    """When a step goes: an urgent one as soon as its day and the quiet hours allow, any other with the digest."""
    day = step_day(obligation, step)
    if step.is_urgent or obligation.is_urgent:
        return settings.out_of_quiet(datetime.combine(day, time.min, settings.zone))
    return settings.digest_on(day)


def people_of(obligation: RemindedObligation, step: LadderStep) -> tuple[str, ...]:
    """Everyone whom a step goes to, once each, in the order of its roles."""
    return tuple(dict.fromkeys(person for role in step.roles for person in obligation.people.get(role, ())))


def counts_for(obligation: RemindedObligation, step: LadderStep, settings: ReminderSettings) -> bool:
    """Whether a step may still go: not without people, nor twice, nor after a later one has gone.

    Steps whose day lies before the obligation was known are left out too.
    """
    if not people_of(obligation, step) or any(step.days <= days for days in obligation.sent):
        return False
    return step_day(obligation, step) >= obligation.opened_at.astimezone(settings.zone).date()


def is_digest_day(moment: datetime, settings: ReminderSettings) -> bool:
    """Whether a digest may go at a moment: a working day, past its hour, not in the quiet hours."""
    local = moment.astimezone(settings.zone)
    return is_working_day(local.date()) and settings.digest_on(
        local.date()
    ) <= local == settings.out_of_quiet(local)
