"""What can keep a programme from being adopted, shown or changed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


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
            "%(count)d task has not been decided. Accept, correct or reject it first.",
            "%(count)d tasks have not been decided. Accept, correct or reject each of them first.",
            self.count,
        ) % {"count": self.count}


class OpenDoubts(ProgrammeError):
    """Some doubts that must be answered are open."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def __str__(self) -> str:
        return ngettext(
            "%(count)d doubt that needs an answer is open. Answer it on the review page first.",
            "%(count)d doubts that need an answer are open. Answer them on the review page first.",
            self.count,
        ) % {"count": self.count}


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
