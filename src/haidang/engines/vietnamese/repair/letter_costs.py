"""What OCR with a foreign model makes of a printed letter: learned counts over a prior by shape."""

import unicodedata
from functools import lru_cache
from math import exp, log

# Nothing printed is read as more than three characters of its own.
LONGEST_READING = 3
# How many observations the prior is worth.
_PRIOR_WEIGHT = 1.0
# What is taken off each reading seen, for those not seen (absolute discounting; Ney, Essen and Kneser 1994).
DISCOUNT = 0.6

_PLAIN_KEPT, _MARKED_KEPT, _MARK_LOST = 0.95, 0.05, 0.5
_LOOKS_LIKE, _OTHER_MARK, _LOST, _ONE = 0.02, 0.02, 0.004, 0.001
_TWO_WITH_BASE, _TWO, _THREE = 0.004, 0.0001, 0.00001
# Characters that English models print for letters with marks they do not know, by the letter without marks.
_LOOK_ALIKES = {
    "a": "4@d",
    "b": "6",
    "c": "¢e(",
    "d": "dPBp",
    "e": "€¢&é",
    "g": "q9",
    "h": "b",
    "i": "1lj!|",
    "l": "1I|",
    "o": "60&@¢Gédb9Q",
    "q": "g",
    "s": "5§",
    "u": "iwvyt",
    "y": "v",
    "z": "2",
}


@lru_cache(maxsize=4096)
def base_letter(letter: str) -> str:
    """The letter without its marks: ố -> o, Đ -> D."""
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    return unicodedata.normalize("NFD", letter)[0]


def prior_share(printed: str, read: str) -> float:
    """How likely a reading is before anything was learned."""
    base = base_letter(printed)
    if len(read) == 1:
        return _prior_of_one(printed, base, read)
    if not read:
        return _LOST
    if len(read) == 2:
        return _TWO_WITH_BASE if base in map(base_letter, read) else _TWO
    return _THREE


def _prior_of_one(printed: str, base: str, read: str) -> float:
    if read == printed:
        return _PLAIN_KEPT if base == printed else _MARKED_KEPT
    if read == base:
        return _MARK_LOST
    if read in _LOOK_ALIKES.get(base.lower(), ""):
        return _LOOKS_LIKE
    return _OTHER_MARK if base_letter(read) == base else _ONE


def family_of(letter: str) -> str:
    """Letters that are damaged alike: those with the same base, with or without marks ("a", "a+", "A+")."""
    base = base_letter(letter)
    return base if base == letter else base + "+"


class Discounted:
    """Shares of what a printed form was read as: `seen` for each reading, `open` for all that were not seen."""

    __slots__ = ("open", "seen")

    def __init__(self, readings: dict[str, float], prior: float) -> None:
        total = sum(readings.values()) + prior
        taken = {read: DISCOUNT * min(count, 1.0) for read, count in readings.items()}
        self.seen = {read: (count - taken[read]) / total for read, count in readings.items()}
        self.open = (prior + sum(taken.values())) / total


class LetterCosts:
    """Costs (negative logarithms) of readings of single letters and, by the best way through, of short runs."""

    def __init__(self, counts: dict[str, dict[str, float]]) -> None:
        self._shares = {printed: Discounted(readings, _PRIOR_WEIGHT) for printed, readings in counts.items()}
        self._family_shares = {
            family: Discounted(readings, _PRIOR_WEIGHT) for family, readings in _by_family(counts).items()
        }
        self._costs: dict[tuple[str, str], float] = {}
        printed_as: dict[str, set[str]] = {}
        for printed, readings in counts.items():
            for read in readings:
                printed_as.setdefault(read, set()).add(printed)
        self._printed_as = {read: frozenset(letters) for read, letters in printed_as.items()}
        self._usual: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
        self._longer_with: dict[str, list[str]] = {}
        for read in self._printed_as:
            for character in set(read) if len(read) > 1 else ():
                self._longer_with.setdefault(character, []).append(read)

    def cost(self, printed: str, read: str) -> float:
        """The cost of reading one printed letter as up to three characters."""
        known = self._costs.get((printed, read))
        if known is None:
            share = prior_share(printed, read)
            if len(read) == 2:
                share = max(share, _SPECK * sum(exp(-self.cost(printed, one)) for one in read))
            for shares in (self._family_shares.get(family_of(printed)), self._shares.get(printed)):
                if shares is not None:
                    share = shares.seen.get(read, 0.0) + shares.open * share
            known = self._costs[printed, read] = -log(share)
        return known

    def longer_readings_with(self, character: str) -> list[str]:
        """All readings of two characters or more that hold a character and were seen."""
        return self._longer_with.get(character, [])

    def letters_like(self, read: str, alphabet: frozenset[str]) -> frozenset[str]:
        """The letters of an alphabet that come into question for a run: all for one character, few for longer ones."""
        if len(read) < 2:
            return alphabet
        likely = self._printed_as.get(read, _NO_LETTERS) & alphabet
        if len(read) == 2:
            likely = likely.union(*(self._usual_for(one, alphabet) for one in read))
        return likely

    def _usual_for(self, character: str, alphabet: frozenset[str]) -> frozenset[str]:
        """The letters of an alphabet whose usual reading a character is, so that a speck beside it may be forgiven."""
        key = (character, alphabet)
        known = self._usual.get(key)
        if known is None:
            usual = (letter for letter in alphabet if self.cost(letter, character) < _USUAL)
            known = self._usual[key] = frozenset(usual)
        return known

    def run_cost(self, printed: str, read: str) -> float:
        """The cost of the cheapest way to read a printed run as another; infinite when it cannot be."""
        length = len(read)
        row = [0.0] + [_NEVER] * length
        for letter in printed:
            after = [_NEVER] * (length + 1)
            for start, sofar in enumerate(row):
                if sofar < _NEVER:
                    for end in range(start, min(start + LONGEST_READING, length) + 1):
                        total = sofar + self.cost(letter, read[start:end])
                        if total < after[end]:
                            after[end] = total
            row = after
        return row[length]

    def align(self, printed: str, read: str) -> list[str] | None:
        """What each printed letter was read as, by the cheapest way; None when there is none."""
        length = len(read)
        rows: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(_NEVER, 0)] * length]
        for letter in printed:
            after = [(_NEVER, 0)] * (length + 1)
            for start, (sofar, _) in enumerate(rows[-1]):
                if sofar < _NEVER:
                    for end in range(start, min(start + LONGEST_READING, length) + 1):
                        total = sofar + self.cost(letter, read[start:end])
                        if total < after[end][0]:
                            after[end] = (total, start)
            rows.append(after)
        return _pieces(rows, read) if rows[-1][length][0] < _NEVER else None


_NEVER = 1e9
_NO_LETTERS: frozenset[str] = frozenset()
# How likely a further character is read beside the right one, and what a usual reading costs at most.
_SPECK, _USUAL = 0.01, 5.0


def _by_family(counts: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Each kind of reading of a letter counts once at most."""
    families: dict[str, dict[str, float]] = {}
    for printed, readings in counts.items():
        family = families.setdefault(family_of(printed), {})
        for read, count in readings.items():
            family[read] = family.get(read, 0.0) + min(count, 1.0)
    return families


def _pieces(rows: list[list[tuple[float, int]]], read: str) -> list[str]:
    pieces, end = [], len(read)
    for row in reversed(rows[1:]):
        start = row[end][1]
        pieces.append(read[start:end])
        end = start
    return pieces[::-1]
