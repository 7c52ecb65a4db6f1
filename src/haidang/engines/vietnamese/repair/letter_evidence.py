"""Whether letters of no syllable are those of a misread word ("nhttng") or of a foreign one ("blues")."""

import csv
from functools import cache, lru_cache
from importlib.resources import files

_EDGE = "^"
# Letters are told by the two before them where these were seen often enough, else by one or none.
_LONGEST = 3


@lru_cache(maxsize=65536)
def evidence_of_letters(word: str) -> float:
    """How much likelier a word is misread than foreign, as a logarithm; above zero it speaks for misreading.

    This function will go by runs of three letters; capitals count where they stand inside a word ("nhGp").
    """
    known = _letter_evidence()
    return sum(_evidence_of(run, known) for run in runs_of(word))


def runs_of(word: str) -> list[str]:
    """The runs of three letters of a word, with its edges; "Blues" and "BLUES" are "blues"."""
    letters = word if word[1:] not in (word[1:].lower(), word[1:].upper()) else word.lower()
    framed = _EDGE * (_LONGEST - 1) + letters + _EDGE
    return [framed[place : place + _LONGEST] for place in range(len(framed) - _LONGEST + 1)]


def _evidence_of(run: str, known: dict[str, float]) -> float:
    return next((known[end] for end in (run[start:] for start in range(_LONGEST)) if end in known), 0.0)


@cache
def _letter_evidence() -> dict[str, float]:
    content = files(__package__).joinpath("data", "letter_evidence.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in content.splitlines() if not line.startswith("#"))
    return {row["letters"]: float(row["evidence"]) for row in rows}
