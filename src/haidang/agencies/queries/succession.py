"""Who is it now: from a name of any time to the agencies of a day, through the acts that lie between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q

from haidang.agencies.errors import AgencyAmbiguous
from haidang.agencies.models import Agency, Duty, Succession
from haidang.agencies.queries.matching import agencies_ever_named

Standing = Literal["same", "followed", "abolished", "ended", "later"]


@dataclass(frozen=True, slots=True)
class SuccessionStep:
    """One act on the way from the agency asked for to those of the day."""

    act: Succession
    predecessors: tuple[Agency, ...]
    heirs: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class DutyNow:
    """A duty the agency held, or one between it and the day: who holds it on the day; None: nobody known."""

    duty: Duty
    held_before_by: Agency
    holder: Agency | None


@dataclass(frozen=True, slots=True)
class PresentAgencies:
    """What an agency is on a day: itself, its heirs, or nothing, and why.

    `standing`: the same body still; followed by others; abolished by an act; ended, and the register knows no act;
    or founded only later.
    """

    asked: Agency
    on: date
    standing: Standing
    agencies: tuple[Agency, ...]
    steps: tuple[SuccessionStep, ...]
    duties: tuple[DutyNow, ...]

    @property
    def is_verified(self) -> bool:
        """Whether every fact on the way was checked in a source."""
        bodies = all(agency.is_verified for agency in (self.asked, *self.agencies))
        return bodies and all(step.act.is_verified for step in self.steps)


def who_is_it_now(text: str, *, on: date) -> PresentAgencies:
    """Find what the body called `text` is on a day.

    This function will know names, abbreviations and aliases of any time until that day, and follow the acts to
    the agencies that exist on it. A name that leads to different bodies is not decided: raises AgencyAmbiguous
    with the candidates, and AgencyUnknown for a name nobody bore.
    """
    leading = {_identity(agency, on): agency for agency in reversed(agencies_ever_named(text, on=on))}
    candidates = list(reversed(leading.values()))
    if len(candidates) > 1:
        raise AgencyAmbiguous(text, candidates)
    return agency_on(candidates[0], on=on)


def agency_on(agency: Agency, *, on: date) -> PresentAgencies:
    """This function will tell what one agency is on a day: queries grow with the acts in line, not with rows."""
    steps, living, dead_ends = _followed([agency], on)
    ended = {heir.pk for step in steps for heir in step.heirs if not is_alive_on(heir, on)}
    return PresentAgencies(
        asked=agency,
        on=on,
        standing=_standing(agency, on=on, living=living, steps=steps, dead_ends=dead_ends),
        agencies=tuple(living),
        steps=tuple(steps),
        duties=tuple(_duties_on({agency.pk, *ended}, on)),
    )


def followers_on(agencies: Sequence[Agency], *, on: date) -> tuple[list[SuccessionStep], list[Agency]]:
    """This function will return the acts that lead from several agencies to those of a day, and these, each once."""
    steps, living, _dead_ends = _followed(agencies, on)
    return steps, living


def acts_of(agency: Agency) -> list[SuccessionStep]:
    """This function will return the acts that founded, changed or ended an agency, oldest first."""
    touched = Succession.objects.filter(Q(predecessors=agency) | Q(heirs=agency)).distinct()
    return _as_steps(touched)


def duties_of(agency: Agency) -> list[Duty]:
    """This function will return the duties an agency held or holds, each with who had it before and has it after."""
    held = Duty.objects.filter(holder=agency).select_related("taken_over__holder")
    return list(held.prefetch_related("passed_on__holder").order_by("name", "pk"))


def _followed(
    agencies: Sequence[Agency], on: date
) -> tuple[list[SuccessionStep], list[Agency], list[Agency]]:
    """Steps in the order of their days; the agencies of the day; those that ended with nothing after them."""
    steps: dict[int, SuccessionStep] = {}
    living: dict[int, Agency] = {}
    dead_ends: list[Agency] = []
    seen, frontier = {one.pk for one in agencies}, list(agencies)
    while frontier:
        ended = []
        for one in frontier:
            if is_alive_on(one, on):
                living[one.pk] = one
            else:
                ended.append(one)
        found = _acts_ending(ended, on)
        steps |= {step.act.pk: step for step in found}
        ended_by_act = {one.pk for step in found for one in step.predecessors}
        dead_ends += [one for one in ended if one.pk not in ended_by_act]
        frontier = _unseen_heirs(found, seen)
        seen |= {one.pk for one in frontier}
    in_order = sorted(steps.values(), key=lambda step: (step.act.effective_on, step.act.pk))
    return in_order, sorted(living.values(), key=lambda one: (one.name, one.pk)), dead_ends


def _unseen_heirs(found: Iterable[SuccessionStep], seen: set[int]) -> list[Agency]:
    heirs = {heir.pk: heir for step in found for heir in step.heirs if heir.pk not in seen}
    return list(heirs.values())


def is_alive_on(agency: Agency, day: date) -> bool:
    """This function will tell whether an agency exists on a day (valid_to itself is excluded)."""
    begun = agency.valid_from is None or agency.valid_from <= day
    return begun and (agency.valid_to is None or agency.valid_to > day)


def _acts_ending(ended: Sequence[Agency], on: date) -> list[SuccessionStep]:
    if not ended:
        return []
    acts = Succession.objects.filter(predecessors__in=[one.pk for one in ended], effective_on__lte=on)
    return _as_steps(acts.distinct())


def _as_steps(acts) -> list[SuccessionStep]:
    loaded = acts.prefetch_related("predecessors__parent", "heirs__parent").order_by("effective_on", "pk")
    return [
        SuccessionStep(act, _by_name(act.predecessors.all()), _by_name(act.heirs.all())) for act in loaded
    ]


def _by_name(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    return tuple(sorted(agencies, key=lambda one: (one.name, one.pk)))


def _standing(
    agency: Agency,
    *,
    on: date,
    living: Sequence[Agency],
    steps: Sequence[SuccessionStep],
    dead_ends: Sequence[Agency],
) -> Standing:
    if is_alive_on(agency, on):
        return "same"
    if agency.valid_from and agency.valid_from > on:
        return "later"
    if living:
        return "followed"
    return "ended" if dead_ends or not steps else "abolished"


def _duties_on(agencies: Iterable[int], on: date) -> list[DutyNow]:
    """The duties these agencies ever held, each at its holder of the day, in the order of their names."""
    held = _with_holder(Duty.objects.filter(holder__in=agencies))
    rows: dict[int, DutyNow] = {}
    while held:
        for duty in held:
            _keep_current(rows, duty, on)
        passed_on = Duty.objects.filter(taken_over__in=[duty.pk for duty in held], valid_from__lte=on)
        held = [duty for duty in _with_holder(passed_on) if duty.pk not in rows]
    return sorted(rows.values(), key=lambda row: (row.duty.name, row.duty.pk))


def _with_holder(duties) -> list[Duty]:
    begun = duties.select_related("holder", "taken_over__holder")
    return list(begun.order_by("name", "pk"))


def _keep_current(rows: dict[int, DutyNow], duty: Duty, on: date) -> None:
    """A duty takes the place of the one it follows."""
    if duty.valid_from and duty.valid_from > on:
        return
    before = rows.pop(duty.taken_over_id, None) if duty.taken_over_id else None
    is_held = (duty.valid_to is None or duty.valid_to > on) and is_alive_on(duty.holder, on)
    first = before.held_before_by if before else _holder_before(duty)
    rows[duty.pk] = DutyNow(duty, first, duty.holder if is_held else None)


def _holder_before(duty: Duty) -> Agency:
    return duty.taken_over.holder if duty.taken_over else duty.holder


def _identity(agency: Agency, on: date) -> tuple[int, ...]:
    """Two candidates are one answer when they lead to the same bodies; a body without heirs stands for itself."""
    _steps, living, _dead_ends = _followed([agency], on)
    return tuple(one.pk for one in living) or (agency.pk,)
