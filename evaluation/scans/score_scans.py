"""What a scan loses of a paper: wrong syllables of prose and cells, tasks and budget lines not those of the text."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.repair.syllable_errors import LineScore, score_line
from haidang.engines.reading.findings import BudgetFound, BudgetRowFound, TaskFound
from haidang.engines.reading.paper import Paper, Table

_FIELDS = ("title", "lead", "partners", "timing")


@dataclass(slots=True)
class ScanScore:
    """Counts that add up over papers. `differing` tells of each task and line what differs, for a person to look at."""

    prose_errors: int = 0
    prose_words: int = 0
    cell_errors: int = 0
    cell_words: int = 0
    wrong_grids: int = 0
    tasks_right: int = 0
    tasks_asked: int = 0
    budget_right: int = 0
    budget_asked: int = 0
    pages: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    differing: list[str] = field(default_factory=list)

    def add(self, other: "ScanScore") -> None:
        """This function will add the counts of another score to this one."""
        for name in self.__slots__:
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, max(mine, theirs) if name == "slowest" else mine + theirs)

    def is_asked(self, rate: str) -> bool:
        """Whether there was anything to get right: a sum of papers without tasks or budget says nothing of them."""
        return {"tasks": self.tasks_asked > 0, "budget": self.budget_asked > 0}.get(rate, True)

    @property
    def rates(self) -> dict[str, float]:
        """Percent of wrong syllables, of right tasks and lines of a budget, seconds of the processor for a page."""
        return {
            "prose": 100 * self.prose_errors / max(self.prose_words, 1),
            "cells": 100 * self.cell_errors / max(self.cell_words, 1),
            "tasks": 100 * self.tasks_right / max(self.tasks_asked, 1),
            "budget": 100 * self.budget_right / max(self.budget_asked, 1),
            "seconds": self.seconds / max(self.pages, 1),
        }


def score_words(text: Paper, scan: Paper, pages: Sequence[int]) -> ScanScore:
    """This function will count wrong syllables page by page; `pages[i]` of the text is page i + 1 of the scan.

    Words are compared as `gold/README.md` says; "…" is the same print as "...".
    """
    score = ScanScore(pages=len(pages))
    for place, number in enumerate(pages, start=1):
        prose = _score_text(_prose_of(scan, place), _prose_of(text, number))
        score.prose_errors += prose.errors
        score.prose_words += prose.words
        _score_tables(score, _tables_of(text, number), _tables_of(scan, place))
    return score


def score_tasks(asked: Sequence[TaskFound], found: Sequence[TaskFound]) -> ScanScore:
    """This function will count the tasks with the same label, title, lead, partners and timing.

    Only spaces and the two ways to write "..." are made alike. More tasks than the text has count as asked for too.
    """
    wanted, told = _by_label(asked), _by_label(found)
    differing = [
        f"{label[0]}: {difference}"
        for label, task in wanted.items()
        if (difference := _difference(task, told.get(label)))
    ]
    strangers = [f"{label[0]}: not in the text" for label in told.keys() - wanted.keys()]
    right, asked_for = len(wanted) - len(differing), max(len(wanted), len(told))
    return ScanScore(tasks_right=right, tasks_asked=asked_for, differing=differing + strangers)


def score_budget(asked: BudgetFound | None, found: BudgetFound | None) -> ScanScore:
    """This function will count the budget lines with the same amounts of all periods, executor and source.

    More lines than the text has count as asked for too.
    """
    wanted, told = _budget_lines(asked), _budget_lines(found)
    differing = [
        f"budget {'.'.join(key)}: {line} read {told.get(key, 'missing')}"
        for key, line in wanted.items()
        if told.get(key) != line
    ]
    right, asked_for = len(wanted) - len(differing), max(len(wanted), len(told))
    return ScanScore(budget_right=right, budget_asked=asked_for, differing=differing)


def _budget_lines(budget: BudgetFound | None) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """What is compared of each line, by the labels of its group and its own."""
    if budget is None:
        return {}
    return {(group.label, line.label): _told_line(line) for group in budget.groups for line in group.rows}


def _told_line(line: BudgetRowFound) -> tuple[Any, ...]:
    return (line.amounts, _plain(line.executor or ""), _plain(line.source or ""))


def _by_label(tasks: Iterable[TaskFound]) -> dict[tuple[str, int], dict[str, Any]]:
    seen: Counter[str] = Counter()
    answers = {}
    for task in tasks:
        seen[task.label] += 1
        answers[task.label, seen[task.label]] = _answer_of(task)
    return answers


def _answer_of(task: TaskFound) -> dict[str, Any]:
    timing = task.timing
    return {
        "title": _plain(task.title),
        "lead": [_plain(body) for body in task.lead],
        "partners": [_plain(body) for body in task.partners],
        "timing": timing and (_plain(timing.phrase), timing.kind, timing.spans, timing.due, timing.every),
    }


def _difference(asked: dict[str, Any], found: dict[str, Any] | None) -> str:
    if found is None:
        return "missing"
    return "; ".join(
        f"{name} {asked[name]!r} read {found[name]!r}" for name in _FIELDS if asked[name] != found[name]
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("…", "...").split())


def _score_text(said: str, meant: str) -> LineScore:
    return score_line(said.replace("…", "..."), meant.replace("…", "..."))


def _prose_of(paper: Paper, page: int) -> str:
    inside = {number for table in paper.tables for number in table.lines}
    return " ".join(line.text for line in paper.lines if line.page == page and line.number not in inside)


def _tables_of(paper: Paper, page: int) -> list[Table]:
    return [table for table in paper.tables if table.lines and paper.line(table.lines[0]).page == page]


def _score_tables(score: ScanScore, asked: list[Table], found: list[Table]) -> None:
    """A table whose rows and columns were not found is wrong in every word."""
    for place, table in enumerate(asked):
        cells = _cells_of(table)
        other = _cells_of(found[place]) if place < len(found) else []
        is_same = place < len(found) and _shape_of(table) == _shape_of(found[place])
        score.wrong_grids += not is_same
        pairs = zip(other if is_same else [""] * len(cells), cells, strict=True)
        for said, meant in pairs:
            line = _score_text(said, meant)
            score.cell_errors += line.errors
            score.cell_words += line.words


def _shape_of(table: Table) -> tuple[int, int]:
    return len(table.rows), len(table.rows[0].cells)


def _cells_of(table: Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row.cells]
