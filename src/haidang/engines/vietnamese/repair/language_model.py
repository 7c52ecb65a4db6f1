"""How likely a syllable is after two others: a back-off model of words, pairs and triples.

Costs are negative natural logarithms. Words of the model are numbered by frequency; the first four stand for
unknown words, the start of a paragraph, numbers and signs.
"""

from array import array

from haidang.engines.vietnamese.repair.model_file import Groups

UNKNOWN, START, NUMBER, SIGN = range(4)
SPECIAL_WORDS = ("<unk>", "<s>", "<num>", "<sign>")


class LanguageModel:
    """Costs of words, pairs and triples, and how often each word has a capital inside a sentence.

    The place of a pair among all pairs is its rank; triples stand in groups by the rank of their first two words.
    What follows a word or a pair is looked up as a whole when first asked for, so that the model is ready at once
    and small. `syllables` holds a 1 for each word that is a Vietnamese syllable.
    """

    def __init__(self, sections: dict[str, bytes]) -> None:
        self.words = sections["words"].decode("utf-8").split("\n")
        self.ids = {word.lower(): index for index, word in enumerate(self.words)}
        self.size = len(self.words)
        self.syllables = sections["syllables"]
        self.word_costs = _levels(sections, "word_costs")
        self.word_backoffs = _levels(sections, "word_backoffs")
        self.capital_shares = _levels(sections, "capital_shares")
        self._pairs = Groups(sections, "pairs")
        self._pair_costs, self._pair_levels = sections["pair_costs"], _level_values(sections, "pair_costs")
        self._backoffs, self._backoff_levels = (
            sections["pair_backoffs"],
            _level_values(sections, "pair_backoffs"),
        )
        self._triples = Groups(sections, "triples")
        self._triple_costs, self._triple_levels = (
            sections["triple_costs"],
            _level_values(sections, "triple_costs"),
        )
        self._ranks_after: dict[int, dict[int, int]] = {}
        self._costs_after: dict[int, dict[int, float]] = {}

    def ranks_after(self, first: int) -> dict[int, int]:
        """The ranks of the pairs that a word begins, by their second word."""
        known = self._ranks_after.get(first)
        if known is None:
            ranks = self._pairs.places_of(first)
            members = self._pairs.members_at(ranks)
            known = self._ranks_after[first] = dict(zip(members, ranks, strict=True))
        return known

    def costs_after(self, rank: int) -> dict[int, float]:
        """The costs of the words that are known to follow a pair."""
        known = self._costs_after.get(rank)
        if known is None:
            places = self._triples.places_of(rank)
            costs = map(self._triple_levels.__getitem__, self._triple_costs[places.start : places.stop])
            members = self._triples.members_at(places)
            known = self._costs_after[rank] = dict(zip(members, costs, strict=True))
        return known

    def cost_of_pair(self, rank: int) -> float:
        """The cost of the second word of a pair after the first."""
        return self._pair_levels[self._pair_costs[rank]]

    def backoff_of_pair(self, rank: int) -> float:
        """What it costs to leave a pair for its second word alone."""
        return self._backoff_levels[self._backoffs[rank]]

    def pair_cost(self, first: int, second: int) -> float:
        """The cost of a word after one other."""
        rank = self.ranks_after(first).get(second)
        if rank is not None:
            return self.cost_of_pair(rank)
        return self.word_backoffs[first] + self.word_costs[second]

    def triple_cost(self, first: int, second: int, third: int) -> float:
        """The cost of a word after two others."""
        rank = self.ranks_after(first).get(second)
        if rank is None:
            return self.pair_cost(second, third)
        cost = self.costs_after(rank).get(third)
        return self.backoff_of_pair(rank) + self.pair_cost(second, third) if cost is None else cost


def unpack_language_model(sections: dict[str, bytes]) -> LanguageModel:
    """Build the model from the sections of a model file."""
    return LanguageModel(sections)


def _level_values(sections: dict[str, bytes], name: str) -> list[float]:
    levels = array("f")
    levels.frombytes(sections[f"{name}_levels"])
    return list(levels)


def _levels(sections: dict[str, bytes], name: str) -> list[float]:
    return list(map(_level_values(sections, name).__getitem__, sections[name]))
