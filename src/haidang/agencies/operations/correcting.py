"""Corrects what the register says and nobody has checked; every correction is in the log with what stood before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models, transaction

from haidang.agencies.enums import SuccessionKind
from haidang.agencies.errors import DutyNotHeld, FactVerified, NotAliveThatDay, SourceMissing
from haidang.agencies.models import Agency, Duty, Succession
from haidang.agencies.operations.succession import check_sides
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import record_event

_AGENCY_FACTS = ("kind", "valid_from", "valid_to", "source", "is_verified")
_ACT_FACTS = ("effective_on", "legal_basis", "source", "is_verified")
_DUTY_FACTS = ("name", "valid_from", "legal_basis", "source", "is_verified")


@transaction.atomic
def correct_agency(*, agency: Agency, corrected_by: Any, **facts: Any) -> Agency:
    """This function will correct kind, days and source of an agency, or confirm them.

    `facts` are kind, valid_from, valid_to, source, is_verified. Raises FactVerified or SourceMissing.
    """
    _require_open(agency, facts)
    before = _facts_of(agency, _AGENCY_FACTS)
    _change(agency, {name: facts[name] for name in _AGENCY_FACTS})
    _record(
        "agencies.correct_agency", agency, corrected_by, before=before, after=_facts_of(agency, _AGENCY_FACTS)
    )
    return agency


@transaction.atomic
def correct_succession(
    *, act: Succession, heirs: Sequence[Agency], corrected_by: Any, **facts: Any
) -> Succession:
    """This function will correct the day, heirs and grounds of an act, or confirm them.

    Bodies that ended or began on the act's former day move with it. `facts` are effective_on, legal_basis, source,
    is_verified. Raises as record_succession does, FactVerified or SourceMissing.
    """
    _require_open(act, facts)
    predecessors = list(act.predecessors.all())
    check_sides(SuccessionKind(act.kind), predecessors, heirs)
    before = _facts_of(act, _ACT_FACTS) | {"heirs": _names(act.heirs.all())}
    _move_days(act, facts["effective_on"], heirs)
    _change(act, {name: facts[name] for name in _ACT_FACTS})
    act.heirs.set(heirs)
    after = _facts_of(act, _ACT_FACTS) | {"heirs": _names(heirs)}
    for agency in predecessors:
        _record("agencies.correct_succession", agency, corrected_by, before=before, after=after)
    return act


@transaction.atomic
def correct_duty(*, duty: Duty, holder: Agency, corrected_by: Any, **facts: Any) -> Duty:
    """This function will correct who holds a duty since when and on which grounds, or confirm it.

    The duty it was taken over from ends on the corrected day. `facts` are name, valid_from, legal_basis, source,
    is_verified. Raises FactVerified, SourceMissing, or DutyNotHeld for a day that the row before does not allow.
    """
    _require_open(duty, facts)
    _require_days(duty, facts["valid_from"])
    before = _facts_of(duty, _DUTY_FACTS) | {"holder": duty.holder.name}
    if duty.taken_over:
        _change(duty.taken_over, {"valid_to": facts["valid_from"]})
    _change(duty, {name: facts[name] for name in _DUTY_FACTS} | {"holder": holder})
    after = _facts_of(duty, _DUTY_FACTS) | {"holder": holder.name}
    _record("agencies.correct_duty", holder, corrected_by, before=before, after=after)
    return duty


def _require_open(fact: Any, facts: dict[str, Any]) -> None:
    if type(fact).objects.select_for_update().get(pk=fact.pk).is_verified:
        raise FactVerified
    if facts["is_verified"] and not facts["source"].strip():
        raise SourceMissing


def _require_days(duty: Duty, begins: date | None) -> None:
    if begins and duty.valid_to and begins >= duty.valid_to:
        raise DutyNotHeld
    before = duty.taken_over
    if before and (begins is None or (before.valid_from and begins <= before.valid_from)):
        raise DutyNotHeld


def _move_days(act: Succession, day: date, heirs: Sequence[Agency]) -> None:
    """What ended or began with the act does so on its corrected day; a body whose life forbids it refuses the day."""
    ending = [agency for agency in act.predecessors.all() if agency.valid_to == act.effective_on]
    beginning = [agency for agency in heirs if agency.valid_from == act.effective_on]
    for agency in ending:
        if agency.valid_from and agency.valid_from >= day:
            raise NotAliveThatDay(agency.name, written_day(day))
        _change(agency, {"valid_to": day})
    for agency in heirs:
        is_late = agency not in beginning and agency.valid_from and agency.valid_from > day
        if is_late or (agency.valid_to and agency.valid_to <= day):
            raise NotAliveThatDay(agency.name, written_day(day))
    for agency in beginning:
        _change(agency, {"valid_from": day})


def _change(row: models.Model, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))


def _facts_of(row: models.Model, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _names(agencies: Any) -> str:
    return "; ".join(sorted(agency.name for agency in agencies))


def _record(act: str, agency: Agency, by: Any, *, before: dict[str, Any], after: dict[str, Any]) -> None:
    record_event(actor=by, act=act, subject=agency, before=before, after=after)
