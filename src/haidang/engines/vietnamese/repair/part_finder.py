"""Finds which onsets, nuclei or codas a run of characters may be: a walk down the tree of their letters."""

from collections.abc import Mapping
from heapq import nsmallest
from math import exp, log

from haidang.engines.vietnamese.repair.letter_costs import LONGEST_READING, Discounted, LetterCosts

Counts = dict[str, dict[str, float]]
Costed = list[tuple[float, str]]

_TINY, _NEVER = 1e-30, 1e9
_HOPELESS, _HOPELESS_LETTER, _REACH_OF_WALK = 14.0, 11.0, 9.0
_LONGEST_PART = 6
_DEAREST_CHARACTERS = 12.0


class CountedLevel:
    """Counts of readings on one level; what was not counted leans on the cost by smaller units.

    Absolute discounting: what is taken off each kind of reading seen goes to those not seen, so that a form read
    in many ways is open to more.
    """

    def __init__(self, counts: Counts, prior: float) -> None:
        self._shares = {printed: Discounted(readings, prior) for printed, readings in counts.items()}
        self._printed_for: dict[str, list[str]] = {}
        for printed, readings in counts.items():
            for read in readings:
                self._printed_for.setdefault(read, []).append(printed)

    def cost(self, printed: str, read: str, smaller_cost: float) -> float:
        """The cost of a reading."""
        shares = self._shares.get(printed)
        if shares is None:
            return smaller_cost
        return -log(shares.seen.get(read, 0.0) + shares.open * exp(-smaller_cost) + _TINY)

    def printed_for(self, read: str) -> list[str]:
        """The printed forms that were seen read so."""
        return self._printed_for.get(read, [])


def likeliest[Key](
    costed: list[tuple[float, Key]], own: Mapping[Key, float], *, most: int, reach: float
) -> list[tuple[float, Key]]:
    """Those of the costed things that stay within reach once their own costs are added, cheapest first."""
    if not costed:
        return []
    joint = nsmallest(most, [(cost + own[key], cost, key) for cost, key in costed])
    limit = joint[0][0] + reach
    return sorted((cost, key) for total, cost, key in joint if total <= limit)


class _Node:
    __slots__ = ("after", "part")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.part: str | None = None


class PartFinder:
    """The parts of one kind, in one way of capitals, with what each run was found to be.

    Parts are given with their shares in clean text: the few that are kept are the likeliest, not the cheapest.
    """

    def __init__(
        self, parts: dict[str, float], level: CountedLevel, letters: LetterCosts, *, most: int, reach: float
    ) -> None:
        self._parts = {part: -log(share) for part, share in parts.items()}
        self._level, self._letters, self._most, self._reach = level, letters, most, reach
        self._root = _Node()
        for part in self._parts:
            self._plant(part)
        self._alphabet = frozenset("".join(self._parts))
        self._letters_for: dict[str, dict[str, float]] = {}
        self._character_costs: dict[str, float] = {}
        self._known: dict[str, Costed] = {}

    def parts_for(self, read: str) -> Costed:
        """The parts a run may be, cheapest first."""
        known = self._known.get(read)
        if known is None:
            known = self._known[read] = self._work_out(read)
        return known

    def _plant(self, part: str) -> None:
        node = self._root
        for letter in part:
            node = node.after.setdefault(letter, _Node())
        node.part = part

    def _work_out(self, read: str) -> Costed:
        found: dict[str, float] = {}
        if self._is_worth_walking(read):
            _Walk(self, read, found).down(self._root, 0, 0.0)
        for part in self._level.printed_for(read):
            if part in self._parts and part not in found:
                found[part] = self._letters.run_cost(part, read)
        costed = [(self._level.cost(part, read, cost), part) for part, cost in found.items()]
        return likeliest(costed, self._parts, most=self._most, reach=self._reach)

    def _is_worth_walking(self, read: str) -> bool:
        """Each character must come from some letter of these parts; what the dearest two cost is the least."""
        dearest = sorted(map(self._least_cost_of, read), reverse=True)[:2]
        return len(read) <= _LONGEST_PART and sum(dearest) < _DEAREST_CHARACTERS

    def _least_cost_of(self, character: str) -> float:
        """What a character costs at least, by itself or in a longer reading that was seen; plain letters nothing."""
        if character.isascii() and character.isalpha():
            return 0.0
        known = self._character_costs.get(character)
        if known is None:
            alone = self.letters_for(character).values()
            longer = (
                cost
                for read in self._letters.longer_readings_with(character)
                for cost in self.letters_for(read).values()
            )
            known = self._character_costs[character] = min((*alone, *longer), default=_HOPELESS)
        return known

    def letters_for(self, read: str) -> dict[str, float]:
        """The letters of these parts that may have been read as a run, with costs; hopeless ones left out."""
        known = self._letters_for.get(read)
        if known is None:
            likely = self._letters.letters_like(read, self._alphabet)
            costed = ((self._letters.cost(letter, read), letter) for letter in likely)
            ranked = sorted(one for one in costed if one[0] < _HOPELESS_LETTER)
            known = self._letters_for[read] = {letter: cost for cost, letter in ranked}
        return known


class _Walk:
    """One walk down the tree along a run that was read."""

    def __init__(self, finder: PartFinder, read: str, found: dict[str, float]) -> None:
        length = len(read)
        self._length, self._found, self._limit = length, found, _HOPELESS
        self._letters = [
            [
                finder.letters_for(read[start:end])
                for end in range(start, min(start + LONGEST_READING, length) + 1)
            ]
            for start in range(length + 1)
        ]
        self._rest = self._least_costs_of_rest()

    def _least_costs_of_rest(self) -> list[float]:
        """What the rest of the run costs at least from each place, whatever the part."""
        rest = [_NEVER] * self._length + [0.0]
        for place in range(self._length - 1, -1, -1):
            for step, letters in enumerate(self._letters[place][1:], 1):
                if letters:
                    rest[place] = min(rest[place], min(letters.values()) + rest[place + step])
        return rest

    def down(self, node: _Node, place: int, cost: float, *, may_drop: bool = True) -> None:
        """This function will note the parts that the rest of the run may end, with the least cost of each.

        One letter at most is taken for lost.
        """
        if place == self._length and node.part is not None and cost < self._found.get(node.part, _HOPELESS):
            self._found[node.part] = cost
            self._limit = min(self._limit, cost + _REACH_OF_WALK)
        after = node.after
        if not after:
            return
        for step, letters in enumerate(self._letters[place]):
            if not step and not may_drop:
                continue
            fewer, more = (letters, after) if len(letters) < len(after) else (after, letters)
            for letter in fewer:
                if letter in more:
                    total = cost + letters[letter]
                    if total + self._rest[place + step] < self._limit:
                        self.down(after[letter], place + step, total, may_drop=may_drop and step > 0)
