"""What can keep a programme from being adopted, shown or changed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from haidang.foundation.counts import ShownCount


class ProgrammeError(Exception):
    """Root of what this app refuses; `message` is told to the person."""

    @property
    def message(self) -> str:
        return str(self)


class ReadingNotReady(ProgrammeError):
    """The paper has not been read to its end."""

    def __str__(self) -> str:
        return str(_("The paper has not been read yet. Wait until the reading is finished, then adopt it."))


class UndecidedTasks(ProgrammeError):
    """Some tasks have been neither accepted, corrected nor rejected."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def __str__(self) -> str:
        return ngettext(
            "%(count)s task has not been decided. Accept, correct or reject it first.",
            "%(count)s tasks have not been decided. Accept, correct or reject each of them first.",
            self.count,
        ) % {"count": ShownCount(self.count)}


class OpenDoubts(ProgrammeError):
    """Some doubts that must be answered are open."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def __str__(self) -> str:
        return ngettext(
            "%(count)s doubt that needs an answer is open. Answer it on the review page first.",
            "%(count)s doubts that need an answer are open. Answer them on the review page first.",
            self.count,
        ) % {"count": ShownCount(self.count)}


class NothingToAdopt(ProgrammeError):
    """Nothing in the paper has been confirmed."""

    def __str__(self) -> str:
        return str(
            _("Nothing in this paper has been confirmed. Accept or correct at least one finding first.")
        )


class AgencyUndecided(ProgrammeError):
    """A printed name fits several agencies and nobody has chosen."""

    def __init__(self, printed_name: str) -> None:
        super().__init__(printed_name)
        self.printed_name = printed_name

    def __str__(self) -> str:
        return _("“%(name)s” fits several agencies. Choose which one is meant.") % {"name": self.printed_name}


class UnreadableFinding(ProgrammeError):
    """A confirmed finding holds a value that is no value of its kind."""

    def __init__(self, finding, field: str) -> None:
        super().__init__(finding, field)
        self.finding = finding
        self.field = field

    def __str__(self) -> str:
        return _(
            "“%(finding)s”: the field %(field)s cannot be used as it is. Correct it on the review page."
        ) % {
            "finding": self.finding.label or self.finding.kind,
            "field": self.field,
        }


class ProgrammeExists(ProgrammeError):
    """The paper, or the paper it corrects, has been adopted from another reading."""

    def __init__(self, programme) -> None:
        super().__init__(programme)
        self.programme = programme

    def __str__(self) -> str:
        return str(
            _("This paper is already a programme. Look at the differences and take over what has changed.")
        )


class ItemChangedMeanwhile(ProgrammeError):
    """Someone else saved the item after it was opened."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this item meanwhile. Look at what it says now and enter your change again."
            )
        )


class DifferenceGone(ProgrammeError):
    """The difference has been taken over already, or no longer holds."""

    def __str__(self) -> str:
        return str(_("This difference has been settled already or no longer holds."))


class LinkedInCircle(ProgrammeError):
    """The programme above carries out the one below already, so the levels would close a circle."""

    def __str__(self) -> str:
        return str(
            _(
                "The programme you chose as the one above already stands below this one. Choose another, or take that "
                "link back first."
            )
        )


class PlanPointChanged(ProgrammeError):
    """Someone else saved the point of a plan after it was opened; `point` is what it says now."""

    def __init__(self, point, version: int) -> None:
        super().__init__(point, version)
        self.point = point
        self.version = version

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this point meanwhile. What it says now stands beside each field; what you "
                "typed is still here. Save again to put yours in its place."
            )
        )


class LinkChangedMeanwhile(ProgrammeError):
    """Someone else decided about the two programmes after the page was opened."""

    def __str__(self) -> str:
        return str(
            _("Someone else has decided about these two programmes meanwhile. Look at what holds now.")
        )


class MatchesChangedMeanwhile(ProgrammeError):
    """Some of the chosen matches were decided or renewed after the page was opened; nothing was saved."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return _(
            "Nothing was saved: someone else has decided meanwhile (%(said)s). Look at what holds now and choose again."
        ) % {"said": self.said}


class UnfitMatch(ProgrammeError):
    """The items do not stand in the two programmes, or one of them has been taken out."""

    def __str__(self) -> str:
        return str(
            _(
                "One of the two items has been taken out or stands in another programme. Choose again from the lists."
            )
        )


class CallExists(ProgrammeError):
    """The same units have been asked for plans already."""

    def __str__(self) -> str:
        return str(_("These units have been asked for a plan already. Change the day of that call instead."))


class CallChangedMeanwhile(ProgrammeError):
    """Someone else changed or ended the call for plans."""

    def __str__(self) -> str:
        return str(_("Someone else has changed this call for plans meanwhile. Look at what it says now."))


class PlanPointGone(ProgrammeError):
    """Someone else took the point out of the plan."""

    def __str__(self) -> str:
        return str(
            _("Someone else has taken this point out meanwhile. Undo that in the plan, or copy your words.")
        )


class PlanChangedMeanwhile(ProgrammeError):
    """The plan is no longer what the person saw when deciding about it."""

    def __str__(self) -> str:
        return str(_("Someone else has changed the plan meanwhile. Look at it again, then decide."))


class PlanNotOpen(ProgrammeError):
    """The plan is approved or issued: its words are settled."""

    def __str__(self) -> str:
        return str(_("This plan is approved or issued; open it for changes first."))


class PlanMoveImpossible(ProgrammeError):
    """The point cannot go there."""

    def __str__(self) -> str:
        return str(_("The point cannot be moved there."))


class NothingToUndo(ProgrammeError):
    """The plan is as it was begun."""

    def __str__(self) -> str:
        return str(_("There is nothing to undo."))


class PlanNotReady(ProgrammeError):
    """Something in the plan has to be settled before a leader can approve it."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def __str__(self) -> str:
        return ngettext(
            "%(count)s thing in the plan has to be settled first; it is marked.",
            "%(count)s things in the plan have to be settled first; they are marked.",
            self.count,
        ) % {"count": ShownCount(self.count)}


class PlanPaperRefused(ProgrammeError):
    """The written paper cannot be taken into the register; the reason is the reader's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return _("The paper of this plan cannot be kept: %(reason)s") % {"reason": self.reason}


class PeriodOutsideYears(ProgrammeError):
    """A budget year in which the programme does not run."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(year, first, last)
        self.year, self.first, self.last = year, first, last

    def __str__(self) -> str:
        return _(
            "The programme runs from %(first)d to %(last)d; an amount of %(year)d does not belong to it."
        ) % {"first": self.first, "last": self.last, "year": self.year}


class BodyNotAlive(ProgrammeError):
    """The executing body did not exist on the day of the paper."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(name, day)
        self.name, self.day = name, day

    def __str__(self) -> str:
        return _(
            "“%(name)s” did not exist on %(day)s. Name the body that followed it, or correct the day."
        ) % {
            "name": self.name,
            "day": self.day,
        }


class AmountChangedMeanwhile(ProgrammeError):
    """Somebody corrected the amount after it was shown."""

    def __init__(self, amount: str) -> None:
        super().__init__(amount)
        self.amount = amount

    def __str__(self) -> str:
        return _(
            "Somebody has corrected this amount meanwhile: it is %(amount)s đồng now. Look and enter again."
        ) % {"amount": self.amount}


class NothingToCorrect(ProgrammeError):
    """The right amount is the one that stands."""

    def __str__(self) -> str:
        return str(_("This is the amount that stands already. Enter another one, or leave it."))


class BudgetLineTaken(ProgrammeError):
    """The group has a line of these words."""

    def __str__(self) -> str:
        return str(_("A line of these words stands in this group already. Add the amount to that line."))


class ProposalSettled(ProgrammeError):
    """The proposal has been sent or taken over, so that its lines cannot change."""

    def __str__(self) -> str:
        return str(
            _("This proposal has been sent. Ask the standing body to send it back before you change it.")
        )


class ProposalChangedMeanwhile(ProgrammeError):
    """Somebody else changed the proposal after it was shown."""

    def __str__(self) -> str:
        return str(
            _("Somebody has changed this proposal meanwhile. Look at what it says now and decide again.")
        )


class ProposalEmpty(ProgrammeError):
    """A proposal without a line."""

    def __str__(self) -> str:
        return str(_("There is no line in this proposal. Add at least one before you send it."))


class PlanNumberTaken(ProgrammeError):
    """Another paper of the agency bears this number in this year."""

    def __init__(self, paper: str) -> None:
        super().__init__(paper)
        self.paper = paper

    def __str__(self) -> str:
        return _("This number is that of another paper of the year: %(paper)s.") % {"paper": self.paper}
