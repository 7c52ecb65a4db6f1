"""Warnings about a unit's report, few and true: each says what was compared, none corrects anything."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from haidang.engines.vietnamese.forms import folded_form, folded_word

# A figure under a third or over three times everything the unit ever reported is seldom real; doubling is common
# where a half-year has a festival in it.
TIMES_THAT_JUMP = 3
# Two things where there was none, or none where there were two, is how small units work.
LEAST_STEP = 5
# A unit's last reports; older ones are of another time.
MOST_HISTORY = 8
# Of nine words in ten the same a report says nothing new; a new sentence in a short section brings it below.
SHARE_THAT_IS_COPIED = Decimal("0.9")
# Short set phrases ("Không có khó khăn, vướng mắc") are alike in every report and rightly so.
FEWEST_WORDS = 12
_LONGEST_HISTORY_OF_WORDS = 4_000

# A sentence that says there was nothing is the same in every report, and rightly so.
_SAYS_NOTHING = re.compile(
    r"\b(khong|chua) (co|gap|phat sinh)\b.*\b(kho khan|vuong mac|de xuat|kien nghi|phat sinh|noi dung|vu viec)\b"
    r"|\bkhong phat sinh\b"
)
_SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure outside what the unit reported before: the nearest of its earlier figures, and whether it is above."""

    number: Decimal
    nearest: Decimal
    is_above: bool


@dataclass(frozen=True, slots=True)
class DiffPart:
    """Words that stand in both texts (`kind` "same"), only in the earlier ("was") or only in the later ("now")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CopiedText:
    """A text that says what the earlier one said but for numbers and dates; `share` of its words are the same."""

    share: Decimal
    parts: tuple[DiffPart, ...]


def figure_jump(number: Decimal, history: Sequence[Decimal]) -> Jump | None:
    """Compare a figure with those of the same unit before, latest first; None where it fits or nothing is known.

    This function will say so of a figure over three times the largest or under a third of the smallest of the last
    eight, by at least five.
    """
    known = list(history[:MOST_HISTORY])
    if not known:
        return None
    largest, smallest = max(known), min(known)
    if number > max(largest, Decimal(LEAST_STEP)) * TIMES_THAT_JUMP and number - largest >= LEAST_STEP:
        return Jump(number, largest, is_above=True)
    if number * TIMES_THAT_JUMP < smallest and smallest - number >= LEAST_STEP:
        return Jump(number, smallest, is_above=False)
    return None


def copied_text(before: str, now: str) -> CopiedText | None:
    """Compare a section with that of the period before, numbers and dates aside.

    This function will return the share of words that are the same and the difference word by word, where nine words
    in ten are; None for a text that is new or too short to tell. Sentences that say there was nothing tell nothing.
    """
    old, new = _told_words(before), _told_words(now)
    if len(new) < FEWEST_WORDS or not old or len(new) + len(old) > _LONGEST_HISTORY_OF_WORDS:
        return None
    matcher = SequenceMatcher(None, _masked(old), _masked(new), autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    share = Decimal(2 * same) / (len(old) + len(new))
    if share < SHARE_THAT_IS_COPIED:
        return None
    return CopiedText(share.quantize(Decimal("0.01")), tuple(_diff(old, new)))


def exceeds_whole(part: Decimal, whole: Decimal) -> bool:
    """This function will tell whether a part ("n") is more than the whole ("d") it is counted of."""
    return part > whole


def _told_words(text: str) -> list[str]:
    """The words of a text without its sentences that say there was nothing."""
    sentences = _SENTENCE_ENDS.split(text)
    return [word for one in sentences if not _SAYS_NOTHING.search(folded_form(one)) for word in one.split()]


def _masked(words: Sequence[str]) -> list[str]:
    """The words in one writing, numbers all alike."""
    folded = [folded_word(one) for one in words]
    after_quarter = [False, *(one == "quy" for one in folded)]
    return [
        "#"
        if is_quarter and one.strip(".,;") in {"i", "ii", "iii", "iv"}
        else re.sub(r"\d[\d./,-]*", "#", one)
        for one, is_quarter in zip(folded, after_quarter, strict=False)
    ]


def _diff(old: Sequence[str], new: Sequence[str]) -> Iterable[DiffPart]:
    """The difference as it is read, numbers and dates included."""
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            yield DiffPart("same", " ".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            yield DiffPart("was", " ".join(old[old_from:old_to]))
        if new_to > new_from:
            yield DiffPart("now", " ".join(new[new_from:new_to]))
