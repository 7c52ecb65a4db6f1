"""Does a text or a file that another app takes bear a state-secret mark? Nothing of it is kept here."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from haidang.engines.reading.errors import FAULT_CODE, Refused, SecretMarked
from haidang.engines.reading.limits import limits_from_environment
from haidang.engines.reading.opening.secrecy import bears_secret_mark
from haidang.engines.reading.secret_search import search_picture_limited, search_texts_limited
from haidang.foundation.models import StoredFile

# A page of print takes 2 to 4 seconds, a photo of a crowd up to 20: other work of the loop waits no longer.
PICTURES_AT_ONCE = 3
# What may go well another time, on a machine that is less busy.
_PASSING = frozenset({"timed_out", "out_of_memory", FAULT_CODE})

Screened = Literal["clear", "secret", "unreadable", "waiting"]


@dataclass(frozen=True, slots=True)
class Screening:
    """What one turn found: `waiting` has pictures left to look at, `looked_at` says how many were.

    An `unreadable` file could not be looked through: `reason` tells people why and what to do, and `is_passing` that
    a further try may go better.
    """

    found: Screened
    looked_at: int = 0
    reason: str = ""
    is_passing: bool = False


def is_secret_text(texts: Sequence[str]) -> bool:
    """This function will tell whether what a person typed bears a state-secret mark."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return bears_secret_mark(lines)


def screen_file(stored: StoredFile, looked_at: int = 0) -> Screening:
    """Look for a state-secret mark in every text of a stored file and on its next pictures, in limited children.

    This function will take PDF, Word, Excel, PowerPoint and pictures, by their content. `looked_at` pictures were
    looked at in earlier turns.
    """
    limits = limits_from_environment(os.environ)
    path = Path(stored.file.path)
    try:
        pictures = search_texts_limited(path, limits=limits)
        next_ones = pictures[looked_at : looked_at + PICTURES_AT_ONCE]
        for number in next_ones:
            search_picture_limited(path, number, limits=limits)
    except SecretMarked:
        return Screening("secret")
    except Refused as refused:
        return Screening("unreadable", looked_at, refused.message, is_passing=refused.code in _PASSING)
    looked_at += len(next_ones)
    return Screening("clear" if looked_at >= len(pictures) else "waiting", looked_at)
