"""What the documents app refuses, with the sentence an officer reads."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _


class DocumentsError(Exception):
    """The root of this app's refusals; `message` is for the person."""

    message: Any = _("The register of papers cannot do this.")


class AlreadyRegistered(DocumentsError):
    """The same file is in the register."""

    def __init__(self, document: Any) -> None:
        super().__init__(document.pk)
        self.document = document
        self.message = _("This file is already in the register: %(paper)s. No second copy was made.") % {
            "paper": document
        }


class ClaimLost(DocumentsError):
    """Another worker took the reading over while this one was slow."""

    message = _("This reading was taken over by another worker.")


class ChangedMeanwhile(DocumentsError):
    """Somebody else decided about the same thing after this page was shown."""

    def __init__(self, by: str, at: datetime | None, current: Any) -> None:
        super().__init__(by, at)
        self.by = by
        self.at = at
        self.current = current
        self.message = _(
            "%(person)s has changed this since you opened it. Both values are shown; choose one."
        ) % {"person": by}


class ReadingNotOpen(DocumentsError):
    message = _("This paper has not been read, so there is nothing to decide yet.")


class CannotSplit(DocumentsError):
    message = _("This cannot be split there: each part must keep some of its text.")


class CannotMerge(DocumentsError):
    message = _("These two cannot be merged: only neighbours of one kind can.")


class CannotReopen(DocumentsError):
    message = _("This is not decided, or what it became has been decided since; undo that first.")


class NoSuchLines(DocumentsError):
    message = _("Mark at least one line of this paper.")


class AnswerNotOffered(DocumentsError):
    message = _("This answer does not suit the question.")


class TypedValueUnusable(DocumentsError):
    """What was typed as an answer cannot be the value that is asked for; the message says how to write it."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class RelationToItself(DocumentsError):
    message = _("A paper cannot stand in a relation to itself.")


class NothingToRead(DocumentsError):
    message = _("This paper is only cited so far; nobody has handed it in.")


class PaperInUse(DocumentsError):
    message = _(
        "A programme was adopted from this paper or stands on it, so it cannot be taken out. "
        "Hand in a corrected version instead."
    )


class ReasonMissing(DocumentsError):
    message = _("Say why the paper is taken out; the log keeps the reason.")


class WordDecided(DocumentsError):
    message = _("This word is decided. Take that back first if it is to be something else.")


class WordNotDecided(DocumentsError):
    message = _("This word is not decided, so there is nothing to take back.")


class WordMissing(DocumentsError):
    message = _("Type the word that stands in the paper.")


class NoRecipients(DocumentsError):
    message = _("No agency that exists today is meant. Choose a kind, a body above, or write names.")


class PaperNotRead(DocumentsError):
    message = _(
        "Only a paper that was handed in and read is sent out: the reading also looks for secret marks."
    )


class PaperCirculated(DocumentsError):
    message = _("The paper is being made known in agencies. Recall that first, then take the paper out.")


class CirculationRecalled(DocumentsError):
    message = _("The paper was recalled meanwhile; nothing has to be done.")


class ReceiptChanged(DocumentsError):
    message = _("A colleague answered for the agency meanwhile. Look at what stands now, then correct it.")


class LawChangedMeanwhile(DocumentsError):
    """Somebody else corrected or took out what is known of a law after the page was shown."""

    message = _(
        "Someone else has corrected this meanwhile. Look at what it says now and enter your correction again."
    )


class LawSourceMissing(DocumentsError):
    """A change of a law can be confirmed only by somebody who names the source."""

    message = _("To mark this as verified, name the source in which you checked it.")
