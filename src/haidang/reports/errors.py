"""What can keep an obligation from being opened, answered, decided or changed."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.engines.vietnamese.dates import written_day


class ReportsError(Exception):
    """Root of what this app refuses; `message` is told to the person."""

    @property
    def message(self) -> str:
        return str(self)


class ObligationChangedMeanwhile(ReportsError):
    """Someone else answered, decided or changed the obligation after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this meanwhile. See below how it stands now; "
                "what you wrote is kept as your draft. Send it again if it still holds."
            )
        )


class UnreadableAnswer(ReportsError):
    """A figure, a link or a count of products that cannot be read; told in words for the person."""


class FigureOfTwoMeanings(UnreadableAnswer):
    """A figure that is a thousand and more, or one and some parts: "1.234" of what has three decimals."""


class ObligationClosed(ReportsError):
    """The obligation was waived: nothing more is asked for."""

    def __str__(self) -> str:
        return str(_("This was waived, so there is nothing to send. Ask the standing body if that is wrong."))


class AnsweredElsewhere(ReportsError):
    """An obligation that is answered on a page of its own came in a table of answers."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title

    def __str__(self) -> str:
        return str(
            _(
                "“%(title)s” is a report of a round: it is not answered in this table. Open it in your work and fill "
                "it in there, or take its own workbook from its page."
            )
        ) % {"title": self.title}


class NothingSaid(ReportsError):
    """An answer without a word, a figure, a product or a piece of evidence."""

    def __str__(self) -> str:
        return str(
            _(
                "Write one sentence, a figure, or add a photo or a link. "
                "If there was nothing in this period, press “Nothing to report”."
            )
        )


class AgencyEnded(ReportsError):
    """The agency no longer exists, so that it can neither answer nor be asked."""

    def __init__(self, agency: Agency) -> None:
        super().__init__(agency)
        self.agency = agency

    def __str__(self) -> str:
        return _("%(agency)s ended on %(day)s. Hand this over to the agency that follows it.") % {
            "agency": self.agency.name,
            "day": written_day(self.agency.valid_to) if self.agency.valid_to else "",
        }


class HeldAlready(ReportsError):
    """The agency that should take something over has it."""

    def __init__(self, agency: Agency) -> None:
        super().__init__(agency)
        self.agency = agency

    def __str__(self) -> str:
        return _("%(agency)s has this already. Choose another agency, or leave it as it is.") % {
            "agency": self.agency.name
        }


class AlreadyDecided(ReportsError):
    """The version was decided by someone else, or a later one has come."""

    def __str__(self) -> str:
        return str(_("This version was decided meanwhile, or a later one has come. See how it stands now."))


class ReasonMissing(ReportsError):
    """A return, an extension, a waiver or a handover without a reason."""

    def __str__(self) -> str:
        return str(_("Say why, in a sentence: the unit reads it."))


class WordsWanted(ReportsError):
    """A report that came after its round was closed was to be accepted without a word."""

    def __str__(self) -> str:
        return str(
            _(
                "This report came after its round was closed. "
                "Open it and say in a sentence why it counts all the same; then accept it there."
            )
        )


class UnfitDay(ReportsError):
    """A day on which something cannot be due."""

    def __init__(self, day: date, earliest: date) -> None:
        super().__init__(day, earliest)
        self.day = day
        self.earliest = earliest

    def __str__(self) -> str:
        return _("It cannot be due on %(day)s: the earliest day is %(earliest)s.") % {
            "day": written_day(self.day),
            "earliest": written_day(self.earliest),
        }


class NobodyToAsk(ReportsError):
    """Nobody is left whom something could be asked of."""

    def __str__(self) -> str:
        return str(_("There is nobody to ask: choose at least one agency that exists today."))


class EvidenceRefused(ReportsError):
    """A file that is not taken as evidence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why

    def __str__(self) -> str:
        return _("%(name)s was not taken: %(why)s") % {"name": self.name, "why": self.why}


class TicketChangedMeanwhile(ReportsError):
    """Someone else answered, settled or forwarded the ticket after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has said or settled something here meanwhile. See below how it stands now; "
                "what you wrote is still in the form. Send it again if it still holds."
            )
        )


class TicketIsDone(ReportsError):
    """The ticket is settled or withdrawn: nothing more can be said about it."""

    def __str__(self) -> str:
        return str(_("This is settled or withdrawn already. Raise a new one if it comes up again."))


class WordsMissing(ReportsError):
    """A ticket or an answer without a word."""

    def __str__(self) -> str:
        return str(_("Write at least one sentence: the other side reads it."))


class BriefingChangedMeanwhile(ReportsError):
    """Someone else changed the briefing after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this briefing meanwhile. See below how it stands now; "
                "what you wrote is still in the form. Save it again if it still holds."
            )
        )


class ConclusionGiven(ReportsError):
    """The conclusion is a request to agencies already."""

    def __str__(self) -> str:
        return str(_("This conclusion was given to agencies already; nothing was asked twice."))


class LadderChangedMeanwhile(ReportsError):
    """Someone else set the ladder of reminders after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has set these reminders meanwhile; above is how they stand now. "
                "What you entered is still in the form: save it again if it still holds."
            )
        )
