"""How right Vietnamese writes its syllables: what a word, as it is written, says for or against a sound text."""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from haidang.engines.vietnamese.forms import folded_form

# No writing is surer or rarer than this: the counted texts have slips of their own.
_LEAST_SHARE = 0.001
_MILLION, _THOUSAND = 1_000_000, 1000
_STROKE = "\u0335"


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a writing is chosen for its letters: over all, and where it begins with a capital in a sentence."""

    small: float
    capital: float


@dataclass(frozen=True, slots=True)
class Writings:
    """The ways to write one run of letters without marks, and how often (of all words) the run comes up.

    `shares` go by the marks of a word in any order: "hoà" is "hòa", "điêụ" is "điệu".
    """

    frequency: float
    shares: dict[str, Shares]
    expected: Shares

    def knows(self, word: str) -> bool:
        """Tell whether right texts write the letters so."""
        return marks_of(word) in self.shares

    def surprise(self, word: str) -> float:
        """How much odder a word is written than its letters are on the average; about 0 in sound text (in nats)."""
        shares = self.shares.get(marks_of(word), _NEVER_SEEN)
        if word[0].islower():
            return -log(shares.small) - self.expected.small
        return -log((shares.small + shares.capital) / 2) - (self.expected.small + self.expected.capital) / 2

    def cost(self, word: str) -> float:
        """The negative logarithm of how often the word comes up as it is written."""
        return -log(self.frequency * self.shares.get(marks_of(word), _NEVER_SEEN).small)


_NEVER_SEEN = Shares(_LEAST_SHARE, _LEAST_SHARE)


def writings_of(word: str) -> Writings | None:
    """The writings of a word's letters; None where no syllable has these letters."""
    return all_writings().get(folded_form(word))


@lru_cache(maxsize=65536)
def marks_of(word: str) -> str:
    """The marks of a word in a fixed order, with the stroke of đ."""
    marks = unicodedata.normalize("NFD", word.lower().replace("đ", "d" + _STROKE))
    return "".join(sorted(filter(unicodedata.combining, marks)))


@cache
def all_writings() -> dict[str, Writings]:
    """The writings by their letters without marks. This function will read its file once."""
    content = files(__package__).joinpath("data", "syllable_writings.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in content.splitlines() if not line.startswith("#"))
    return {row["letters"]: _writings_in(row) for row in rows}


def _writings_in(row: dict[str, str]) -> Writings:
    shares: dict[str, Shares] = {}
    for entry in row["writings"].split():
        letters, small, capital = entry.split(":")
        shares.setdefault(marks_of(letters), Shares(_share(small), _share(capital)))
    expected = Shares(
        _entropy([one.small for one in shares.values()]), _entropy([one.capital for one in shares.values()])
    )
    return Writings(int(row["in_million"]) / _MILLION, shares, expected)


def _share(thousandths: str) -> float:
    return max(int(thousandths) / _THOUSAND, _LEAST_SHARE)


def _entropy(shares: list[float]) -> float:
    return -sum(share * log(share) for share in shares)
