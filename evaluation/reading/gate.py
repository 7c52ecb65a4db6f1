"""Measure the reading of tasks on the real papers and hold it to its pinned floors.

Run by `make eval`. Papers and right answers stand beside the repository in ../shared; without them nothing
can be measured and the gate says so. A score below its floor, or a paper that is not the pinned one, ends
with status 1.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haidang.engines.reading.findings import TaskFound
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.outline import read_outline
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.tasks import read_tasks
from haidang.engines.vietnamese.forms import compared_form, normal_form

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
_EDGE = " .,;:…-–\"'"


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers of one kind are right, of how many."""

    name: str
    right: int
    asked: int


def measure_tasks(paper_name: str, gold_name: str, plan_year: int) -> list[Score]:
    """This function will read a paper and count the tasks whose title, lead, partners, timing ... are right."""
    gold = json.loads((SHARED / "gold" / gold_name).read_text())["tasks"]
    paper = open_paper(SHARED / "seeds" / paper_name)
    tables = read_tables(paper)
    covered = frozenset(number for table in tables for number in table.lines)
    outline = read_outline(paper, table_lines=covered)
    found = {task.label: task for task in read_tasks(paper, outline, tables, plan_year=plan_year)}
    return [
        Score("tasks", len(found.keys() & {task["label"] for task in gold}), len(gold)),
        *(
            Score(name, sum(_is_right(name, task, found.get(task["label"])) for task in gold), len(gold))
            for name in ("group", "title", "content", "lead", "partners", "phrase", "spans", "subtasks")
        ),
    ]


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
        "phrase": _plain(timing["phrase"]),
        "spans": (timing["kind"], timing["spans"]),
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
        "phrase": _plain(timing.phrase) if timing else None,
        "spans": (timing.kind, [[day.isoformat() for day in span] for span in timing.spans])
        if timing
        else None,
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


def faults_of(floors: dict[str, Any]) -> list[str]:
    """This function will measure every paper of the floors and tell what fell short; [] when nothing did."""
    faults: list[str] = []
    for paper in floors["papers"]:
        for folder, name in (("seeds", paper["paper"]), ("gold", paper["gold"])):
            if digest_of(SHARED / folder / name) != paper["digests"][folder]:
                faults.append(f"{name}: not the pinned file")
        for score in measure_tasks(paper["paper"], paper["gold"], paper["plan_year"]):
            print(f"{paper['paper']}: {score.name} {score.right}/{score.asked}")
            floor = paper["floors"].get(score.name, 0)
            if score.right < floor:
                faults.append(f"{paper['paper']}: {score.name} {score.right}, floor {floor}")
    return faults


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print("../shared is not there: nothing measured")
        return 0
    faults = faults_of(json.loads((HERE / "floors.json").read_text()))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
