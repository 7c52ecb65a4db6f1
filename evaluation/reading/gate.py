"""Measure the reading of tasks, on own papers and on real ones, and hold it to its pinned floors.

Run by `make eval`. The own papers stand in `papers`; the real ones, with their right answers, beside the
repository in ../shared: without them only the own papers are measured and the gate says so. A score below
its floor, or a real paper that is not the pinned one, ends with status 1.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from haidang.engines.reading.findings import TaskFound
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.outline import read_outline
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.tasks import read_tasks
from haidang.engines.vietnamese.forms import compared_form, normal_form

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
FIELDS = ("group", "title", "content", "lead", "partners", "product", "phrase", "spans", "subtasks")
_EDGE = " .,;:…-–\"'"


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers of one kind are right, of how many."""

    name: str
    right: int
    asked: int


def measure_own_papers() -> list[Score]:
    """This function will measure the papers of this folder together, field by field."""
    sums: dict[str, Score] = {}
    for path in sorted((HERE / "papers").glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        for score in measure_tasks(open_paper(path), gold["tasks"], gold["plan_year"]):
            before = sums.get(score.name, Score(score.name, 0, 0))
            sums[score.name] = Score(score.name, before.right + score.right, before.asked + score.asked)
    return list(sums.values())


def measure_tasks(paper: Paper, gold: list[dict[str, Any]], plan_year: int) -> list[Score]:
    """This function will read a paper and count the tasks whose title, lead, partners, timing ... are right."""
    tables = read_tables(paper)
    covered = frozenset(number for table in tables for number in table.lines)
    outline = read_outline(paper, table_lines=covered)
    found = {task.label: task for task in read_tasks(paper, outline, tables, plan_year=plan_year)}
    return [
        Score("tasks", len(found.keys() & {task["label"] for task in gold}), len(gold)),
        *(
            Score(name, sum(_is_right(name, task, found.get(task["label"])) for task in gold), len(gold))
            for name in FIELDS
        ),
    ]


def open_seed(name: str, *, is_repaired: bool) -> Paper:
    """This function will open a real paper; a damaged one with the right words of its damaged lines put in."""
    paper = open_paper(SHARED / "seeds" / name)
    if not is_repaired:
        return paper
    right = dict(_repaired_lines(name.split("_")[0]))
    lines = tuple(
        replace(line, text=" ".join(right[line.number].split()), tokens=()) if line.number in right else line
        for line in paper.lines
    )
    return replace(paper, lines=lines)


def _repaired_lines(seed: str) -> Iterator[tuple[int, str]]:
    with (SHARED / "gold" / "repair.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["file"] == seed:
                yield int(row["line"]), row["gold"]


def _is_right(name: str, gold: dict[str, Any], task: TaskFound | None) -> bool:
    return task is not None and _answers_of_task(task)[name] == _answers_of_gold(gold)[name]


def _answers_of_gold(gold: dict[str, Any]) -> dict[str, Any]:
    timing = gold["timing"]
    return {
        "group": gold["group"] and compared_form(gold["group"]),
        "title": _plain(gold["title"]),
        "content": _plain(" ".join(gold["content"])),
        "lead": [compared_form(body) for body in gold["lead"]],
        "partners": [compared_form(body) for body in gold["partners"]],
        "product": gold.get("product") and _plain(gold["product"]),
        "phrase": timing and _plain(timing["phrase"]),
        "spans": timing and (timing["kind"], timing["spans"]),
        "subtasks": [
            (part["label"], _plain(part["text"]), [compared_form(body) for body in part["partners"]])
            for part in gold["subtasks"]
        ],
    }


def _answers_of_task(task: TaskFound) -> dict[str, Any]:
    timing = task.timing
    return {
        "group": task.group and compared_form(task.group),
        "title": _plain(task.title),
        "content": _plain(" ".join(task.content)),
        "lead": [compared_form(body) for body in task.lead],
        "partners": [compared_form(body) for body in task.partners],
        "product": task.product and _plain(task.product),
        "phrase": timing and _plain(timing.phrase),
        "spans": timing and (timing.kind, [[day.isoformat() for day in span] for span in timing.spans]),
        "subtasks": [
            (part.label, _plain(part.text), [compared_form(body) for body in part.partners])
            for part in task.subtasks
        ],
    }


def _plain(text: str) -> str:
    return normal_form(text).strip(_EDGE)


def digest_of(path: Path) -> str:
    """This function will return the digest by which a paper or its right answers are known."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults_of_seed(pinned: dict[str, Any]) -> list[str]:
    """This function will measure one real paper and tell what fell short; [] when nothing did."""
    faults = [
        f"{name}: not the pinned file"
        for folder, name in (("seeds", pinned["paper"]), ("gold", pinned["gold"]))
        if digest_of(SHARED / folder / name) != pinned["digests"][folder]
    ]
    paper = open_seed(pinned["paper"], is_repaired=pinned["is_repaired"])
    gold = json.loads((SHARED / "gold" / pinned["gold"]).read_text("utf-8"))["tasks"]
    return [
        *faults,
        *faults_of(pinned["paper"], measure_tasks(paper, gold, pinned["plan_year"]), pinned["floors"]),
    ]


def faults_of(name: str, scores: list[Score], floors: dict[str, int]) -> list[str]:
    """This function will print every score beside its floor and tell which fell below; [] when none did."""
    for score in scores:
        print(f"{name}: {score.name} {score.right}/{score.asked} (floor {floors[score.name]})")
    return [
        f"{name}: {score.name} {score.right}, floor {floors[score.name]}"
        for score in scores
        if score.right < floors[score.name]
    ]


def main() -> int:
    """This function will measure all papers that are there; 1 when a score fell below its floor."""
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    faults = faults_of("own papers", measure_own_papers(), floors["own_papers"])
    if (SHARED / "gold").is_dir():
        faults += [fault for pinned in floors["papers"] for fault in faults_of_seed(pinned)]
    else:
        print("tasks of the real papers: left out, ../shared is not there")
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
