"""Reports that wait for the signature of who leads the unit."""

from typing import Any

from django.db.models import QuerySet

from haidang.agencies.enums import Role
from haidang.agencies.queries import reach_to_write
from haidang.agencies.rules import posts_today
from haidang.regimes.models import Signature
from haidang.reports.enums import SubmissionState


def reports_to_sign(account: Any) -> QuerySet[Signature]:
    """This function will return what waits for a signature in units that a person leads or writes for, nearest day
    first; what was given back waits for its drafter and is not among it.
    """
    led = [one.agency_id for one in posts_today(account) if one.role == Role.LEADER]
    reach = reach_to_write(account)
    waiting = Signature.objects.filter(
        signed_at=None, given_back_for="", submission__state=SubmissionState.DRAFT
    )
    if not reach.is_everywhere:
        waiting = waiting.filter(submission__obligation__agency__in=[*led, *reach.agencies])
    loaded = waiting.select_related("submission__obligation__agency", "asked_by")
    return loaded.order_by("submission__obligation__due_on", "id")
