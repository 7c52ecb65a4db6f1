"""What can keep an act of emulation from being done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.engines.reckoning.emulation import BadCriterion
from haidang.foundation.counts import ShownCount

_REASONS: dict[str, Any] = {
    "most": _("The most points of a criterion have to be above 0."),
    "flat": _("Full points and no points cannot be at the same value. Change one of the two."),
    "no_steps": _("Write at least one step or grade, one on a line."),
    "above_most": _("A step or grade gives more than the most points of the criterion."),
    "below_nought": _("A step or grade cannot give less than 0 points; use a deduction for that."),
    "twice": _("Two steps begin at the same value. Keep one of them."),
    "backwards": _("A better value gets fewer points than a worse one. Check the steps."),
}


class OversightError(Exception):
    """Root of what this app refuses; `message` is told to the person."""

    @property
    def message(self) -> str:
        return str(self)


class CriterionRefused(OversightError):
    """A criterion whose rule nobody could follow."""

    def __init__(self, refusal: BadCriterion) -> None:
        super().__init__(refusal)
        self.refusal = refusal

    def __str__(self) -> str:
        return str(_REASONS[self.refusal.reason])


class SchemeChangedMeanwhile(OversightError):
    """Someone else changed the scheme after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this scheme meanwhile. What you typed is still here; "
                "look at what stands now, then keep again if you still want it."
            )
        )


class SheetChangedMeanwhile(OversightError):
    """Someone else changed the score sheet after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this score sheet meanwhile. What you typed is still here; "
                "what stands now is shown beside it. Keep again if you still want yours."
            )
        )


class NotNow(OversightError):
    """The scheme is not in the state in which this can be done."""

    def __str__(self) -> str:
        return str(_("The scheme of emulation no longer stands where this can be done. Look at its page."))


class NothingToOpen(OversightError):
    """No criterion, or no unit in any group."""

    def __str__(self) -> str:
        return str(_("There is no criterion or no unit yet. Make criteria and groups first."))


class NotAllChecked(OversightError):
    """Sheets are left that nobody checked."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left

    def __str__(self) -> str:
        return str(_("Score sheets not checked yet: %(count)s. Check them first.")) % {
            "count": ShownCount(self.left)
        }


class LineUnsettled(OversightError):
    """A line has no points yet."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(titles)
        self.titles = titles

    def __str__(self) -> str:
        return str(_("No points yet for: %(titles)s. Give points with a reason.")) % {
            "titles": "; ".join(self.titles)
        }


class AppealsOpen(OversightError):
    """Appeals were not answered."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left

    def __str__(self) -> str:
        return str(_("Appeals not answered yet: %(count)s. Answer them before publishing.")) % {
            "count": ShownCount(self.left)
        }


class FiguresMoved(OversightError):
    """Scores are no longer those that were on screen."""

    def __str__(self) -> str:
        return str(
            _("Figures have changed since this page was opened. Look at the ranking again, then publish.")
        )


class ReasonNeeded(OversightError):
    """Points differ from those reckoned or self-scored, without a reason."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title

    def __str__(self) -> str:
        return str(_("“%(title)s”: say why the points differ.")) % {"title": self.title}


class PointsOutside(OversightError):
    """Points outside of what a criterion gives."""

    def __init__(self, title: str, least: str, most: str) -> None:
        super().__init__(title)
        self.title, self.least, self.most = title, least, most

    def __str__(self) -> str:
        return str(_("“%(title)s”: points lie between %(least)s and %(most)s.")) % {
            "title": self.title,
            "least": self.least,
            "most": self.most,
        }


class AppealTooLate(OversightError):
    """The last day of appeals is over."""

    def __str__(self) -> str:
        return str(_("The last day of appeals is over. Turn to the standing body."))


class AppealedAlready(OversightError):
    """An appeal about the same criterion waits for an answer."""

    def __str__(self) -> str:
        return str(_("An appeal about this criterion waits for an answer already."))


class AnsweredAlready(OversightError):
    """The appeal was answered by someone else."""

    def __str__(self) -> str:
        return str(_("Someone else has answered this appeal meanwhile; the answer stands on the sheet."))


class ListChangedMeanwhile(OversightError):
    """Someone else changed the list of commendations."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this list meanwhile. What you typed is still here; keep again if it holds."
            )
        )


class OutcomeEnteredAlready(OversightError):
    """The same unit, day and paper stand in the list already."""

    def __str__(self) -> str:
        return str(
            _(
                "An outcome for this unit, day and paper stands in the list already. Withdraw it first if it is wrong."
            )
        )


class WithdrawnAlready(OversightError):
    """The outcome was withdrawn before."""

    def __str__(self) -> str:
        return str(_("This outcome has been withdrawn already."))
