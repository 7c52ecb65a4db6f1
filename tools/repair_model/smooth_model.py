"""Smooth, prune and pack the counts as a back-off model; the second step of the language model.

Interpolated Kneser-Ney with one discount an order (Kneser and Ney 1995; Chen and Goodman 1999), pruned by what
each triple saves (weighted difference: Seymore and Rosenfeld 1996), costs kept in 5 bits.
"""

import pickle
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from haidang.engines.vietnamese.repair.language_model import SPECIAL_WORDS
from haidang.engines.vietnamese.repair.model_file import pack_groups
from haidang.engines.vietnamese.syllables import is_syllable

_LEVELS = 32
_START = 1
_DISCOUNT_PAIRS, _DISCOUNT_TRIPLES = 0.75, 0.8
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Probabilities with the mass each context leaves to shorter ones, before back-off weights are made."""

    words: list[str]
    word_shares: list[float]
    pair_shares: dict[int, float]
    triple_shares: dict[int, float]


def load_counts(path: Path) -> dict[str, Any]:
    """This function will read what `count_ngrams` wrote."""
    with path.open("rb") as file:
        content: dict[str, Any] = pickle.load(file)
    return content


def word_shares(counts: dict[str, Any]) -> list[float]:
    """How many different words each word follows, as a share: what a word is worth where nothing else is known."""
    size = len(counts["vocabulary"])
    before = [0.0] * size
    for key in counts["pairs"]:
        before[key % size] += 1
    total = sum(before) + size
    return [(one + 1) / total for one in before]


def pair_shares(counts: dict[str, Any], shares: list[float]) -> tuple[dict[int, float], dict[int, float]]:
    """Shares of pairs by distinct words before them (true counts after the start), and what each pair is worth."""
    size, worth = len(shares), counts["types"]["before"]
    real = {key: counts["pairs"][key] for key in counts["pairs"] if key // size == _START}
    worth = {key: worth.get(key, 0) for key in counts["pairs"]} | real
    worth = {key: value for key, value in worth.items() if value}
    totals: defaultdict[int, float] = defaultdict(float)
    kinds: defaultdict[int, int] = defaultdict(int)
    for key, value in worth.items():
        totals[key // size] += value
        kinds[key // size] += 1
    left = {first: _DISCOUNT_PAIRS * kinds[first] / totals[first] for first in totals}
    made = {
        key: (value - _DISCOUNT_PAIRS) / totals[key // size] + left[key // size] * shares[key % size]
        for key, value in worth.items()
    }
    return made, left


def triple_shares(counts: dict[str, Any], pair_share: Callable[[int], float]) -> dict[int, float]:
    """Shares of the triples seen twice or more; those seen once are left to the pairs."""
    size, pairs = len(counts["vocabulary"]), counts["pairs"]
    taken: defaultdict[int, float] = defaultdict(float)
    for key, count in counts["triples"].items():
        taken[key // size] += count - _DISCOUNT_TRIPLES
    square = size * size
    shares = {}
    for key, count in counts["triples"].items():
        context = key // size
        total = max(pairs[context], taken[context] + 1)
        own = (count - _DISCOUNT_TRIPLES) / total
        shares[key] = own + (1 - taken[context] / total) * pair_share(key % square)
    return shares


def pack_model(counts: dict[str, Any], *, triples: int, pairs: int) -> dict[str, bytes]:
    """This function will smooth, keep the most useful triples and pairs, and pack them as sections."""
    singles = word_shares(counts)
    size = len(singles)
    doubles, left = pair_shares(counts, singles)

    def pair_share(key: int) -> float:
        share = doubles.get(key)
        return share if share is not None else left.get(key // size, 1.0) * singles[key % size]

    trebles = triple_shares(counts, pair_share)
    kept_triples = _most_useful_triples(counts, trebles, pair_share, triples)
    contexts = {key // size for key in kept_triples}
    kept_pairs = _most_useful_pairs(counts, doubles, left, singles, pairs, contexts)
    for context in contexts - kept_pairs.keys():
        kept_pairs[context] = pair_share(context)
    return _pack_tables(counts["vocabulary"], singles, kept_pairs, kept_triples)


def _most_useful_triples(
    counts: dict[str, Any], shares: dict[int, float], pair_share: Callable[[int], float], most: int
) -> dict[int, float]:
    size = len(counts["vocabulary"])
    square = size * size
    freed: defaultdict[int, float] = defaultdict(float)
    lower: defaultdict[int, float] = defaultdict(float)
    for key, share in shares.items():
        freed[key // size] += share
        lower[key // size] += pair_share(key % square)
    gains = {}
    for key, share in shares.items():
        context = key // size
        backoff = max(1 - freed[context] + share, _LEAST) / max(
            1 - lower[context] + pair_share(key % square), _LEAST
        )
        gains[key] = counts["triples"][key] * (
            log(share) - log(max(backoff, _LEAST) * pair_share(key % square))
        )
    kept = sorted(gains, key=gains.__getitem__, reverse=True)[:most]
    return {key: shares[key] for key in kept if gains[key] > 0}


def _most_useful_pairs(
    counts: dict[str, Any],
    shares: dict[int, float],
    left: dict[int, float],
    singles: list[float],
    most: int,
    contexts: set[int],
) -> dict[int, float]:
    size = len(singles)
    gains = {
        key: counts["pairs"][key] * (log(share) - log(left[key // size] * singles[key % size]))
        for key, share in shares.items()
    }
    free = (key for key in sorted(gains, key=gains.__getitem__, reverse=True) if key not in contexts)
    chosen = [key for key, _ in zip(free, range(max(most - len(contexts), 0)), strict=False)]
    return {key: shares[key] for key in chosen} | {key: shares[key] for key in contexts if key in shares}


def _pack_tables(
    words: list[str], singles: list[float], pairs: dict[int, float], triples: dict[int, float]
) -> dict[str, bytes]:
    size = len(words)
    square = size * size
    keys = sorted(pairs)
    ranks = {key: rank for rank, key in enumerate(keys)}
    word_left = _left_over(pairs, size, lambda key: singles[key % size])

    def pair_share(key: int) -> float:
        share = pairs.get(key)
        return share if share is not None else word_left.get(key // size, 1.0) * singles[key % size]

    pair_left = _left_over(triples, size, lambda key: pair_share(key % square))
    ranked = {ranks[key // size] * size + key % size: share for key, share in triples.items()}
    triple_keys = sorted(ranked)
    sections = {
        "words": "\n".join(words).encode("utf-8"),
        "syllables": bytes(
            place >= len(SPECIAL_WORDS) and is_syllable(word) for place, word in enumerate(words)
        ),
    }
    sections |= pack_groups("pairs", keys, size=size, groups=size)
    sections |= pack_groups("triples", triple_keys, size=size, groups=len(keys))
    sections |= quantised("word_costs", (-log(share) for share in singles), levels=256)
    sections |= quantised(
        "word_backoffs", (-log(word_left.get(word, 1.0)) for word in range(size)), levels=64
    )
    sections |= quantised("pair_costs", (-log(pairs[key]) for key in keys))
    sections |= quantised("pair_backoffs", (-log(pair_left.get(key, 1.0)) for key in keys))
    sections |= quantised("triple_costs", (-log(ranked[key]) for key in triple_keys))
    return sections


def _left_over(kept: dict[int, float], size: int, shorter: Callable[[int], float]) -> dict[int, float]:
    """What a context leaves to shorter ones, over what these would give to the words it does not know."""
    taken: defaultdict[int, float] = defaultdict(float)
    lower: defaultdict[int, float] = defaultdict(float)
    for key, share in kept.items():
        taken[key // size] += share
        lower[key // size] += shorter(key)
    return {one: max(1 - taken[one], 1e-4) / max(1 - lower[one], 1e-4) for one in taken}


def quantised(name: str, costs: Iterable[float], *, levels: int = _LEVELS) -> dict[str, bytes]:
    """This function will keep numbers as indexes of a few levels: means of equally filled, then refined, classes."""
    values = list(costs)
    means = _refined(sorted(set(values[:: max(len(values) // 200_000, 1)])), levels)
    limits = [(low + high) / 2 for low, high in zip(means, means[1:], strict=False)]
    indexes = bytes(bisect_left(limits, value) for value in values)
    return {name: indexes, f"{name}_levels": array("f", means).tobytes()}


def _refined(sample: list[float], levels: int) -> list[float]:
    """Lloyd's k-means on a sorted line."""
    count = min(levels, len(sample))
    means = [sample[(2 * part + 1) * len(sample) // (2 * count)] for part in range(count)]
    for _ in range(12):
        limits = [(low + high) / 2 for low, high in zip(means, means[1:], strict=False)]
        cuts = [0, *(bisect_left(sample, limit) for limit in limits), len(sample)]
        groups = [sample[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]
        means = [
            sum(group) / len(group) if group else mean for group, mean in zip(groups, means, strict=True)
        ]
    return means
