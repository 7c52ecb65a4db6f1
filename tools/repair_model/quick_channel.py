"""Confusions of the papers (one left out) and of synthetic pages, learned straight from the pairs."""

from pathlib import Path

from haidang.engines.vietnamese.repair.channel import ConfusionCounts
from tools.repair_model.aligned_words import pairs_of_gold, read_gold_lines
from tools.repair_model.learn_confusions import Confusions, Pairs, Table, learn_confusions, weighted_pairs


def learned_counts(
    shared: Path, pages: Pairs, words: set[str], *, leaving_out: str | None, page_weight: float
) -> ConfusionCounts:
    """This function will learn from the gold lines of all papers but one, and from pages at a lower weight."""
    gold = pairs_of_gold(read_gold_lines(shared), leaving_out=leaving_out)
    found = learn_confusions(weighted_pairs([(gold, 1.0), (pages, page_weight)]), words)
    return as_counts(found)


def as_counts(found: Confusions) -> ConfusionCounts:
    """This function will give plain dictionaries."""
    levels = (found.letters, found.onsets, found.nuclei, found.codas, found.rhymes, found.syllables)
    return ConfusionCounts(*map(_plain, levels))


def _plain(table: Table) -> dict[str, dict[str, float]]:
    return {printed: dict(readings) for printed, readings in table.items()}
