"""Choices of the regimes app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegimePeriod(TextChoices):
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    FIRST_HALF = "first_half", _("the first half of every year")
    YEAR = "year", _("every year")
    AD_HOC = "ad_hoc", _("on demand")


class DueKind(TextChoices):
    """How the due day of a level is told."""

    AFTER_CLOSE = "after_close", _("working days after data close")
    ON_DAY = "on_day", _("on a day of a month")


class SendingWay(TextChoices):
    """How a unit hands its report in."""

    SCREEN = "screen", _("in the product")
    PAPER = "paper", _("on paper, entered by the standing body")


class AddingUp(TextChoices):
    """What figures of a measure come to; see engines/reckoning/measures.py."""

    SUM = "sum", _("they add up")
    LAST = "last", _("the latest one holds")
    MAX = "max", _("the largest one holds")
    NONE = "none", _("they are not added up")


class Direction(TextChoices):
    UP = "up", _("more is better")
    DOWN = "down", _("less is better")
    NEITHER = "neither", _("neither")


class SectionKind(TextChoices):
    NARRATIVE = "narrative", _("narrative in words")
    FIGURES = "figures", _("figures")
    TASKS = "tasks", _("tasks of the unit")
    TICKETS = "tickets", _("obstacles and proposals")


class RoundState(TextChoices):
    OPEN = "open", _("open for reports")
    CLOSED = "closed", _("closed")


class ConsolidationState(TextChoices):
    DRAFT = "draft", _("being put together")
    WAITING = "waiting", _("being written")
    ISSUED = "issued", _("issued report")


class IssuedKind(TextChoices):
    """In what an issued report can be had; the values are the endings of the files."""

    DOCX = "docx", _("Word document")
    PDF = "pdf", _("PDF document")
    XLSX = "xlsx", _("Excel workbook")
    JSON = "json", _("data for exchange")
    EDXML = "edxml", _("edXML envelope")


CONTENT_TYPES = {
    IssuedKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    IssuedKind.PDF: "application/pdf",
    IssuedKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    IssuedKind.JSON: "application/json",
    IssuedKind.EDXML: "application/xml",
}


class UnitFilter(TextChoices):
    """How units of a round stand, as one looks for them."""

    TO_CALL = "to_call", _("to be called today")
    MISSING = "missing", _("have not reported")
    LATE = "late", _("overdue")
    RETURNED = "returned", _("returned, to be changed")
    SENT = "sent", _("sent, not yet looked at")
    ACCEPTED = "accepted", _("accepted")
    NIL = "nil", _("nothing happened")
    ESTIMATE = "estimate", _("an estimate so far, no true figures")
    WAIVED = "waived", _("released from reporting")


class ChasedFor(TextChoices):
    """What units of a round are asked for when they are chased."""

    REPORT = "report", _("report")
    TRUE_FIGURES = "true_figures", _("true figures")


class RoundPhase(TextChoices):
    """What a round goes through, in its usual order."""

    OPENED = "opened", _("Round opened")
    DATA_CLOSE = "data_close", _("Data closed")
    GATHERING = "gathering", _("Gathering the reports")
    CONSOLIDATING = "consolidating", _("Consolidating, signing")
    SENT_UP = "sent_up", _("Sent to the level above")
    CLOSING = "closing", _("Round is closed")
