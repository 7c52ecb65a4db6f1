"""What can keep a regime, a round or a report from being made, opened or sent."""

from datetime import date

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
