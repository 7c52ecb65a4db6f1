"""Does a text or a file that another app takes bear a state-secret mark? Nothing of it is kept here."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from haidang.engines.reading.child import read_limited
from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import limits_from_environment
from haidang.engines.reading.opening.secrecy import bears_secret_mark
from haidang.foundation.models import StoredFile

Screened = Literal["clear", "secret", "unreadable"]


def is_secret_text(texts: Sequence[str]) -> bool:
    """This function will tell whether what a person typed bears a state-secret mark."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return bears_secret_mark(lines)


def screen_file(stored: StoredFile) -> Screened:
    """Open a stored file in a limited child process and look for a state-secret mark.

    This function will say `unreadable` of a file that cannot be opened as a paper (a table, a broken file): nobody
    can say of it that it bears no mark.
    """
    try:
        read_limited(
            Path(stored.file.path),
            name=stored.original_name,
            analyse="open",
            limits=limits_from_environment(os.environ),
        )
    except SecretMarked:
        return "secret"
    except Refused:
        return "unreadable"
    return "clear"
