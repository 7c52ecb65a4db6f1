"""Measures are made, changed, ended and taken up again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.errors import MeasureChangedMeanwhile, MeasureCodeTaken, MeasureHasFigures
from haidang.regimes.models import Measure, MeasureValue
from haidang.regimes.queries.measures import MeasureFacts

# What figures that were reported stand on.
_MEANING = ("unit", "over_units", "over_time", "numerator", "denominator")


@transaction.atomic
def add_measure(*, facts: MeasureFacts, made_by: Account | None) -> Measure:
    """This function will make a measure; without a person, one of the starting set. Raises MeasureCodeTaken."""
    if Measure.objects.filter(code=facts.code).exists():
        raise MeasureCodeTaken(facts.code)
    measure = Measure.objects.create(folded_name=folded_form(facts.name), **facts.fields)
    record_event(actor=made_by, act="regimes.add_measure", subject=measure, after=_record(facts))
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, version: int, facts: MeasureFacts, changed_by: Account) -> Measure:
    """Change a measure; once figures were reported, what they mean stays.

    This function will raise MeasureChangedMeanwhile, MeasureCodeTaken and MeasureHasFigures.
    """
    if Measure.objects.filter(code=facts.code).exclude(pk=measure.pk).exists():
        raise MeasureCodeTaken(facts.code)
    before = MeasureFacts.of(Measure.objects.select_related("numerator", "denominator").get(pk=measure.pk))
    if _means_another(before, facts) and MeasureValue.objects.filter(measure=measure).exists():
        raise MeasureHasFigures
    claimed = Measure.objects.filter(pk=measure.pk, version=version)
    if not claimed.update(version=version + 1, folded_name=folded_form(facts.name), **facts.fields):
        raise MeasureChangedMeanwhile
    measure.refresh_from_db()
    record_event(
        actor=changed_by,
        act="regimes.change_measure",
        subject=measure,
        before=_record(before),
        after=_record(facts),
    )
    return measure


@transaction.atomic
def set_measure_in_use(
    *, measure: Measure, version: int, is_active: bool, set_by: Account, at: datetime
) -> Measure:
    """This function will end a measure or take it up again; forms that ask for it stay. Raises
    MeasureChangedMeanwhile."""
    if (measure.ended_at is None) == is_active:
        return measure
    claimed = Measure.objects.filter(pk=measure.pk, version=version)
    if not claimed.update(ended_at=None if is_active else at, version=version + 1):
        raise MeasureChangedMeanwhile
    measure.refresh_from_db()
    act = "regimes.take_up_measure" if is_active else "regimes.end_measure"
    record_event(actor=set_by, act=act, subject=measure)
    return measure


def _means_another(before: MeasureFacts, after: MeasureFacts) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in _MEANING)


def _record(facts: MeasureFacts) -> dict[str, Any]:
    return {"name": facts.name, "unit": facts.unit, "drawn_by": facts.drawn_by}
