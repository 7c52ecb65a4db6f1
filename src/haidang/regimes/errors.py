"""What can keep a regime, a round or a report from being made, opened or sent."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.engines.vietnamese.dates import written_day


class RegimesError(Exception):
    """Root of what this app refuses; `message` is told to the person."""

    @property
    def message(self) -> str:
        return str(self)


class RegimeCodeTaken(RegimesError):
    """Another regime has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(_("Another regime has the code “%(code)s”. Choose another one.")) % {"code": self.code}


class RegimeChangedMeanwhile(RegimesError):
    """Someone else changed the regime after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this regime meanwhile. "
                "See what holds now, then save again if you still want to."
            )
        )


class NoLevel(RegimesError):
    """A regime without the level of its units."""

    def __str__(self) -> str:
        return str(_("A regime needs at least the level of the units, with its due day."))


class FormIsEmpty(RegimesError):
    """A form without a section."""

    def __str__(self) -> str:
        return str(_("The form has no section. Add one at least, so that the units know what to report."))


class FormMissing(RegimesError):
    """A round cannot open before its regime has a form."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return str(
            _("“%(regime)s” has no form yet. Make its outline and figures first, then open the round.")
        ) % {"regime": self.name}


class NobodyReports(RegimesError):
    """No agency of the regime exists on the day its data close."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.on = on

    def __str__(self) -> str:
        return str(
            _(
                "No agency of this regime exists on %(day)s. Check the kinds and the names of those who report."
            )
        ) % {"day": written_day(self.on)}


class RoundClosed(RegimesError):
    """The round is closed: what is sent now is late, and an officer decides whether it counts."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title

    def __str__(self) -> str:
        return str(_("The round “%(title)s” is closed.")) % {"title": self.title}


class RoundChangedMeanwhile(RegimesError):
    """Someone else closed or reopened the round after it was opened on screen."""

    def __str__(self) -> str:
        return str(_("Someone else has closed or reopened this round meanwhile. See how it stands now."))


class ReasonWanted(RegimesError):
    """An act that has to be explained came without a reason."""

    def __str__(self) -> str:
        return str(_("Say why in a sentence: it stands in the log and on the page of the round."))


class NarrativeChangedMeanwhile(RegimesError):
    """Somebody else wrote under the section meanwhile; `narrative` is what stands there now."""

    def __init__(self, narrative: Any) -> None:
        super().__init__(narrative)
        self.narrative = narrative

    def __str__(self) -> str:
        return str(
            _(
                "Somebody else has written here meanwhile. Both texts are shown: "
                "take over what is needed, then save again."
            )
        )


class NoSuchPlace(RegimesError):
    """A section or a measure that the form of the round does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return str(_("The form of this round does not ask for “%(name)s”. Open the report again.")) % {
            "name": self.name
        }


class FigureNeedsReason(RegimesError):
    """A stated figure that differs from the drawn one without a word why."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return str(_("“%(name)s” differs from what recorded work comes to. Say in a few words why.")) % {
            "name": self.name
        }


class SectionsMissing(RegimesError):
    """Required sections of a report that say nothing yet."""

    def __init__(self, sections: Sequence[Any]) -> None:
        super().__init__(sections)
        self.sections = sections

    def __str__(self) -> str:
        names = "; ".join(str(one) for one in self.sections)
        return str(
            _("These sections are still empty: %(names)s. Fill them in, or say that nothing happened.")
        ) % {"names": names}


class NotToBeSigned(RegimesError):
    """There is no draft of a periodic report to sign."""

    def __str__(self) -> str:
        return str(_("There is no report to sign here. Open it and fill it in first."))


class SignedMeanwhile(RegimesError):
    """The draft that was to be signed has been signed by somebody else."""

    def __str__(self) -> str:
        return str(
            _(
                "Somebody else has signed or changed this report meanwhile. "
                "What stands now is below: nothing more was sent."
            )
        )


class NothingRemarked(RegimesError):
    """A report was to be given back without a word why."""

    def __str__(self) -> str:
        return str(_("Say at one place at least what is to be changed."))


class PartChangedMeanwhile(RegimesError):
    """Someone else saved this section of a consolidated report after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has saved this section meanwhile. What you wrote stands below, what holds now beside it. "
                "Take over what you need, then save again."
            )
        )


class ConsolidationLocked(RegimesError):
    """A consolidated report that is being written or was issued is not edited."""

    def __str__(self) -> str:
        return str(
            _(
                "This report is being written or was issued, so it does not change any more. "
                "What was learnt later goes into a new edition."
            )
        )


class ConsolidationChangedMeanwhile(RegimesError):
    """Someone else acted on the consolidated report after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has acted on this report meanwhile. See how it stands now, then act again if needed."
            )
        )


class NothingPickedForReport(RegimesError):
    """A consolidated report without a word and without a figure."""

    def __str__(self) -> str:
        return str(
            _(
                "The report has neither a piece of text nor a figure yet. Choose what it says before you issue it."
            )
        )


class ReportNotWritten(RegimesError):
    """The file of a report could not be written."""

    def __str__(self) -> str:
        return str(
            _(
                "The file could not be written three times. The draft is unchanged; "
                "tell an administrator, then try again."
            )
        )


class FigureChangedMeanwhile(RegimesError):
    """Somebody else entered another figure meanwhile; `stands` is what holds now, as it is written."""

    def __init__(self, name: str, stands: str) -> None:
        super().__init__(name, stands)
        self.name, self.stands = name, stands

    def __str__(self) -> str:
        return str(
            _(
                "Somebody else has entered %(stands)s for “%(name)s” meanwhile. Enter what is right, then save again."
            )
        ) % {"name": self.name, "stands": self.stands}


class ReportSentMeanwhile(RegimesError):
    """The draft was sent while somebody still wrote in it."""

    def __str__(self) -> str:
        return str(
            _(
                "This report was signed and sent meanwhile. Your text stands below: copy what is needed, "
                "then begin a version that takes its place."
            )
        )


class DraftChangedMeanwhile(RegimesError):
    """What the head read is not what stands in the draft now."""

    def __str__(self) -> str:
        return str(
            _("The report has changed since you opened it. Read what stands there now, then sign again.")
        )


class NobodyToChase(RegimesError):
    """Everyone chosen has reported meanwhile, or nobody was chosen."""

    def __str__(self) -> str:
        return str(_("Choose at least one unit that has not reported yet. Nothing was sent."))


class UnfitRoundDays(RegimesError):
    """The days of a round asked for out of turn do not fit."""

    def __str__(self) -> str:
        return str(
            _(
                "The last day to report must not be past, and the first day of data not after their last. "
                "Change the days and send again."
            )
        )


class FormChangedMeanwhile(RegimesError):
    """Someone else set the form of a regime after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this form meanwhile. Yours is still below: "
                "look at theirs in another window, then save again if you still want to."
            )
        )


class DutyHasRegime(RegimesError):
    """A report duty that another regime was made of."""

    def __init__(self, regime: Any) -> None:
        super().__init__(regime)
        self.regime = regime

    def __str__(self) -> str:
        return str(_("“%(regime)s” was made of this report duty already. Change that one instead.")) % {
            "regime": self.regime
        }


class MeasureCodeTaken(RegimesError):
    """Another measure has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(_("Another measure has the code “%(code)s”. Choose another one.")) % {"code": self.code}


class MeasureChangedMeanwhile(RegimesError):
    """Someone else changed the measure after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this measure meanwhile. "
                "See what holds now, then save again if you still want to."
            )
        )


class MeasureHasFigures(RegimesError):
    """What figures that were reported mean cannot be changed under them."""

    def __str__(self) -> str:
        return str(
            _(
                "Units have reported figures of this measure: its unit, its parts and how it adds up stay as they are. "
                "End it and make a new one for what is counted otherwise."
            )
        )


class ExchangeRefused(RegimesError):
    """A file from another installation that cannot answer what is owed in a round; says why and what to do."""

    def __init__(self, reason: str, told: str = "") -> None:
        super().__init__(reason, told)
        self.reason, self.told = reason, told

    def __str__(self) -> str:
        return str(_EXCHANGE_REASONS[self.reason]) % {"told": self.told}


_EXCHANGE_REASONS = {
    "not_a_report": _(
        "This is no report that was exchanged. Choose the JSON or edXML file of an issued report, as it was sent."
    ),
    "damaged": _(
        "The file is not as its sender sealed it: something in it has changed. Ask the sender for the file again."
    ),
    "period": _("The report is about another period (%(told)s). Open the round of that period."),
    "sender": _(
        "“%(told)s” does not owe a report in this round. Look whether the file is that of another round."
    ),
    "two_senders": _(
        "The code and the name of the sender (%(told)s) are those of two bodies of this round. "
        "Ask the sender which holds."
    ),
    "measure": _(
        "“%(told)s” is counted otherwise here: its unit or the way it adds up differs. Settle the form with the sender."
    ),
    "number": _("“%(told)s” bears a figure that cannot be read. Ask the sender for the file again."),
    "no_figure": _("The file has none of the figures that this round asks for. Nothing was taken."),
    "secret": _("The report bears a state-secret mark, so that nothing of it is kept here."),
}
