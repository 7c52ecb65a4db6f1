"""How much of a text was misread: its words as a mixture of right, foreign and misread ones."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from haidang.engines.vietnamese.repair.word_classes import WordClass, classes_of_line

# A name or a term comes up again and again, and so does a word that is always misread: each counts by its root.
_REPEATED = 0.5
_ROUNDS = 25
# What a class that was never counted is taken to have been seen.
_NEVER_SEEN = 0.5
_KINDS = ("right", "foreign", "misread")
_WITH_MISREAD, _WITHOUT = (0.8, 0.1, 0.1), (0.9, 0.1, 0.0)

# How likely a class is among right, foreign and misread words; and such shares of a text.
Mixture = tuple[float, float, float]
_Counted = list[tuple[Mixture, float]]


@dataclass(frozen=True, slots=True)
class Misreading:
    """The share of misread words, and how much likelier the text is with them than without (a logarithm)."""

    share: float
    evidence: float


def measure_misreading(lines: Iterable[Sequence[str]]) -> Misreading:
    """Measure how much of a text was misread, from the words of its lines.

    This function will let the shares of right, foreign and misread words be whatever explains the text best
    (expectation-maximisation; Dempster, Laird and Rubin 1977), once with misread words and once without.
    """
    counted = _counted(lines)
    if not counted:
        return Misreading(0.0, 0.0)
    shares, likelihood = _best_shares(counted, _WITH_MISREAD)
    _, likelihood_without = _best_shares(counted, _WITHOUT)
    return Misreading(shares[2], likelihood - likelihood_without)


def _counted(lines: Iterable[Sequence[str]]) -> _Counted:
    seen = [
        (word.lower(), one)
        for words in lines
        for word, one in zip(words, classes_of_line(words), strict=True)
    ]
    forms = Counter(form for form, _ in seen)
    weights: defaultdict[WordClass, float] = defaultdict(float)
    for form, one in seen:
        weights[one] += forms[form] ** (_REPEATED - 1)
    shares, never_seen = _class_shares()
    return [(shares.get(one, never_seen), weight) for one, weight in weights.items()]


def _best_shares(counted: _Counted, start: Mixture) -> tuple[Mixture, float]:
    shares, total = start, sum(weight for _, weight in counted)
    for _ in range(_ROUNDS):
        right = foreign = misread = 0.0
        for one, weight in counted:
            part = weight / _likelihood(shares, one)
            right += part * shares[0] * one[0]
            foreign += part * shares[1] * one[1]
            misread += part * shares[2] * one[2]
        shares = (right / total, foreign / total, misread / total)
    return shares, sum(weight * log(_likelihood(shares, one)) for one, weight in counted)


def _likelihood(shares: Mixture, one: Mixture) -> float:
    return shares[0] * one[0] + shares[1] * one[1] + shares[2] * one[2]


@cache
def _class_shares() -> tuple[dict[WordClass, Mixture], Mixture]:
    """The share of each class among right, foreign and misread words, and that of classes never counted."""
    content = files(__package__).joinpath("data", "word_classes.csv").read_text("utf-8")
    rows = list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
    totals = [sum(int(row[kind]) + _NEVER_SEEN for row in rows) for kind in _KINDS]
    shares = {_class_in(row): _mixture([int(row[kind]) for kind in _KINDS], totals) for row in rows}
    return shares, _mixture([0, 0, 0], totals)


def _class_in(row: dict[str, str]) -> WordClass:
    return WordClass(row["case"], row["writing"], int(row["step"]), row["beside_foreign"] == "yes")


def _mixture(counts: Sequence[int], totals: Sequence[float]) -> Mixture:
    right, foreign, misread = (
        (count + _NEVER_SEEN) / total for count, total in zip(counts, totals, strict=True)
    )
    return right, foreign, misread
