"""Choices of the oversight app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SchemeState(TextChoices):
    """Where a scheme stands: criteria being made, units score themselves, checked scores told, frozen."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("units score themselves")
    TOLD = "told", _("checked scores told to units")
    PUBLISHED = "published", _("published and frozen")


class CriterionKind(TextChoices):
    """How the points of a criterion come about."""

    SHARE = "share", _("points in proportion to a figure")
    STEPS = "steps", _("points by steps of a figure")
    GRADED = "graded", _("graded by words")
    BONUS = "bonus", _("bonus for each time")
    DEDUCTION = "deduction", _("deduction for each time")


class DrawnFrom(TextChoices):
    """Which recorded figure a criterion is reckoned from."""

    INDICATOR = "indicator", _("an indicator")
    TIMELY = "timely", _("everything owed: answered in time")
    REPORTS = "reports", _("reports owed: sent in time")
    TASKS = "tasks", _("tasks due: done in time")
    PLANS = "plans", _("plans owed: made")


class LineState(TextChoices):
    """Whose points stand in a line of a score sheet."""

    DRAWN = "drawn", _("reckoned from recorded work")
    EMPTY = "empty", _("no figure: points as the table says")
    SELF = "self", _("as the unit scored itself")
    NOT_SENT = "not_sent", _("the unit did not score itself")
    CHECKED = "checked", _("set by the standing body")
    UNSETTLED = "unsettled", _("no figure: to be settled")


class CommendationKind(TextChoices):
    REGULAR = "regular", _("regular, at the end of the year")
    AD_HOC = "ad_hoc", _("ad hoc")
