"""Choices of the programme app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ItemKind(TextChoices):
    SECTION = "section", _("section")
    GOAL = "goal", _("goal")
    TASK = "task", _("task")
    SUBTASK = "subtask", _("sub-task")
    DUTY = "duty", _("duty")
    REQUEST = "request", _("request to a higher body")
    REPORT_REGIME = "report_regime", _("report duty")
    ANNIVERSARY = "anniversary", _("anniversary")


class AssignmentRole(TextChoices):
    LEAD = "lead", _("lead")
    PARTNER = "partner", _("partner")
    ADVISE = "advise", _("advise")
    APPROVE = "approve", _("approve")
    INFORM = "inform", _("inform")


class TimingKind(TextChoices):
    WINDOW = "window", _("in a period")
    ANY_OF = "any_of", _("in one of several periods")
    BY_DATE = "by_date", _("by a date")
    RECURRING = "recurring", _("recurring")
    CONTINUOUS = "continuous", _("all the time")
    AD_HOC = "ad_hoc", _("on demand")
    RECURRING_OR_AD_HOC = "recurring_or_ad_hoc", _("recurring or on demand")
    UNREAD = "unread", _("not understood")


class BudgetLineKind(TextChoices):
    GROUP = "group", _("group")
    ROW = "row", _("line")
    TOTAL = "total", _("total")


class ReportPeriod(TextChoices):
    DAY = "day", _("every day")
    WEEK = "week", _("every week")
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")
    PERIODIC = "periodic", _("at fixed times")
    AD_HOC = "ad_hoc", _("on demand")


class MatchState(TextChoices):
    """Whether something below carries out something above: proposed by the machine, then decided by a person."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("held not to match")


class UnitScope(TextChoices):
    """Which units a programme asks for plans of their own."""

    LOCAL = "local", _("districts and communes")
    DEPARTMENT = "department", _("departments")
    PROVINCE = "province", _("provinces and cities")


class CoverageGap(TextChoices):
    """What is missing between a programme and the plans below it."""

    NO_TASK = "no_task", _("a point that no plan has a task for")
    LEAD_WITHOUT_TASK = "lead_no_task", _("a point that its lead's own plan has no task for")
    NO_PLAN = "no_plan", _("a unit that has made no plan")
    NO_POINT = "no_point", _("a task that carries out no point")


class ComparisonState(TextChoices):
    """How an item of one programme stands to another programme laid beside it."""

    CHANGED = "changed", _("changed between the two")
    ADDED = "added", _("new")
    REMOVED = "removed", _("no longer there")
    SAME = "same", _("the same")


# What the fields of an item are called where changes of it are told.
FIELD_WORDS = {
    "title": _("title of the item"),
    "content": _("content"),
    "product": _("product"),
    "timing": _("planned time"),
    "lead": _("lead"),
    "partners": _("partners"),
    "label": _("number"),
    "subtasks": _("parts of the work"),
    "duties": _("duties"),
    "value": _("value to reach"),
    "due": _("due day"),
    "phase": _("phase"),
    "owed_by": _("owed by"),
    "owed_to": _("owed to"),
    "period": _("how often"),
    "date": _("day"),
    "years": _("years"),
    "number": _("number of the paper"),
    "words": _("title of the paper"),
    "executor": _("executing body"),
    "source": _("source of money"),
    "amounts": _("amounts"),
}


class DraftState(TextChoices):
    DRAFT = "draft", _("plan being made")
    APPROVED = "approved", _("plan approved")
    ISSUED = "issued", _("plan issued")


class BudgetEntryKind(TextChoices):
    PROPOSED = "proposed", _("proposed amount")
    PLANNED = "planned", _("planned amount")
    ALLOCATED = "allocated", _("allocated amount")
    SPENT = "spent", _("spent amount")


class ProposalState(TextChoices):
    DRAFT = "draft", _("being written")
    SENT = "sent", _("sent to the standing body")
    RETURNED = "returned", _("sent back")
    ACCEPTED = "accepted", _("taken into the table")


# How the log of actions calls what is done here, and the facts of its entries.
ACT_NAMES = {
    "programme.adopt_reading": _("adopted a programme"),
    "programme.edit_item": _("changed an item"),
    "programme.add_task": _("added a task"),
    "programme.hand_over": _("handed parts over with a reorganisation"),
    "programme.take_over_difference": _("took over a change of the paper"),
    "programme.leave_difference": _("left differences of the paper as they are"),
    "programme.reopen_difference": _("opened a difference of the paper again"),
    "programme.decide_link": _("decided whether a programme carries out another"),
    "programme.propose_matches": _("had matches of items proposed"),
    "programme.decide_match": _("decided whether items match"),
    "programme.match_by_hand": _("matched items by hand"),
    "programme.call_for_plans": _("asked units for plans"),
    "programme.change_call": _("changed a call for plans"),
    "programme.end_call": _("ended a call for plans"),
    "programme.start_plan": _("began a plan"),
    "programme.edit_plan": _("changed a plan that is being made"),
    "programme.undo_plan": _("undid a change of a plan"),
    "programme.approve_plan": _("approved a plan"),
    "programme.reopen_plan": _("opened an approved plan for changes"),
    "programme.issue_plan": _("issued a plan"),
    "programme.enter_amount": _("entered an amount of the budget"),
    "programme.correct_amount": _("corrected an amount of the budget"),
    "programme.add_budget_line": _("added a budget line"),
    "programme.begin_proposal": _("began a budget proposal"),
    "programme.write_proposal_line": _("wrote a line of a budget proposal"),
    "programme.remove_proposal_line": _("took a line out of a budget proposal"),
    "programme.send_proposal": _("sent a budget proposal"),
    "programme.return_proposal": _("sent a budget proposal back"),
    "programme.accept_proposal": _("took a budget proposal into the table"),
}
FACT_NAMES = {
    **dict(ItemKind.choices),
    "point": _("point"),
    "budget_line": _("budget line"),
    "legal_basis": _("legal basis"),
    "above": _("above"),
    "below": _("below"),
    "scope": _("units asked"),
    "under": _("units under"),
    **dict(MatchState.choices),
    **dict(UnitScope.choices),
    "amount": _("amount"),
    "executor": _("executing body"),
    "budget_year": _("budget year"),
    "quarter": _("quarter"),
    "group": _("group of expenses"),
    "basis": _("how it was reckoned"),
    "paper": _("paper"),
    "reason": _("reason"),
    "text": _("content"),
    **dict(BudgetEntryKind.choices),
}
