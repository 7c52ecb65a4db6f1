"""Ask units to make plans of their own under a programme."""

from datetime import date, datetime

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.foundation.operations import record_event
from haidang.programme.enums import UnitScope
from haidang.programme.errors import CallChangedMeanwhile, CallExists
from haidang.programme.models import PlanCall, Programme


@transaction.atomic
def call_for_plans(
    *,
    programme: Programme,
    scope: UnitScope,
    under: Agency | None,
    due_on: date,
    called_by: Account,
    at: datetime,
) -> PlanCall:
    """Ask units of a kind for plans by a day.

    This function will return the call that holds when it says the same already. Raises CallExists when the same
    units were asked for another day.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    known = PlanCall.objects.filter(programme=programme, scope=scope, under=under, ended_at=None).first()
    if known and known.due_on == due_on:
        return known
    if known:
        raise CallExists
    call = PlanCall.objects.create(
        programme=programme, scope=scope, under=under, due_on=due_on, called_by=called_by, called_at=at
    )
    record_event(actor=called_by, act="programme.call_for_plans", subject=call, after=_call_record(call))
    return call


@transaction.atomic
def change_call(*, call: PlanCall, version: int, due_on: date, changed_by: Account) -> PlanCall:
    """This function will give a call another day. Raises CallChangedMeanwhile."""
    if call.due_on == due_on and call.ended_at is None:
        return call
    before = _call_record(call)
    changed = PlanCall.objects.filter(pk=call.pk, version=version, ended_at=None).update(
        due_on=due_on, version=version + 1
    )
    if not changed:
        raise CallChangedMeanwhile
    call.refresh_from_db()
    record_event(
        actor=changed_by,
        act="programme.change_call",
        subject=call,
        before=before,
        after=_call_record(call),
    )
    return call


@transaction.atomic
def end_call(*, call: PlanCall, version: int, ended_by: Account, at: datetime) -> None:
    """This function will end a call; one that has ended already stays so. Raises CallChangedMeanwhile."""
    if call.ended_at is not None:
        return
    if not PlanCall.objects.filter(pk=call.pk, version=version, ended_at=None).update(
        ended_at=at, version=version + 1
    ):
        raise CallChangedMeanwhile
    record_event(actor=ended_by, act="programme.end_call", subject=call, before=_call_record(call))


def _call_record(call: PlanCall) -> dict[str, str]:
    return {
        "scope": str(call.scope),
        "under": call.under.name if call.under else "",
        "due": call.due_on.isoformat(),
    }
