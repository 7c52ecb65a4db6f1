"""Which section of a new outline takes the place of which section of the one before it, by their headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from haidang.engines.vietnamese.forms import folded_form

# Of words and pairs of words of both headings together, the share that both have. "Khó khăn, kiến nghị" beside "Khó
# khăn, vướng mắc và kiến nghị, đề xuất" has 0.55 and is the same section; "Các nhiệm vụ của đơn vị" beside "Nhiệm vụ
# kỳ tới" has 0.43 and is another.
LEAST_LIKENESS = 0.5
# They join the words of a heading and name nothing.
_JOINING = frozenset({"va", "cua", "cac", "nhung", "ve", "trong", "theo", "cho", "voi", "tai"})
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of an outline: its key there, and its title without the label."""

    key: int
    title: str


def match_outlines(now: Sequence[Heading], before: Sequence[Heading]) -> Mapping[int, int]:
    """Find for sections of an outline those of the earlier one that they go on from, by key.

    This function will use each section once: the same title first, then the most alike; of equally alike ones those
    that stand nearest to the same place. A section that is too unlike all others is left out rather than guessed.
    """
    matched: dict[int, int] = {}
    for _order, new, old in sorted(_alike(now, before)):
        if new not in matched and old not in matched.values():
            matched[new] = old
    return matched


def _alike(
    now: Sequence[Heading], before: Sequence[Heading]
) -> Iterator[tuple[tuple[float, int, int], int, int]]:
    """Pairs that may be the same section, with what puts the surest first."""
    earlier = [_features(one.title) for one in before]
    for place, heading in enumerate(now):
        features = _features(heading.title)
        for place_before, old in enumerate(before):
            likeness = _likeness(features, earlier[place_before])
            if likeness >= LEAST_LIKENESS:
                order = (-likeness, abs(place - place_before), place)
                yield order, heading.key, old.key


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def _features(title: str) -> frozenset[str]:
    """Words and neighbouring words of a title, folded; of one that has joining words alone, these."""
    syllables = _SYLLABLE.findall(folded_form(title))
    words = [one for one in syllables if one not in _JOINING] or syllables
    return frozenset([*words, *(f"{first} {second}" for first, second in pairwise(words))])
