"""What is owed and what was answered. How an obligation stands on a day is computed, never stored."""

from haidang.reports.models.briefings import AgendaPoint, Briefing, Conclusion
from haidang.reports.models.obligations import Obligation, ObligationChange, OwingSetting
from haidang.reports.models.reminders import REMINDED_OF, SentReminder
from haidang.reports.models.submissions import MOST_CHARACTERS_OF_SENTENCE, Evidence, ProductCount, Submission
from haidang.reports.models.tickets import Ticket, TicketTurn

__all__ = [
    "AgendaPoint",
    "Briefing",
    "Conclusion",
    "Evidence",
    "MOST_CHARACTERS_OF_SENTENCE",
    "Obligation",
    "ObligationChange",
    "OwingSetting",
    "ProductCount",
    "REMINDED_OF",
    "SentReminder",
    "Submission",
    "Ticket",
    "TicketTurn",
]
