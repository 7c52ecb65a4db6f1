"""Texts of many units that say the same, word for word or but for names, dates and figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from haidang.engines.vietnamese.forms import folded_form

# At 90 of 100 two reports differ in a place name or a clause; below it they begin to say different things.
LEAST_LIKENESS = 90.0
_WORDS_OF_A_SHINGLE = 5
# A phrase more units than this share is one of the form ("trên địa bàn thành phố Hà Nội"), no sign of a copy.
_MOST_SHARING = 40
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


def groups_of_copies(texts: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Group the keys of texts that say the same; figures and dates do not tell texts apart.

    This function will return groups of two or more in the order of their first text, each text in one group at most.
    Texts are compared only when they share a rare run of five words, so that thousands of reports take seconds.
    """
    words = {key: _compared_words(text) for key, text in texts.items()}
    leaders = {key: key for key in texts}
    for one, other in _likely_pairs(words):
        first, second = _leader(leaders, one), _leader(leaders, other)
        if first != second and _is_copy(words[one], words[other]):
            leaders[max(first, second)] = min(first, second)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key in texts:
        if words[key]:
            groups[_leader(leaders, key)].append(key)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _compared_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_FIGURES.sub("0", folded_form(text))))


def _is_copy(one: Sequence[str], other: Sequence[str]) -> bool:
    return one == other or fuzz.ratio(one, other, score_cutoff=LEAST_LIKENESS) > 0


def _likely_pairs(words: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Neighbours among texts that are the same, then among those that share a run of words."""
    same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, held in words.items():
        if held:
            same[held].append(key)
    for keys in same.values():
        yield from pairwise(keys)
    sharing: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for held, keys in same.items():
        for shingle in _shingles(held):
            sharing[shingle].append(keys[0])
    seen: set[tuple[int, int]] = set()
    for keys in sharing.values():
        if len(keys) <= _MOST_SHARING:
            seen.update((one, other) for place, one in enumerate(keys) for other in keys[place + 1 :])
    yield from sorted(seen)


def _shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    if len(words) < _WORDS_OF_A_SHINGLE:
        return {words}
    return {words[at : at + _WORDS_OF_A_SHINGLE] for at in range(len(words) - _WORDS_OF_A_SHINGLE + 1)}


def _leader(leaders: Mapping[int, int], key: int) -> int:
    while leaders[key] != key:
        key = leaders[key]
    return key
