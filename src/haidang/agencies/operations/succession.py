"""Acts of reorganisation and the duties that change hands with them, or apart from them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import SuccessionKind
from haidang.agencies.errors import DutyNotHeld, HeirsWrong, NotAliveThatDay, OwnHeir, PredecessorsWrong
from haidang.agencies.models import Agency, Duty, Succession
from haidang.agencies.queries.succession import is_alive_on
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import record_event

_NEEDS = {
    SuccessionKind.RENAME: _("exactly one body follows"),
    SuccessionKind.MERGE: _("exactly one body follows"),
    SuccessionKind.REPLACE: _("exactly one body follows"),
    SuccessionKind.SPLIT: _("at least two bodies follow"),
    SuccessionKind.ABOLISH: _("no body follows"),
}
_OF_ONE_BODY = {SuccessionKind.RENAME, SuccessionKind.SPLIT, SuccessionKind.REPLACE}


@transaction.atomic
def record_succession(
    *,
    kind: str,
    effective_on: date,
    predecessors: Sequence[Agency],
    heirs: Sequence[Agency],
    recorded_by: Any,
    legal_basis: str = "",
    source: str = "",
    is_verified: bool = True,
) -> Succession:
    """This function will write one act of reorganisation and end its predecessors on its day.

    The heirs are agencies of the register already; names, posts and duties stay where they are. A body that keeps
    a part in a split stands on both sides and lives on. Raises HeirsWrong, PredecessorsWrong, OwnHeir or
    NotAliveThatDay.
    """
    check_sides(SuccessionKind(kind), predecessors, heirs)
    require_alive(effective_on, predecessors, heirs)
    act = Succession.objects.create(
        kind=kind,
        effective_on=effective_on,
        legal_basis=legal_basis,
        source=source,
        is_verified=is_verified,
    )
    act.predecessors.set(predecessors)
    act.heirs.set(heirs)
    living_on = {agency.pk for agency in heirs}
    for agency in predecessors:
        if agency.pk not in living_on:
            _end_agency(agency, effective_on)
        record_event(
            actor=recorded_by,
            act="agencies.record_succession",
            subject=agency,
            after={
                "kind": kind,
                "from": effective_on,
                "legal_basis": legal_basis,
                "heirs": "; ".join(heir.name for heir in heirs),
            },
        )
    return act


def check_sides(kind: SuccessionKind, predecessors: Sequence[Agency], heirs: Sequence[Any]) -> None:
    """This function will refuse sides that do not fit the kind of act: see `_NEEDS`. Heirs have a pk and a name."""
    if not _fits(kind, len({agency.pk for agency in heirs})):
        raise HeirsWrong(kind.label, _NEEDS[kind])
    givers = {agency.pk for agency in predecessors}
    if not givers or (kind in _OF_ONE_BODY and len(givers) > 1):
        raise PredecessorsWrong
    both = [agency for agency in heirs if agency.pk in givers]
    if both and kind != SuccessionKind.SPLIT:
        raise OwnHeir(both[0].name)


@transaction.atomic
def give_duty(
    *,
    name: str,
    holder: Agency,
    given_by: Any,
    valid_from: date | None = None,
    legal_basis: str = "",
    source: str = "",
    is_verified: bool = True,
) -> Duty:
    """This function will write that an agency answers for something from a day on (None: since ever).

    The same duty of the same day is written once. Raises NotAliveThatDay.
    """
    _require_holder(holder, valid_from)
    if known := Duty.objects.filter(name=name, holder=holder, valid_from=valid_from).first():
        return known
    duty = Duty.objects.create(
        name=name,
        holder=holder,
        valid_from=valid_from,
        legal_basis=legal_basis,
        source=source,
        is_verified=is_verified,
    )
    record_event(
        actor=given_by,
        act="agencies.give_duty",
        subject=holder,
        after={"name": name, "from": valid_from, "legal_basis": legal_basis},
    )
    return duty


@transaction.atomic
def pass_duty_on(
    *,
    duty: Duty,
    holder: Agency,
    on: date,
    passed_by: Any,
    legal_basis: str = "",
    source: str = "",
    is_verified: bool = True,
) -> Duty:
    """This function will end a duty at its holder and begin it at another on the same day.

    Passing it on the same way again changes nothing. Raises DutyNotHeld, or NotAliveThatDay for the next holder.
    """
    _require_holder(holder, on)
    if known := duty.passed_on.filter(holder=holder, valid_from=on).first():
        return known
    begun = duty.valid_from is None or duty.valid_from < on
    if not begun or duty.valid_to not in (None, on) or duty.passed_on.exists():
        raise DutyNotHeld
    duty.valid_to = on
    duty.save(update_fields=["valid_to"])
    following = Duty.objects.create(
        name=duty.name,
        holder=holder,
        taken_over=duty,
        valid_from=on,
        legal_basis=legal_basis,
        source=source,
        is_verified=is_verified,
    )
    record_event(
        actor=passed_by,
        act="agencies.pass_duty_on",
        subject=holder,
        before={"agency": duty.holder.name},
        after={"name": duty.name, "agency": holder.name, "from": on, "legal_basis": legal_basis},
    )
    return following


def _require_holder(holder: Agency, day: date | None) -> None:
    if day and not is_alive_on(holder, day):
        raise NotAliveThatDay(holder.name, written_day(day))


def _fits(kind: SuccessionKind, heirs: int) -> bool:
    if kind == SuccessionKind.SPLIT:
        return heirs > 1
    return heirs == (0 if kind == SuccessionKind.ABOLISH else 1)


def require_alive(day: date, predecessors: Sequence[Agency], heirs: Sequence[Agency]) -> None:
    """This function will refuse a predecessor that ends before the day, and an heir that begins after it or ended.

    Raises NotAliveThatDay.
    """
    for agency in predecessors:
        begins_late = agency.valid_from is not None and agency.valid_from >= day
        if begins_late or (agency.valid_to is not None and agency.valid_to < day):
            raise NotAliveThatDay(agency.name, written_day(day))
    for agency in heirs:
        begins_late = agency.valid_from is not None and agency.valid_from > day
        if begins_late or (agency.valid_to is not None and agency.valid_to <= day):
            raise NotAliveThatDay(agency.name, written_day(day))


def _end_agency(agency: Agency, day: date) -> None:
    if agency.valid_to != day:
        agency.valid_to = day
        agency.save(update_fields=["valid_to"])
