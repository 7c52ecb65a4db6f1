"""What the agencies app refuses, with the sentence an officer reads."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.foundation.counts import ShownCount


class AgenciesError(Exception):
    """The root of this app's refusals; `message` is for the person."""

    message: Any = _("The agencies register cannot do this.")


class AgencyUnknown(AgenciesError):
    """No agency bears this name on this day; `near` are names of that day that have the same words in them."""

    def __init__(self, text: str, near: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.text = text
        told = {"name": text, "near": "; ".join(near)}
        self.message = (
            _("No agency is called “%(name)s”. Is it one of these: %(near)s? Write its whole name.") % told
            if near
            else _("No agency is called “%(name)s”. Choose one from the list or create it.") % told
        )


class AgencyAmbiguous(AgenciesError):
    """Several agencies bear this name on this day; a person must choose."""

    def __init__(self, text: str, candidates: Sequence[Any]) -> None:
        super().__init__(text)
        self.text = text
        self.candidates = tuple(candidates)
        self.message = _("%(count)s agencies are called “%(name)s”. Choose the right one.") % {
            "name": text,
            "count": ShownCount(len(self.candidates)),
        }


class AgencyNameTaken(AgenciesError):
    message = _("This agency already has this name.")


class PasswordGivenMeanwhile(AgenciesError):
    message = _(
        "A new password was given meanwhile, so this did not change it again. If that one is lost, press the button "
        "once more."
    )


class HeirsWrong(AgenciesError):
    """The number of bodies on the two sides does not fit the kind of act."""

    def __init__(self, kind: Any, heirs_needed: Any) -> None:
        super().__init__(kind)
        self.message = _("%(kind)s: %(heirs_needed)s. Correct the list of bodies that follow.") % {
            "kind": kind,
            "heirs_needed": heirs_needed,
        }


class PredecessorsWrong(AgenciesError):
    message = _(
        "A rename, a split or a replacement takes exactly one body, the other acts at least one. "
        "Correct the list of bodies that end."
    )


class OwnHeir(AgenciesError):
    """An agency cannot follow itself, but for a split in which it keeps a part."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.message = _("“%(name)s” stands on both sides: a body cannot follow itself.") % {"name": name}


class NotAliveThatDay(AgenciesError):
    """An act touches an agency that does not exist on its day."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(name)
        self.message = _("“%(name)s” does not exist on %(day)s. Correct the day or the body.") % {
            "name": name,
            "day": day,
        }


class DutyNotHeld(AgenciesError):
    message = _("The duty is not held by this body on that day, so it cannot be passed on.")


class AlreadyEnded(AgenciesError):
    """An act would end an agency that ends on another day already."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(name)
        self.message = _(
            "“%(name)s” ended on %(day)s already. If that act is in the register, apply it instead of writing "
            "another one; if its day is wrong, correct it first."
        ) % {"name": name, "day": day}


class TakesOverLater(AgenciesError):
    """An agency would end before, or on, the day on which it takes another one's place: a circle."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(name)
        self.message = _(
            "“%(name)s” takes over from another body on %(day)s, so it cannot end on or before that day. "
            "Correct the day or the bodies."
        ) % {"name": name, "day": day}


class ActsOfSeveralDays(AgenciesError):
    message = _("Acts that are applied together take effect on one day. Choose acts of the same day.")


class NotYetInEffect(AgenciesError):
    """Open work moves on the day of the act, not before it."""

    def __init__(self, day: str) -> None:
        super().__init__(day)
        self.message = _(
            "The act takes effect on %(day)s. This preview is true for today; carry it out from that day on."
        ) % {"day": day}


class TakersMissing(AgenciesError):
    """Some rows have no taker and nobody said that they stay."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.message = _(
            "%(count)s rows have no taker yet, because no rule decides. Choose one for each, or name a body that "
            "takes open work by default."
        ) % {"count": ShownCount(count)}


class PreviewOutdated(AgenciesError):
    """Something that the preview showed has changed since; `differences` says what."""

    message = _(
        "What this act touches has changed since you looked. Nothing was written; your choices are kept. Look at "
        "the differences, then carry it out."
    )

    def __init__(self, differences: Any) -> None:
        super().__init__()
        self.differences = differences


class UnitStillWorks(AgenciesError):
    """A unit that would end with its parent still holds something."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.message = _(
            "“%(name)s” still holds work, posts or units, so it cannot simply end. Put it under another body, or "
            "write an act of its own for it."
        ) % {"name": name}


class UndoHindered(AgenciesError):
    """Something later builds on what a reorganisation did."""

    message = _("This cannot be undone as long as something later builds on it.")

    def __init__(self, hindrances: Sequence[str]) -> None:
        super().__init__(hindrances)
        self.hindrances = tuple(hindrances)


class NotTheSameBody(AgenciesError):
    """Two entries cannot be one body: an act or the order of units says otherwise."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first, second)
        self.message = _(
            "“%(first)s” and “%(second)s” cannot be one body: one follows the other, stands under it, or is merged "
            "with another entry already. Choose another entry."
        ) % {"first": first, "second": second}


class HeldByBoth(AgenciesError):
    """Two entries hold the same thing, so that one row would stand twice."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.message = _(
            "Both entries stand in the same place already (%(what)s). Take one of them out there, then merge."
        ) % {"what": what}


class FactVerified(AgenciesError):
    message = _("This fact is verified already and is not changed here.")


class SourceMissing(AgenciesError):
    message = _("Say in which source you checked this, then mark it as verified.")


class SeatHeld(AgenciesError):
    message = _("This person has this seat already in those days. Open the seat to change it.")


class ChairHeld(AgenciesError):
    """The steering committee has one chair on a day."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.message = _("%(holder)s is the chair in those days. Hand that seat over or end it first.") % {
            "holder": holder
        }


class SeatForbidden(AgenciesError):
    message = _(
        "People of press bodies are listed only as focal person of their body or in the steering committee: "
        "no list of journalists is kept here."
    )


class SeatChangedMeanwhile(AgenciesError):
    """Somebody else changed the row after it was shown."""

    message = _(
        "Somebody else changed this meanwhile; nothing was overwritten. Look at it now, then change it."
    )


class SeatDayWrong(AgenciesError):
    """A seat cannot end before it began, nor twice."""

    def __init__(self, first: str) -> None:
        super().__init__(first)
        self.message = _(
            "The seat is held from %(first)s: choose a later day, on which it is still held."
        ) % {"first": first}


class AccountTaken(AgenciesError):
    message = _("This login belongs to another person of the directory already.")


class DelegationForbidden(AgenciesError):
    message = _("Only who holds a post today may let somebody act for it, and never as administrator.")


class DelegationToOneself(AgenciesError):
    message = _("Choose another person: nobody acts for oneself.")


class DelegationHeld(AgenciesError):
    message = _("This person already acts for this post in those days. Revoke that delegation first.")


class LoginTaken(AgenciesError):
    message = _("Another account already uses this login.")


class LastAdministrator(AgenciesError):
    message = _("At least one active administrator must remain. Give another account this role first.")


class AdministratorExists(AgenciesError):
    message = _("There is an administrator already; accounts are created on the page of accounts.")
