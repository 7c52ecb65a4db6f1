"""Outcomes of violations are recorded, and withdrawn where they were wrong."""

from django.db import transaction

from haidang.agencies.models import Account
from haidang.foundation.operations import record_event
from haidang.oversight.errors import OutcomeEnteredAlready, WithdrawnAlready
from haidang.oversight.models import ViolationOutcome
from haidang.oversight.queries.outcomes import OutcomeFacts


@transaction.atomic
def record_outcome(*, facts: OutcomeFacts, made_by: Account) -> ViolationOutcome:
    """Record what was concluded about one unit.

    This function will return the outcome that stands where exactly the same was recorded before, and raise
    OutcomeEnteredAlready where another stands for this unit, day and paper.
    """
    made, is_new = ViolationOutcome.objects.get_or_create(
        agency=facts.agency,
        concluded_on=facts.concluded_on,
        paper=facts.paper,
        withdrawn_by=None,
        defaults={"matter": facts.matter, "outcome": facts.outcome, "made_by": made_by},
    )
    if is_new:
        record_event(
            actor=made_by,
            act="oversight.record_outcome",
            subject=made,
            after={
                "unit": facts.agency.name,
                "concluded_on": facts.concluded_on,
                "matter": facts.matter,
                "outcome": facts.outcome,
                "paper": facts.paper,
            },
        )
    elif (made.matter, made.outcome) != (facts.matter, facts.outcome):
        raise OutcomeEnteredAlready
    return made


@transaction.atomic
def withdraw_outcome(*, outcome: ViolationOutcome, reason: str, withdrawn_by: Account) -> ViolationOutcome:
    """Withdraw an outcome with a reason; it stays in the list. This function will raise WithdrawnAlready."""
    standing = ViolationOutcome.objects.filter(pk=outcome.pk, withdrawn_by=None)
    if not standing.update(withdrawn_by=withdrawn_by, withdrawn_because=reason):
        raise WithdrawnAlready
    outcome.refresh_from_db()
    record_event(
        actor=withdrawn_by, act="oversight.withdraw_outcome", subject=outcome, after={"reason": reason}
    )
    return outcome
