"""Plans that a paper orders are asked for with one act: the call that coverage counts, and what each unit owes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from haidang.agencies.models import Account, Agency
from haidang.programme.enums import UnitScope
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.programme.queries.plan_rounds import KINDS_ASKED
from haidang.reports.enums import ObligationKind
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import Asked, Opened, ask_agencies
from haidang.reports.queries.plan_duties import PlanDuty, units_of_duty

MOST_CHARACTERS_OF_TITLE = 300


@transaction.atomic
def open_plan_duty(*, duty: PlanDuty, due_on: date, opened_by: Account, at: datetime) -> Opened:
    """Call the units of a duty for their plans, and open what each of them owes.

    This function will open nothing twice. Raises what `call_for_plans` and `ask_agencies` raise: another day that
    was set by hand, a day that is past, nobody to ask.
    """
    if Obligation.objects.filter(what=duty.what).exists():
        return Opened(0, 0)
    units = units_of_duty(duty, on=due_on)
    title = _("Own plan to carry out: %(programme)s") % {"programme": duty.programme.title}
    asked = Asked(
        title[:MOST_CHARACTERS_OF_TITLE], duty.found.words, due_on, ObligationKind.PLAN, duty.programme
    )
    opened = ask_agencies(
        asked=asked,
        agencies=units,
        asked_by=opened_by,
        key=duty.what.removeprefix("request:"),
        today=at.date(),
    )
    for scope in duty.scopes:
        call_for_plans(
            programme=duty.programme,
            scope=scope,
            under=_above(duty, units, scope),
            due_on=due_on,
            called_by=opened_by,
            at=at,
        )
    return opened


def _above(duty: PlanDuty, units: list[Agency], scope: UnitScope) -> Agency | None:
    """The issuing body where the units stand right below it: a call counts those, else all of the kind."""
    owner = duty.programme.owner
    of_scope = [one for one in units if one.kind in KINDS_ASKED[scope]]
    is_above_all = owner is not None and all(one.parent_id == owner.pk for one in of_scope)
    return owner if is_above_all else None
