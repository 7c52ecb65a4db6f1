"""Phrases a paper repeats: what was read surely in one place helps where the same words are doubtful."""

from collections import Counter
from collections.abc import Iterable
from math import exp, log

# How much a paper's own phrases weigh against the language at large, and how sure a phrase must be to count.
_OWN_WEIGHT = 0.15
_SURE_FROM = 0.8
_OFTEN_FROM = 2


class PaperPhrases:
    """Triples of words that a paper repeats, with what share of its pairs they follow."""

    def __init__(self, runs: Iterable[list[tuple[int, float]]], size: int) -> None:
        triples: Counter[int] = Counter()
        pairs: Counter[int] = Counter()
        for run in runs:
            for (first, one), (second, two), (third, three) in zip(run, run[1:], run[2:], strict=False):
                if min(one, two) >= _SURE_FROM:
                    pairs[first * size + second] += 1
                    triples[(first * size + second) * size + third] += three >= _SURE_FROM
        self._shares = {
            key: _OWN_WEIGHT * (count - 1) / pairs[key // size]
            for key, count in triples.items()
            if count >= _OFTEN_FROM
        }

    def cost_of(self, key: int, cost: float) -> float:
        """The cost of a triple, mended by what the paper says; its key is `(first * size + second) * size + third`."""
        share = self._shares.get(key)
        return cost if share is None else -log((1 - _OWN_WEIGHT) * exp(-cost) + share)
