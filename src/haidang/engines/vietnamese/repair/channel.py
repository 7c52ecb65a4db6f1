"""How dear it is that a printed syllable was read as a given run of characters.

Learned counts of whole syllables, of rhymes and of parts each lean on the next smaller unit, down to letters
(a hierarchy of Dirichlet priors). Costs are negative natural logarithms.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from haidang.engines.vietnamese.repair.letter_costs import LetterCosts
from haidang.engines.vietnamese.repair.part_finder import Costed, CountedLevel, Counts, PartFinder, likeliest
from haidang.engines.vietnamese.repair.parts import Capitals, parts_as_written, write_with
from haidang.engines.vietnamese.repair.usual_runs import Candidates, UsualRuns

# How many observations the smaller unit is worth against the counts of the larger one.
_PART_PRIOR, _RHYME_PRIOR, _SYLLABLE_PRIOR = 1.0, 1.0, 2.0
_ONSETS_KEPT, _NUCLEI_KEPT, _CODAS_KEPT, _RHYMES_KEPT = 6, 60, 5, 64
_ONSET_REACH, _PART_REACH, _RHYME_REACH, _REACH = 9.0, 10.0, 11.0, 12.0
_LONGEST_ONSET, _LONGEST_CODA, _LONGEST_WORD = 4, 3, 14
_MOST = 32
_PARTS = ("onset", "nucleus", "coda", "rhyme")
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class ConfusionCounts:
    """What was read for what, by level: printed form -> form read -> weighted count."""

    letters: Counts
    onsets: Counts
    nuclei: Counts
    codas: Counts
    rhymes: Counts
    syllables: Counts


@dataclass(frozen=True, slots=True)
class KnownSyllable:
    """A syllable in small letters, its number in the language model and its cost there, standing alone."""

    word: int
    text: str
    cost: float


class Channel:
    """The syllables that a run of characters may have been, with costs; every run is worked out once.

    What usual runs may be is looked up where the model holds it, and not worked out again.
    """

    def __init__(
        self, counts: ConfusionCounts, syllables: Iterable[KnownSyllable], usual: UsualRuns | None = None
    ) -> None:
        self._usual = usual
        self._letters = LetterCosts(counts.letters)
        self._levels = _Levels(counts)
        self._syllables = list(syllables)
        self._inventories: dict[Capitals, _Inventory] = {}
        self._known: dict[tuple[Capitals, str], Candidates] = {}

    def syllables_for(self, read: str, capitals: Capitals) -> Candidates:
        """Costs and numbers of the syllables that may stand behind what was read, cheapest first."""
        key = (capitals, read)
        known = self._known.get(key)
        if known is None:
            found = self._usual.find(capitals, read) if self._usual else None
            known = self._known[key] = self._work_out(read, capitals) if found is None else found
        return known

    def _work_out(self, read: str, capitals: Capitals) -> Candidates:
        if len(read) > _LONGEST_WORD:
            return []
        inventory = self._inventories.get(capitals)
        if inventory is None:
            inventory = _Inventory(self._syllables, capitals, self._levels, self._letters)
            self._inventories[capitals] = inventory
        return inventory.syllables_for(read)


class _Levels:
    """The counts of each level, ready to be asked."""

    def __init__(self, counts: ConfusionCounts) -> None:
        self.onsets = CountedLevel(counts.onsets, _PART_PRIOR)
        self.nuclei = CountedLevel(counts.nuclei, _PART_PRIOR)
        self.codas = CountedLevel(counts.codas, _PART_PRIOR)
        self.rhymes = CountedLevel(counts.rhymes, _RHYME_PRIOR)
        self.syllables = CountedLevel(counts.syllables, _SYLLABLE_PRIOR)


class _Inventory:
    """All known syllables in one way of capitals, and what each run may be among them."""

    def __init__(
        self, syllables: list[KnownSyllable], capitals: Capitals, levels: _Levels, letters: LetterCosts
    ) -> None:
        self._levels = levels
        self._written = {one.word: write_with(capitals, one.text) for one in syllables}
        self._costs = {one.word: one.cost for one in syllables}
        self._by_parts: dict[str, dict[str, int]] = {}
        self._rhymes: dict[str, dict[str, str]] = {}
        shares: dict[str, defaultdict[str, float]] = {kind: defaultdict(float) for kind in _PARTS}
        for one in syllables:
            parts = parts_as_written(one.text, capitals)
            self._by_parts.setdefault(parts.onset, {})[parts.rhyme] = one.word
            self._rhymes.setdefault(parts.coda, {})[parts.nucleus] = parts.rhyme
            for kind, share in shares.items():
                share[getattr(parts, kind)] += exp(-one.cost)
        self._onsets = PartFinder(
            shares["onset"], levels.onsets, letters, most=_ONSETS_KEPT, reach=_ONSET_REACH
        )
        self._nuclei = PartFinder(
            shares["nucleus"], levels.nuclei, letters, most=_NUCLEI_KEPT, reach=_PART_REACH
        )
        self._codas = PartFinder(shares["coda"], levels.codas, letters, most=_CODAS_KEPT, reach=_PART_REACH)
        self._rhyme_costs = {rhyme: -log(share) for rhyme, share in shares["rhyme"].items()}
        self._rhymes_of: dict[str, Costed] = {}

    def syllables_for(self, read: str) -> Candidates:
        """Costs and numbers of the syllables a run may be."""
        costs: dict[int, float] = {}
        for end in range(min(_LONGEST_ONSET, len(read)) + 1):
            onsets = self._onsets.parts_for(read[:end])
            if onsets and onsets[0][0] < _ONSET_REACH:
                self._add_syllables(costs, onsets, self._rhymes_for(read[end:]))
        level, written = self._levels.syllables, self._written
        rough = [(cost, word) for word, cost in costs.items()]
        kept = likeliest(rough, self._costs, most=2 * _MOST, reach=_REACH + 3)
        exact = [(level.cost(written[word], read, cost), word) for cost, word in kept]
        return likeliest(exact, self._costs, most=_MOST, reach=_REACH)

    def _add_syllables(self, costs: dict[int, float], onsets: Costed, rhymes: Costed) -> None:
        for onset_cost, onset in onsets:
            with_onset = self._by_parts[onset]
            for rhyme_cost, rhyme in rhymes:
                word = with_onset.get(rhyme)
                if word is not None and onset_cost + rhyme_cost < costs.get(word, _NEVER):
                    costs[word] = onset_cost + rhyme_cost

    def _rhymes_for(self, read: str) -> Costed:
        known = self._rhymes_of.get(read)
        if known is None:
            known = self._rhymes_of[read] = self._work_out_rhymes(read)
        return known

    def _work_out_rhymes(self, read: str) -> Costed:
        costs: dict[str, float] = {}
        for length in range(min(_LONGEST_CODA, len(read)) + 1):
            middle = len(read) - length
            codas = self._codas.parts_for(read[middle:])
            if codas and codas[0][0] < _ONSET_REACH:
                self._add_rhymes(costs, codas, self._nuclei.parts_for(read[:middle]))
        rough = [(cost, rhyme) for rhyme, cost in costs.items()]
        kept = likeliest(rough, self._rhyme_costs, most=2 * _RHYMES_KEPT, reach=_RHYME_REACH + 3)
        exact = [(self._levels.rhymes.cost(rhyme, read, cost), rhyme) for cost, rhyme in kept]
        return likeliest(exact, self._rhyme_costs, most=_RHYMES_KEPT, reach=_RHYME_REACH)

    def _add_rhymes(self, costs: dict[str, float], codas: Costed, nuclei: Costed) -> None:
        for coda_cost, coda in codas:
            with_coda = self._rhymes[coda]
            for nucleus_cost, nucleus in nuclei:
                rhyme = with_coda.get(nucleus)
                if rhyme is not None and coda_cost + nucleus_cost < costs.get(rhyme, _NEVER):
                    costs[rhyme] = coda_cost + nucleus_cost
