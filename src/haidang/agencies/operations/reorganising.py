"""Carries acts of reorganisation out: bodies end and begin, and all that is open goes to who takes it over."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from haidang.agencies.enums import HandoverReason, SuccessionKind
from haidang.agencies.errors import (
    ActsOfSeveralDays,
    AlreadyEnded,
    NotYetInEffect,
    PreviewOutdated,
    TakersMissing,
    TakesOverLater,
)
from haidang.agencies.models import Agency, Handover, Reorganisation, Succession
from haidang.agencies.operations.naming import create_agency
from haidang.agencies.operations.succession import check_sides, record_succession, require_alive
from haidang.agencies.queries.carried_out import ACT, ENDED, FOUNDED
from haidang.agencies.queries.planned import (
    Body,
    PlannedAct,
    PlannedChange,
    planned_from_register,
)
from haidang.agencies.queries.preview import (
    Preview,
    PreviewGroup,
    PreviewRow,
    differences_since,
    preview_of,
)
from haidang.agencies.registry import Carrying, RowGiven
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import record_event

MOST_CHARACTERS_OF_NAME = 300


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to: the choices by hand, the preview that was seen, and the key of the request."""

    choices: Mapping[str, str]
    seen: str
    key: str


def change_of_register(acts: Sequence[Succession], **takers: Any) -> PlannedChange:
    """This function will plan to carry out acts that the register knows. Raises ActsOfSeveralDays.

    `takers` are `others` and `default_taker` of the planned change.
    """
    days = {act.effective_on for act in acts}
    if len(days) != 1:
        raise ActsOfSeveralDays
    basis = next((act.legal_basis for act in acts if act.legal_basis), "")
    return PlannedChange(days.pop(), planned_from_register(acts), legal_basis=basis, **takers)


def check_change(change: PlannedChange) -> None:
    """This function will refuse acts that cannot be; one that the register knows has been checked when it came in.

    Raises HeirsWrong, PredecessorsWrong, OwnHeir, NotAliveThatDay, AlreadyEnded or TakesOverLater.
    """
    for act in change.acts:
        if act.act is None:
            _check_act(act, change.effective_on)


def preview_reorganisation(*, change: PlannedChange, choices: Mapping[str, str], today: date) -> Preview:
    """This function will check planned acts and show what they touch. Raises as `check_change`."""
    check_change(change)
    return preview_of(change, choices=choices, today=today)


@transaction.atomic
def carry_out_reorganisation(
    *, change: PlannedChange, consent: Consent, carried_out_by: Any, today: date
) -> Reorganisation:
    """Carry planned acts out as their preview showed them.

    This function will found and end bodies, write the acts, and hand over every row that has a taker; what has none
    stays. A second call with the same key returns what the first one did. Raises as `check_change`; NotYetInEffect
    before the day of the act, TakersMissing for rows that nobody decided, PreviewOutdated when anything that was
    shown has changed since.
    """
    _lock(change)
    key = _key_of(change, consent)
    if done := Reorganisation.objects.filter(key=key).first():
        return done
    preview = preview_reorganisation(change=change, choices=consent.choices, today=today)
    if differences := differences_since(consent.seen, preview):
        raise PreviewOutdated(differences)
    if change.effective_on > today:
        raise NotYetInEffect(written_day(change.effective_on))
    if preview.undecided:
        raise TakersMissing(preview.undecided)
    reorganisation = Reorganisation.objects.create(
        key=key,
        effective_on=change.effective_on,
        told=_told(change),
        carried_out_by=carried_out_by,
    )
    founded = _write_acts(reorganisation, change)
    moved = _hand_over(reorganisation, preview, founded, today=today)
    record_event(
        actor=carried_out_by,
        act="agencies.reorganise",
        subject=reorganisation,
        after={"from": change.effective_on, "legal_basis": change.legal_basis, "count": moved},
    )
    return reorganisation


def _check_act(act: PlannedAct, day: date) -> None:
    check_sides(SuccessionKind(act.kind), act.predecessors, act.heirs)
    require_alive(day, act.predecessors, [body.agency for body in act.heirs if body.agency])
    for one in act.predecessors:
        if one.pk in act.lives_on:
            continue
        if one.valid_to:
            raise AlreadyEnded(one.name, written_day(one.valid_to))
        later = Succession.objects.filter(heirs=one, effective_on__gte=day).order_by("effective_on", "pk")
        if followed := later.first():
            raise TakesOverLater(one.name, written_day(followed.effective_on))


def _key_of(change: PlannedChange, consent: Consent) -> str:
    """One request, one plan, one result: a page gone back to and changed is another request."""
    told = [consent.key, str(change.effective_on), _told(change), *sorted(map(str, consent.choices.items()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _lock(change: PlannedChange) -> None:
    """Two officers at once: the second waits here, then compares what it saw with what there is."""
    keys = sorted(one.pk for one in change.predecessors)
    list(Agency.objects.without_tree_fields().filter(pk__in=keys).order_by("pk").select_for_update())


def _told(change: PlannedChange) -> str:
    return "\n".join(
        f"{'; '.join(one.name for one in act.predecessors)} → {'; '.join(body.name for body in act.heirs)}"
        for act in change.acts
    ).strip()


def _write_acts(reorganisation: Reorganisation, change: PlannedChange) -> dict[str, Agency]:
    """The acts in the register, new ones written now; returns the bodies that were founded, by their ref."""
    founded: dict[str, Agency] = {}
    for act in change.acts:
        if act.act is None:
            new = {
                body.ref: _found(reorganisation, change, act, body) for body in act.heirs if not body.agency
            }
            founded |= new
            act_row = _write_act(reorganisation, change, act, founded)
        else:
            act_row = act.act
        reorganisation.acts.add(act_row)
    return founded


def _found(reorganisation: Reorganisation, change: PlannedChange, act: PlannedAct, body: Body) -> Agency:
    agency = create_agency(
        name=body.name,
        kind=body.kind,
        parent=act.predecessors[0].parent,
        valid_from=change.effective_on,
        source=(change.source or change.legal_basis)[:MOST_CHARACTERS_OF_NAME],
        created_by=reorganisation.carried_out_by,
    )
    _note(reorganisation, FOUNDED, agency, reason=HandoverReason.FOUNDED)
    return agency


def _write_act(
    reorganisation: Reorganisation, change: PlannedChange, act: PlannedAct, founded: Mapping[str, Agency]
) -> Succession:
    before = {one.pk: one.valid_to for one in act.predecessors}
    heirs = [body.agency or founded[body.ref] for body in act.heirs]
    written = record_succession(
        kind=act.kind,
        effective_on=change.effective_on,
        predecessors=act.predecessors,
        heirs=heirs,
        recorded_by=reorganisation.carried_out_by,
        legal_basis=change.legal_basis,
        source=change.source,
    )
    for one in act.predecessors:
        if one.pk not in act.lives_on:
            days = {"valid_to": _written(before[one.pk]), "day": _written(change.effective_on)}
            _note(reorganisation, ENDED, one, reason=HandoverReason.ENDS, memo=days)
    Handover.objects.create(
        reorganisation=reorganisation,
        kind=ACT,
        row_key=written.pk,
        text=change.legal_basis,
        reason=HandoverReason.FOUNDED,
        memo={"heirs": sorted(heir.pk for heir in heirs), "day": _written(change.effective_on)},
    )
    return written


def _note(
    reorganisation: Reorganisation, kind: str, agency: Agency, *, reason: str, memo: Any = None
) -> None:
    Handover.objects.create(
        reorganisation=reorganisation,
        kind=kind,
        row_key=agency.pk,
        text=agency.name,
        reason=reason,
        memo=memo or {},
    )


def _hand_over(
    reorganisation: Reorganisation, preview: Preview, founded: Mapping[str, Agency], *, today: date
) -> int:
    """Kind by kind in the order of the registry: duties first, then who and what stands under the bodies."""
    act = Carrying(
        on=preview.change.effective_on,
        by=reorganisation.carried_out_by,
        today=today,
        legal_basis=preview.change.legal_basis,
    )
    return sum(_hand_group_over(reorganisation, group, founded, act) for group in preview.groups)


def _hand_group_over(
    reorganisation: Reorganisation, group: PreviewGroup, founded: Mapping[str, Agency], act: Carrying
) -> int:
    given = [row for row in group.rows if _is_given(row)]
    rows = [RowGiven(row.row.key, _agency(row.decided.taker, founded)) for row in given]
    memos = group.work.hand_over(rows, act) if rows else {}
    Handover.objects.bulk_create(
        _handover(reorganisation, group.work.kind, row, memos[row.row.key])
        for row in given
        if row.row.key in memos
    )
    return len(memos)


def _is_given(row: PreviewRow) -> bool:
    if row.decided.reason == HandoverReason.ENDS:
        return True
    taker = row.decided.taker
    return taker is not None and taker.pk != row.row.holder_id


def _agency(body: Body | None, founded: Mapping[str, Agency]) -> Agency | None:
    return (body.agency or founded[body.ref]) if body else None


def _handover(reorganisation: Reorganisation, kind: str, row: PreviewRow, memo: Any) -> Handover:
    return Handover(
        reorganisation=reorganisation,
        kind=kind,
        row_key=row.row.key,
        text=row.row.text,
        group=row.row.group,
        taken_from=row.holder.name,
        given_to=row.decided.taker.name if row.decided.taker else "",
        reason=row.decided.reason,
        memo=memo,
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
