"""Draw how often words are right by how sure repair is of them: the plot of the model card.

Run: .venv/bin/python -m evaluation.repair.reliability --to src/haidang/engines/vietnamese/repair/data/reliability.svg
Needs ../shared; the real papers are repaired leaving one out, the pages as the gate does.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.repair.gate import measure_own_pages, measure_papers, measure_shared_pages
from evaluation.repair.score_papers import Certainty

_EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
_SIDE, _MARGIN = 400, 50
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Words of like confidence: how many, how sure on average, what share is right."""

    count: int
    said: float
    right: float


def bins_of(marks: Iterable[Certainty]) -> list[Bin]:
    """This function will group words by their confidence; groups too small to tell anything are left out."""
    kept = list(marks)
    bins = []
    for low, high in zip(_EDGES, _EDGES[1:], strict=False):
        group = [(sure, wrong) for sure, wrong in kept if low <= sure < high]
        if len(group) >= _FEWEST:
            said = sum(sure for sure, _ in group) / len(group)
            bins.append(Bin(len(group), said, 1 - sum(wrong for _, wrong in group) / len(group)))
    return bins


def drawn_plot(bins: list[Bin]) -> str:
    """This function will draw the groups beside the line on which confidence and truth are equal."""
    whole = _SIDE + 2 * _MARGIN
    dots = "\n".join(
        f'<circle cx="{_across(one.said):.1f}" cy="{_down(one.right):.1f}" r="5" fill="#0b5d7a">'
        f"<title>{one.count} words: {one.said:.3f} said, {one.right:.3f} right</title></circle>"
        for one in bins
    )
    ticks = "\n".join(
        f'<text x="{_across(tick / 10):.0f}" y="{_down(0) + 18}" text-anchor="middle">{tick / 10:.1f}</text>'
        f'<text x="{_MARGIN - 8}" y="{_down(tick / 10) + 4:.0f}" text-anchor="end">{tick / 10:.1f}</text>'
        for tick in range(0, 11, 2)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}"
  font-family="sans-serif" font-size="12">
<rect width="{whole}" height="{whole}" fill="#fff"/>
<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>
<line x1="{_across(0)}" y1="{_down(0)}" x2="{_across(1)}" y2="{_down(1)}" stroke="#888" stroke-dasharray="4 4"/>
{ticks}
<text x="{whole / 2}" y="{whole - 8}" text-anchor="middle">confidence said</text>
<text x="14" y="{whole / 2}" text-anchor="middle" transform="rotate(-90 14 {whole / 2})">share of right words</text>
{dots}
</svg>
"""


def _across(share: float) -> float:
    return _MARGIN + _SIDE * share


def _down(share: float) -> float:
    return _MARGIN + _SIDE * (1 - share)


def main() -> None:
    """This function will measure and draw, and print the groups."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    scores = [*measure_papers(), measure_shared_pages(), measure_own_pages()]
    bins = bins_of(mark for score in scores for mark in score.certainties)
    for one in bins:
        print(f"{one.count:6} words: said {one.said:.3f}, right {one.right:.3f}")
    options.to.write_text(drawn_plot(bins), "utf-8")


if __name__ == "__main__":
    main()
