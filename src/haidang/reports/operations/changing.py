"""What changes an obligation that is open: another due day, a waiver, another holder; each with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from haidang.agencies.models import Account, Agency
from haidang.agencies.queries import is_alive_on
from haidang.documents.models import Document
from haidang.foundation.operations import record_event
from haidang.reports.enums import ChangeKind, SubmissionState
from haidang.reports.errors import (
    AgencyEnded,
    HeldAlready,
    ObligationChangedMeanwhile,
    ObligationClosed,
    ReasonMissing,
    UnfitDay,
)
from haidang.reports.models import Obligation, ObligationChange
from haidang.reports.queries.handover import still_movable
from haidang.reports.registry import after_waiving


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something is changed and by which paper: its number in words, or a paper of the register."""

    reason: str
    paper: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a handover did: moved obligations, those merged into one that the new holder has, those left as accepted."""

    moved: int
    merged: int
    left: int


@transaction.atomic
def extend_obligation(
    *, obligation: Obligation, version: int, due_on: date, grounds: Grounds, extended_by: Account, on: date
) -> Obligation:
    """Give an obligation another due day.

    This function will raise UnfitDay for a day that is past, or before the data asked for begin, and AgencyEnded for
    one on which the agency is no more.
    """
    _refuse_without_reason(grounds)
    earliest = max(on, obligation.opens_on)
    if due_on < earliest:
        raise UnfitDay(due_on, earliest)
    if not is_alive_on(obligation.agency, due_on):
        raise AgencyEnded(obligation.agency)
    before = _claim(obligation, version).due_on
    _refuse_waived(obligation)
    Obligation.objects.filter(pk=obligation.pk).update(due_on=due_on)
    _keep_change(
        obligation,
        ChangeKind.EXTEND,
        grounds,
        decided_by=extended_by,
        on=on,
        due_before=before,
        due_after=due_on,
    )
    record_event(
        actor=extended_by,
        act="reports.extend_obligation",
        subject=obligation,
        before={"due": before.isoformat()},
        after={"due": due_on.isoformat(), "reason": grounds.reason, "paper": grounds.paper},
    )
    obligation.refresh_from_db()
    return obligation


@transaction.atomic
def waive_obligation(
    *, obligation: Obligation, version: int, grounds: Grounds, waived_by: Account, on: date
) -> Obligation:
    """This function will say that nothing is asked for any more; what was sent stays to be read."""
    _refuse_without_reason(grounds)
    _claim(obligation, version)
    _refuse_waived(obligation)
    _waive(obligation, grounds, waived_by=waived_by, on=on)
    obligation.refresh_from_db()
    return obligation


def hand_over_obligation(
    *, obligation: Obligation, version: int, to: Agency, grounds: Grounds, handed_by: Account, on: date
) -> HandedOver:
    """Move one open obligation to another agency, as it was shown to the person who moves it.

    This function will raise HeldAlready where that agency owes it now, ObligationChangedMeanwhile, ObligationClosed,
    ReasonMissing and AgencyEnded.
    """
    _refuse_without_reason(grounds)
    with transaction.atomic():
        _claim(obligation, version)
        _refuse_waived(obligation)
        if obligation.agency_id == to.pk:
            raise HeldAlready(to)
        return hand_over_obligations(
            holders={obligation.agency_id: to},
            grounds=grounds,
            handed_by=handed_by,
            on=on,
            only=(obligation.pk,),
        )


@transaction.atomic
def hand_over_obligations(
    *,
    holders: Mapping[int, Agency],
    grounds: Grounds,
    handed_by: Account | None,
    on: date,
    only: Iterable[int] | None = None,
    exceptions: Mapping[int, Agency] | None = None,
) -> HandedOver:
    """Move what some agencies still owe to those who take over, as one act.

    `holders` has the new agency of each old one by its key, `exceptions` another one for single obligations by their
    keys; `only` limits the act to some obligations. What was accepted or waived is left as it is, and who answered
    stays written on every version. Where the new holder owes the same already, the old obligation is waived as merged
    into that. What partners owe to an old holder is owed to the new one.

    This function will raise AgencyEnded when a new holder does not exist on the day.
    """
    _refuse_without_reason(grounds)
    for agency in (*holders.values(), *(exceptions or {}).values()):
        if not is_alive_on(agency, on):
            raise AgencyEnded(agency)
    rows = still_movable(holders, only)
    taken = owed_already(rows, [*holders.values(), *(exceptions or {}).values()])
    moved = merged = 0
    for row in rows:
        to = (exceptions or {}).get(row.pk) or holders[row.agency_id]
        key = (row.what, row.occurrence, to.pk)
        if to.pk == row.agency_id:
            continue
        if key in taken:
            merge_obligation(row, to, grounds, handed_by=handed_by, on=on)
            merged += 1
        else:
            move_obligation(row, to, grounds, handed_by=handed_by, on=on)
            taken.add(key)
            moved += 1
    return HandedOver(moved, merged, _count_left(holders, only))


def move_obligation(
    obligation: Obligation, to: Agency, grounds: Grounds, *, handed_by: Account | None, on: date
) -> ObligationChange:
    """This function will give one obligation another holder, to whom partners then owe their parts."""
    before = obligation.agency
    Obligation.objects.filter(pk=obligation.pk).update(agency=to, version=F("version") + 1)
    set_lead_of_parts(obligation, before=before.pk, after=to.pk)
    obligation.agency = to
    change = _keep_change(
        obligation,
        ChangeKind.HAND_OVER,
        grounds,
        decided_by=handed_by,
        on=on,
        agency_before=before,
        agency_after=to,
    )
    record_event(
        actor=handed_by,
        act="reports.hand_over_obligation",
        subject=obligation,
        before={"agency": before.name},
        after={"agency": to.name, "reason": grounds.reason, "paper": grounds.paper},
    )
    return change


def merge_obligation(
    obligation: Obligation, to: Agency, grounds: Grounds, *, handed_by: Account | None, on: date
) -> ObligationChange:
    """This function will waive an obligation because its new holder owes the same already."""
    merged = Grounds(f"{grounds.reason} ({to.name})", grounds.paper, grounds.document)
    Obligation.objects.filter(pk=obligation.pk).update(version=F("version") + 1)
    return _waive(obligation, merged, waived_by=handed_by, on=on)


def set_lead_of_parts(obligation: Obligation, *, before: int, after: int) -> None:
    """This function will let partners owe their parts, those not accepted yet, to the lead of now."""
    parts = Obligation.objects.filter(whole=obligation, owed_to=before, waived_on=None)
    open_ones = parts.exclude(fate=SubmissionState.ACCEPTED)
    open_ones.update(owed_to=after, version=F("version") + 1)


def owed_already(rows: Iterable[Obligation], takers: Iterable[Agency]) -> set[tuple[str, str, int]]:
    """This function will return the rounds that takers are asked for already: what, occurrence, agency."""
    held = Obligation.objects.filter(
        agency__in={agency.pk for agency in takers}, what__in={row.what for row in rows}
    )
    return set(held.values_list("what", "occurrence", "agency_id"))


def _count_left(holders: Mapping[int, Agency], only: Iterable[int] | None) -> int:
    rows = Obligation.objects.filter(agency__in=list(holders), fate=SubmissionState.ACCEPTED)
    return (rows if only is None else rows.filter(pk__in=list(only))).count()


def _waive(
    obligation: Obligation, grounds: Grounds, *, waived_by: Account | None, on: date
) -> ObligationChange:
    Obligation.objects.filter(pk=obligation.pk).update(waived_on=on)
    for follow in after_waiving:
        follow(obligation)
    change = _keep_change(obligation, ChangeKind.WAIVE, grounds, decided_by=waived_by, on=on)
    record_event(
        actor=waived_by,
        act="reports.waive_obligation",
        subject=obligation,
        after={"reason": grounds.reason, "paper": grounds.paper},
    )
    return change


def _claim(obligation: Obligation, version: int) -> Obligation:
    """Take the row for this act; whoever saw an older state of it is refused."""
    claimed = Obligation.objects.filter(pk=obligation.pk, version=version).update(version=F("version") + 1)
    obligation.refresh_from_db()
    if not claimed:
        raise ObligationChangedMeanwhile
    return obligation


def _refuse_waived(obligation: Obligation) -> None:
    if obligation.waived_on is not None:
        raise ObligationClosed


def _refuse_without_reason(grounds: Grounds) -> None:
    if not grounds.reason.strip():
        raise ReasonMissing


def _keep_change(
    obligation: Obligation,
    kind: ChangeKind,
    grounds: Grounds,
    *,
    decided_by: Account | None,
    on: date,
    **what: Any,
) -> ObligationChange:
    return ObligationChange.objects.create(
        obligation=obligation,
        kind=kind,
        changed_on=on,
        reason=grounds.reason.strip(),
        paper=grounds.paper.strip(),
        document=grounds.document,
        decided_by=decided_by,
        **what,
    )
