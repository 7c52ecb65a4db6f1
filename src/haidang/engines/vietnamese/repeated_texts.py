"""Texts of many units that say the same, word for word or but for names, dates and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from haidang.engines.vietnamese.forms import folded_form

# At 90 of 100 two reports differ in a place name or a clause; below it they begin to say different things.
LEAST_LIKENESS = 90.0
# A text that says the same has mostly the same pairs of words, so it is among the nearest by these: of 200 pages of 300
# words drawn from fifty, and their copies with up to 9.5 of 100 words changed, the nearest one was enough for all.
_MOST_COMPARED_IN_VAIN = 2
_KINDS_OF_PAIRS = 256
_ROWS_AT_ONCE = 512
# Private planes of letters, which no text holds; a word beyond these shares its letter with another.
_FIRST_LETTER, _LETTERS = 0xF0000, 0x20000
# Figures and punctuation; letters that are not Latin are kept, byte by byte.
_NO_LETTERS = bytes(one for one in range(128) if not chr(one).isalpha() and not chr(one).isspace())


def groups_of_copies(texts: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Group the keys of texts that say the same; figures and dates do not tell texts apart.

    This function will return groups of two or more in the order of their first text, each text in one group at most.
    See copies_in_folded, which takes texts that are folded already.
    """
    return copies_in_folded({key: folded_form(text) for key, text in texts.items()})


def copies_in_folded(texts: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Group the keys of texts that say the same, given in their folded form.

    This function will first group texts of the same words, then compare each with those that are nearest to it by
    their pairs of words, so that thousands of pages take a part of a second.
    """
    same: defaultdict[bytes, list[int]] = defaultdict(list)
    for key, text in texts.items():
        same[b" ".join(text.encode().translate(None, _NO_LETTERS).split())].append(key)
    same.pop(b"", None)
    distinct = list(same.values())
    labels = np.arange(len(distinct))
    spelt = _one_letter_a_word(same)
    for row, nearest in _nearest_first(spelt, labels):
        _join_copies(row, nearest, labels, spelt)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for label, keys in zip(labels.tolist(), distinct, strict=True):
        groups[label].extend(keys)
    places = {key: place for place, key in enumerate(texts)}
    found = [tuple(sorted(keys, key=places.__getitem__)) for keys in groups.values() if len(keys) > 1]
    return sorted(found, key=lambda keys: places[keys[0]])


def _one_letter_a_word(texts: Iterable[bytes]) -> list[str]:
    letters: dict[bytes, str] = {}
    words = [text.split() for text in texts]
    for word in {word for one in words for word in one}:
        letters[word] = chr(_FIRST_LETTER + len(letters) % _LETTERS)
    return ["".join(map(letters.__getitem__, one)) for one in words]


def _join_copies(row: int, nearest: Iterable[int], labels: NDArray[np.int64], spelt: Sequence[str]) -> None:
    in_vain = 0
    for other in nearest:
        if labels[other] == labels[row]:
            continue
        if fuzz.ratio(spelt[row], spelt[other], score_cutoff=LEAST_LIKENESS) > 0:
            joined, leader = sorted((int(labels[row]), int(labels[other])), reverse=True)
            labels[labels == joined] = leader
        elif (in_vain := in_vain + 1) == _MOST_COMPARED_IN_VAIN:
            return


def _nearest_first(spelt: Sequence[str], labels: NDArray[np.int64]) -> Iterator[tuple[int, Iterable[int]]]:
    """Of each text the others that are not known to be its copies, the nearest first, as many as are compared."""
    if not spelt:
        return
    bags = _bags_of_pairs(spelt)
    squares = np.einsum("ij,ij->i", bags, bags)
    for first in range(0, len(spelt), _ROWS_AT_ONCE):
        distances = squares - 2 * (bags[first : first + _ROWS_AT_ONCE] @ bags.T)
        for place, from_row in enumerate(distances):
            row = first + place
            from_row[labels == labels[row]] = np.inf
            most = min(2 * _MOST_COMPARED_IN_VAIN, len(spelt) - 1)
            nearest = np.argpartition(from_row, most)[: most + 1]
            kept = nearest[np.isfinite(from_row[nearest])]
            yield row, kept[np.argsort(from_row[kept], kind="stable")].tolist()


def _bags_of_pairs(spelt: Sequence[str]) -> NDArray[np.float32]:
    """How often each pair of neighbouring words stands in each text, all texts of one length.

    Pairs are thrown together into 256 kinds by multiplying with the golden ratio (Knuth, TAOCP 6.4).
    """
    joined = np.frombuffer(" ".join(spelt).encode("utf-32-le") + bytes(4), dtype=np.uint32)
    mixed = joined * np.uint32(2654435761)
    kinds = (mixed[:-1] ^ mixed[1:] * np.uint32(5)) * np.uint32(2654435761) >> np.uint32(24)
    lengths = np.fromiter((len(one) + 1 for one in spelt), dtype=np.int64)
    rows = np.repeat(np.arange(len(spelt)), lengths)[: len(kinds)]
    counted = np.bincount(rows * _KINDS_OF_PAIRS + kinds, minlength=len(spelt) * _KINDS_OF_PAIRS)
    bags = counted.reshape(len(spelt), _KINDS_OF_PAIRS).astype(np.float32)
    return np.asarray(bags / np.linalg.norm(bags, axis=1, keepdims=True), dtype=np.float32)
