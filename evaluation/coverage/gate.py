"""Proposals of "carries out" against pairs checked by hand: precision and recall, tuned and untuned apart.

Run: python evaluation/coverage/gate.py   (prints each score beside its floor)

Precision counts a proposal of a pair that a careful officer could judge either way ("may") neither as right nor as
wrong; strict precision counts it as wrong.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.reading.running_text import content_paragraphs
from haidang.engines.vietnamese.likeness import (
    LEAST_SCORE,
    WEAK_SCORE,
    ItemText,
    LikenessProposal,
    propose_matches,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PAIRS = Path(__file__).with_name("pairs.json")
FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class PairCount:
    """Of the proposals: how many are right, could be, and are wrong; and how many right ones there are in all."""

    right: int
    may: int
    wrong: int
    known: int

    def __add__(self, other: "PairCount") -> "PairCount":
        ours, theirs = (
            (self.right, self.may, self.wrong, self.known),
            (other.right, other.may, other.wrong, other.known),
        )
        return PairCount(*(one + more for one, more in zip(ours, theirs, strict=True)))

    @property
    def precision(self) -> float:
        return round(self.right / (self.right + self.wrong), 3) if self.right + self.wrong else 0.0

    @property
    def strict_precision(self) -> float:
        proposed = self.right + self.may + self.wrong
        return round(self.right / proposed, 3) if proposed else 0.0

    @property
    def recall(self) -> float:
        return round(self.right / self.known, 3)


def count_proposals(proposals: Sequence[LikenessProposal], gold: Mapping[str, Any]) -> PairCount:
    """Judge proposals by the pairs checked by hand; what is proposed for other items above is not judged."""
    yes, may = _pairs_of(gold["yes"]), _pairs_of(gold["may"])
    made = {
        (one.above, one.below)
        for one in proposals
        if not gold["only_above"] or one.above in gold["only_above"]
    }
    return PairCount(len(made & yes), len(made & may), len(made - yes - may), len(yes))


def measure_coverage(shared: Path, least: float) -> dict[str, PairCount]:
    """Count the proposals for every pair of papers, and those of the pairs that nothing was tuned on."""
    gold = json.loads(PAIRS.read_text("utf-8"))
    names = {pair[side] for pair in gold["pairs"] for side in ("above", "below")}
    items = {name: _items_of(shared, name, gold["items"].get(name)) for name in sorted(names)}
    return {
        f"{pair['above']}_{pair['below']}" + ("" if pair["tuned"] else "_untuned"): count_proposals(
            propose_matches(items[pair["above"]], items[pair["below"]], least=least), pair
        )
        for pair in gold["pairs"]
    }


def _pairs_of(told: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    return {(above, below) for above, many in told.items() for below in many}


def _items_of(shared: Path, name: str, places: Mapping[str, Sequence[int]] | None) -> list[ItemText]:
    paper = open_paper(next((shared / "seeds").glob(f"{name}_*")))
    return _points_at(paper, places) if places else _tasks_of(paper)


def _tasks_of(paper: Paper) -> list[ItemText]:
    return [
        ItemText(task.label, (task.title, *task.content, *(part.text for part in task.subtasks)))
        for task in read_paper(paper).tasks
    ]


def _points_at(paper: Paper, places: Mapping[str, Sequence[int]]) -> list[ItemText]:
    paragraphs = content_paragraphs(paper)
    return [
        ItemText(key, tuple(one.words for one in paragraphs if first <= one.lines[0] <= last))
        for key, (first, last) in places.items()
    ]


def scores_of(counts: Mapping[str, PairCount]) -> dict[str, float]:
    """The figures that have floors: of each pair of papers, and of those tuned on together."""
    together = sum((count for name, count in counts.items() if "untuned" not in name), PairCount(0, 0, 0, 0))
    return {
        f"{name}_{figure}": getattr(count, figure)
        for name, count in {**counts, "tuned": together}.items()
        for figure in ("precision", "strict_precision", "recall")
    }


def main() -> int:
    """This function will print every score beside its floor and give 1 when one fell below it."""
    if not SHARED.is_dir():
        print("coverage: left out, the seed papers (../shared) are not there")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8"))
    scores = scores_of(measure_coverage(SHARED, LEAST_SCORE))
    for name, score in scores.items():
        print(f"coverage {name}: {score} (floor {floors[name]})")
    for name, count in measure_coverage(SHARED, WEAK_SCORE).items():
        print(
            f"coverage {name} from {WEAK_SCORE} on: {count}, precision {count.precision}, recall {count.recall}"
        )
    return int(any(score < floors[name] for name, score in scores.items()))


if __name__ == "__main__":
    sys.exit(main())
