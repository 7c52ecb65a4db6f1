"""Pairs of words as printed and as read, from lines and pages given in both forms."""

import csv
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from haidang.engines.vietnamese.forms import folded_form, normal_form

_BAND = 40
# Words less alike than this are not the same word; pairs of them teach nothing.
_ALIKE = 0.34
_GAP = 0.62
# Neighbours as alike as this are the same word, and what stands between two such is one too.
_SAME = 0.5
_LENGTHS_APART = 2


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A damaged line of a seed paper with its right reading."""

    paper: str
    number: int
    raw: str
    gold: str


def read_gold_lines(shared: Path) -> list[GoldLine]:
    """The lines of `gold/repair.tsv`."""
    with (shared / "gold" / "repair.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [GoldLine(row["file"], int(row["line"]), row["raw"], row["gold"]) for row in rows]


def pairs_of_gold(lines: list[GoldLine], *, leaving_out: str | None) -> Counter[tuple[str, str]]:
    """Pairs (printed, read) of all papers but the one left out."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.paper != leaving_out:
            pairs.update(align_words(normal_form(line.gold).split(), _nfc(line.raw).split()))
    return pairs


def pairs_of_pages(folder: Path, pattern: str = "*.eng.txt") -> Counter[tuple[str, str]]:
    """Pairs (printed, read) of all pages of a folder that have both NAME.gold.txt and NAME.eng.txt."""
    pairs: Counter[tuple[str, str]] = Counter()
    for page in sorted(folder.glob(pattern)):
        gold = page.with_name(page.name.replace(".eng.", ".gold."))
        printed = normal_form(gold.read_text("utf-8")).split()
        pairs.update(align_words(printed, _nfc(page.read_text("utf-8")).split()))
    return pairs


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def align_words(printed: list[str], read: list[str]) -> list[tuple[str, str]]:
    """Pair the words of two readings of one text by the cheapest alignment; lone words are left out."""
    costs = [[0.0] * (len(read) + 1) for _ in range(len(printed) + 1)]
    for row in range(len(printed) + 1):
        for column in range(len(read) + 1):
            if row or column:
                costs[row][column] = _cheapest(costs, printed, read, row, column)
    return _walk_back(costs, printed, read)


def _is_far(row: int, column: int, rows: int, columns: int) -> bool:
    return abs(row * max(columns, 1) / max(rows, 1) - column) > _BAND


def _cheapest(costs: list[list[float]], printed: list[str], read: list[str], row: int, column: int) -> float:
    if _is_far(row, column, len(printed), len(read)):
        return 1e9
    ways = []
    if row and column:
        ways.append(costs[row - 1][column - 1] + _unlike(printed[row - 1], read[column - 1]))
    if row:
        ways.append(costs[row - 1][column] + _GAP)
    if column:
        ways.append(costs[row][column - 1] + _GAP)
    return min(ways)


def _walk_back(costs: list[list[float]], printed: list[str], read: list[str]) -> list[tuple[str, str]]:
    """The pairs of the cheapest way; unlike words are a pair where both neighbours are surely the same."""
    steps: list[tuple[str, str] | None] = []
    row, column = len(printed), len(read)
    while row and column:
        unlike = _unlike(printed[row - 1], read[column - 1])
        if abs(costs[row][column] - costs[row - 1][column - 1] - unlike) < 1e-9:
            row, column = row - 1, column - 1
            steps.append((printed[row], read[column]))
        elif abs(costs[row][column] - costs[row - 1][column] - _GAP) < 1e-9:
            row -= 1
            steps.append(None)
        else:
            column -= 1
            steps.append(None)
    steps = [None, *reversed(steps), None]
    around = zip(steps, steps[1:], steps[2:], strict=False)
    return [pair for before, pair, after in around if pair and _is_pair(before, pair, after)]


def _is_pair(before: tuple[str, str] | None, pair: tuple[str, str], after: tuple[str, str] | None) -> bool:
    if _unlike(*pair) <= 1 - _ALIKE:
        return True
    if before is None or after is None or max(_unlike(*before), _unlike(*after)) > _SAME:
        return False
    return abs(len(pair[0]) - len(pair[1])) <= _LENGTHS_APART


@lru_cache(maxsize=1 << 20)
def _unlike(printed: str, read: str) -> float:
    return Levenshtein.normalized_distance(_folded(printed), _folded(read))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return folded_form(word) or word
