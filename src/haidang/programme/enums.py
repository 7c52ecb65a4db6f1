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

    CHANGED = "changed", _("changed")
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
    "subtasks": _("parts"),
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
