"""How likely a syllable is after two others: a back-off model of words, pairs and triples.

Costs are negative natural logarithms. Words of the model are numbered by frequency; the first four stand for
unknown words, the start of a paragraph, numbers and signs.
"""

from array import array
from bisect import bisect_left

from haidang.engines.vietnamese.repair.model_file import unpack_rising

UNKNOWN, START, NUMBER, SIGN = range(4)
SPECIAL_WORDS = ("<unk>", "<s>", "<num>", "<sign>")


class LanguageModel:
    """Costs of words, pairs and triples, and how often each word has a capital inside a sentence.

    Pairs are sorted by `first * size + second`; the place of a pair is its rank. Triples are sorted by
    `rank * size + third`. What follows a word or a pair is looked up as a whole when first asked for, so that
    the model is ready at once and small.
    """

    def __init__(self, sections: dict[str, bytes]) -> None:
        self.words = sections["words"].decode("utf-8").split("\n")
        self.ids = {word.lower(): index for index, word in enumerate(self.words)}
        self.size = len(self.words)
        self.word_costs = _levels(sections, "word_costs")
        self.word_backoffs = _levels(sections, "word_backoffs")
        self.pair_costs = _levels(sections, "pair_costs")
        self.pair_backoffs = _levels(sections, "pair_backoffs")
        self.capital_shares = _levels(sections, "capital_shares")
        self._pair_keys = unpack_rising(sections["pair_keys"])
        self._triple_keys = unpack_rising(sections["triple_keys"])
        self._triple_levels = _level_values(sections, "triple_costs")
        self._triple_costs = sections["triple_costs"]
        self._ranks_after: dict[int, dict[int, int]] = {}
        self._costs_after: dict[int, dict[int, float]] = {}

    def ranks_after(self, first: int) -> dict[int, int]:
        """The ranks of the pairs that a word begins, by their second word."""
        known = self._ranks_after.get(first)
        if known is None:
            low, high = self._range_of(self._pair_keys, first)
            base, keys = first * self.size, self._pair_keys
            known = self._ranks_after[first] = {keys[rank] - base: rank for rank in range(low, high)}
        return known

    def costs_after(self, rank: int) -> dict[int, float]:
        """The costs of the words that are known to follow a pair."""
        known = self._costs_after.get(rank)
        if known is None:
            low, high = self._range_of(self._triple_keys, rank)
            base, keys, costs, levels = (
                rank * self.size,
                self._triple_keys,
                self._triple_costs,
                self._triple_levels,
            )
            known = {keys[place] - base: levels[costs[place]] for place in range(low, high)}
            self._costs_after[rank] = known
        return known

    def pair_cost(self, first: int, second: int) -> float:
        """The cost of a word after one other."""
        rank = self.ranks_after(first).get(second)
        if rank is not None:
            return self.pair_costs[rank]
        return self.word_backoffs[first] + self.word_costs[second]

    def triple_cost(self, first: int, second: int, third: int) -> float:
        """The cost of a word after two others."""
        rank = self.ranks_after(first).get(second)
        if rank is None:
            return self.pair_cost(second, third)
        cost = self.costs_after(rank).get(third)
        return self.pair_backoffs[rank] + self.pair_cost(second, third) if cost is None else cost

    def _range_of(self, keys: "array[int]", context: int) -> tuple[int, int]:
        low = bisect_left(keys, context * self.size)
        return low, bisect_left(keys, (context + 1) * self.size, low)


def unpack_language_model(sections: dict[str, bytes]) -> LanguageModel:
    """Build the model from the sections of a model file."""
    return LanguageModel(sections)


def _level_values(sections: dict[str, bytes], name: str) -> list[float]:
    levels = array("f")
    levels.frombytes(sections[f"{name}_levels"])
    return list(levels)


def _levels(sections: dict[str, bytes], name: str) -> list[float]:
    return list(map(_level_values(sections, name).__getitem__, sections[name]))
