"""Scores of the aims that papers state: how many of those known by hand are found, and how many found are among them.

Run: python evaluation/targets/gate.py   (prints each score beside its floor)
The known ones are all numbers to be reached that the first five seed papers print in their goals, tasks, duties and
budget lines; what a paper says to be so already is none. Seed 001 is a scan whose recognised text lost the figures.
"""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.reading.stated_aims import find_aims

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
HERE = Path(__file__).parent
PAPERS = ("000", "001", "002", "003", "004")

type Aim = tuple[str, Decimal, str]


def measure_targets(shared: Path) -> dict[str, int]:
    """This function will count by paper what is found of what is known, and how many in a hundred found are known."""
    known = json.loads((HERE / "expected.json").read_text("utf-8"))
    scores, right, together = {}, 0, 0
    for number in PAPERS:
        found = list(dict.fromkeys(_aims_of(shared, number)))
        wanted = known.get(number, [])
        if wanted:
            scores[f"{number}_aims_found"] = sum(any(_is_same(one, aim) for aim in found) for one in wanted)
        right += sum(any(_is_same(one, aim) for one in wanted) for aim in found)
        together += len(found)
    return scores | {"right_in_hundred": 100 * right // max(together, 1)}


def _aims_of(shared: Path, number: str) -> Iterator[Aim]:
    paper = open_paper(next((shared / "seeds").glob(f"{number}_*")))
    told = answer_object(paper, read_paper(paper))
    for target in told["targets"]:
        yield target["text"], Decimal(target["value"]), target["unit"]
    for words in _texts_of(told):
        yield from ((words, one.value, one.unit) for one in find_aims(words))


def _texts_of(told: dict[str, Any]) -> Iterator[str]:
    """The same texts that the product looks through: tasks, duties, requests and budget lines."""
    for task in told["tasks"]:
        yield from (task["title"], *task["content"], task.get("product") or "")
    for duty in (*told["duties"], *told["requests"]):
        yield from (one["text"] for one in duty["items"])
    for group in (told["budget"] or {"groups": ()})["groups"]:
        yield from (row["text"] for row in group["lines_of"])


def _is_same(known: dict[str, str], aim: Aim) -> bool:
    words, value, unit = aim
    return known["words"] in words and Decimal(known["value"]) == value and known["unit"] == unit


def main() -> int:
    """This function will print every score beside its floor and give 1 when one fell below it."""
    if not SHARED.is_dir():
        print("targets: left out, the seed papers (../shared) are not there")
        return 0
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    scores = measure_targets(SHARED)
    for name, score in scores.items():
        print(f"{name}: {score} (floor {floors[name]})")
    return int(any(score < floors[name] for name, score in scores.items()))


if __name__ == "__main__":
    sys.exit(main())
