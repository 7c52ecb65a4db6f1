"""The ladder of reminders of a programme is set, or given back to the usual one."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from haidang.agencies.models import Account
from haidang.engines.reckoning.reminder_ladder import LadderStep, check_steps
from haidang.foundation.operations import record_event
from haidang.programme.models import Programme
from haidang.reports.enums import ReminderRole
from haidang.reports.errors import LadderChangedMeanwhile
from haidang.reports.models import OwingSetting
from haidang.reports.queries.ladders import steps_from, stored_steps


@transaction.atomic
def set_ladder(
    *, programme: Programme, steps: Iterable[LadderStep], version: int, set_by: Account
) -> OwingSetting:
    """Set who is reminded on which working day about the due day; no steps means the usual ladder again.

    This function will change nothing when the same is set already. Raises LadderChangedMeanwhile where someone else
    has set another since `version`, ValueError for two steps on one day.
    """
    wanted = tuple(steps)
    check_steps(wanted)
    stored = stored_steps(wanted)
    setting, _is_new = OwingSetting.objects.get_or_create(programme=programme)
    before = setting.ladder
    if before == stored:
        return setting
    rows = OwingSetting.objects.filter(pk=setting.pk, ladder_version=version)
    if not rows.update(ladder=stored, ladder_version=version + 1):
        raise LadderChangedMeanwhile
    setting.refresh_from_db()
    record_event(
        actor=set_by,
        act="reports.set_ladder",
        subject=programme,
        before={"ladder": _record_of(steps_from(before))},
        after={"ladder": _record_of(wanted)},
    )
    return setting


def _record_of(steps: Iterable[LadderStep]) -> list[str]:
    """The steps as the log keeps them: "−3: đầu mối đơn vị"; an empty list is the usual ladder."""
    return [
        f"{one.days:+d}: {', '.join(str(ReminderRole(role).label) for role in one.roles)}"
        + (f" ({_('urgent')})" if one.is_urgent else "")
        for one in sorted(steps)
    ]
