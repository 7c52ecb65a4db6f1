"""Which old encoding a text is in, and which of its lines: a paper may be pasted together from old files and new."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, decode_legacy_text
from haidang.engines.vietnamese.repair.writings import writings_of

# Characters that old encodings use for letters, as Windows-1252 or ISO 8859-1 shows them.
_OLD_CODES = re.compile(
    "[\x02-\x06\x10-\x19\x1c-\x1e\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u03bc\u2013-\u2122]"
)
# Letters of Vietnamese that no old encoding shows: a line with them is in Unicode.
_ONLY_IN_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# ASCII parts words; Unicode counts some of the codes as white space or punctuation.
_RUN = re.compile(r"[^ \t!-/:-@\[-`{-~]+")
_LETTER = re.compile(r"[^\W\d_]")
# What a word costs that right texts do not have, and how much better a decoded line must be to speak for itself.
_UNKNOWN_COST = 18.0
_SURELY_BETTER = 3.0
# The same where the line is right as it stands: "Bé" is old for "Bộ".
_BETTER_THAN_RIGHT = 10.0
# Text in its own old encoding has nearly only right words; through a wrong table hardly any.
_RIGHT_FROM, _BETTER_BY, _FEWEST_WORDS = 0.6, 0.3, 3


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The words that an encoding changes: how many, how many right before and after, and what that costs or saves."""

    changed: int
    right_before: int
    right_after: int
    cost: float

    @property
    def is_surely_better(self) -> bool:
        gain = self.right_after - self.right_before
        return (
            gain >= max(_FEWEST_WORDS, _BETTER_BY * self.changed)
            and self.right_after >= _RIGHT_FROM * self.changed
        )


def find_legacy_encoding(lines: Sequence[str]) -> LegacyEncoding | None:
    """The encoding that makes the lines with old codes Vietnamese; None where none does."""
    old = old_lines_of(lines)
    if not old:
        return None
    found = {one: _compare(old, [decode_legacy_text(line, one) for line in old]) for one in LegacyEncoding}
    best = min(found, key=lambda one: found[one].cost)
    return best if found[best].is_surely_better else None


def old_lines_of(lines: Sequence[str]) -> list[str]:
    """The lines that may be in an old encoding: with its codes, and without letters that only Unicode has."""
    return [line for line in lines if _OLD_CODES.search(line) and not _ONLY_IN_UNICODE.search(line)]


def decode_legacy_lines(lines: Sequence[str], encoding: LegacyEncoding) -> list[str]:
    """Decode the lines of a text that are in an old encoding; lines in Unicode stay as they are.

    This function will let a line that may be either go with the line before it that is surely one of them.
    """
    decoded = [decode_legacy_text(line, encoding) for line in lines]
    verdicts = [_is_old(line, other) for line, other in zip(lines, decoded, strict=True)]
    old = _settled(verdicts)
    return [other if is_old else line for line, other, is_old in zip(lines, decoded, old, strict=True)]


def _is_old(line: str, decoded: str) -> bool | None:
    if line == decoded:
        return None
    if _ONLY_IN_UNICODE.search(line):
        return False
    costs = [(_cost_of(before), _cost_of(after)) for before, after in _changed_words(line, decoded)]
    gain = sum(before - after for before, after in costs)
    is_right = all(before < _UNKNOWN_COST for before, _ in costs)
    return gain > 0 if abs(gain) >= (_BETTER_THAN_RIGHT if is_right else _SURELY_BETTER) else None


def _settled(verdicts: list[bool | None]) -> list[bool]:
    """What no line before tells goes with the first one after; where none tells, all lines are old."""
    last = next((one for one in verdicts if one is not None), True)
    settled = []
    for one in verdicts:
        last = last if one is None else one
        settled.append(last)
    return settled


def _compare(lines: Sequence[str], decoded: Sequence[str]) -> _Comparison:
    """What decoding does to the words that it changes: "á" and "ê" are the same in some encodings and in Unicode."""
    pairs = [pair for line, other in zip(lines, decoded, strict=True) for pair in _changed_words(line, other)]
    costs = [(_cost_of(before), _cost_of(after)) for before, after in pairs]
    return _Comparison(
        changed=len(costs),
        right_before=sum(before < _UNKNOWN_COST for before, _ in costs),
        right_after=sum(after < _UNKNOWN_COST for _, after in costs),
        cost=sum(after - before for before, after in costs),
    )


def _changed_words(line: str, decoded: str) -> Iterator[tuple[str, str]]:
    for before, after in zip(_RUN.findall(line), _RUN.findall(decoded), strict=True):
        if before != after and len(after) > 1 and _LETTER.search(after):
            yield before, after


@lru_cache(maxsize=65536)
def _cost_of(word: str) -> float:
    letters = unicodedata.normalize("NFC", word)
    # Eth looks like Đ and is a code for it; no word in Unicode has it.
    writings = writings_of(letters) if letters.isalpha() and "ð" not in letters.lower() else None
    if writings is None or not writings.knows(letters):
        return _UNKNOWN_COST
    return min(writings.cost(letters), _UNKNOWN_COST - 1)
