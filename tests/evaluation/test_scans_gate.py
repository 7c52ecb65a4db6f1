"""The gate of the scans: it counts errors and tasks strictly, and says what it leaves out."""

import json
import runpy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from evaluation.scans import typeset_papers
from evaluation.scans.drawn_scans import as_noisy
from evaluation.scans.score_scans import ScanScore, score_budget, score_tasks, score_words
from evaluation.scans.typeset_papers import kept_real_papers
from haidang.engines.reading.findings import (
    BudgetFound,
    BudgetGroupFound,
    BudgetRowFound,
    TaskFound,
    TimingFound,
)
from haidang.engines.reading.opening.scanning.straightening import measure_skew
from haidang.engines.reading.paper import Cell, Line, Paper, Row, Table

FOLDER = Path(__file__).resolve().parents[2] / "evaluation" / "scans"


@pytest.fixture(scope="module")
def gate():
    """This fixture will load the gate, which is a script and no package."""
    return runpy.run_path(str(FOLDER / "gate.py"))


def paper(*texts: str, cells: tuple[str, ...] = ()) -> Paper:
    """One page: running lines, then a table of one row."""
    lines = tuple(Line(number, text, text, page=1) for number, text in enumerate((*texts, *cells), start=1))
    row = Row(tuple(Cell((text,), (len(texts) + place,)) for place, text in enumerate(cells, start=1)))
    return Paper("a.pdf", "", "pdf", lines, (Table((row,)),) if cells else ())


def task(label: str, title: str = "Tổ chức hội nghị", **fields) -> TaskFound:
    timing = TimingFound("Quý I/2026", "window", ((date(2026, 1, 1), date(2026, 3, 31)),))
    return TaskFound(label, title, ((1, 1),), **{"lead": ("Sở Ngoại vụ",), "timing": timing, **fields})


def right_tasks(asked: list[TaskFound], found: list[TaskFound]) -> tuple[int, int]:
    score = score_tasks(asked, found)
    return score.tasks_right, score.tasks_asked


def test_wrong_words_are_counted_in_prose_and_cells_apart():
    text = paper("Kế hoạch năm 2026", cells=("Sở Ngoại vụ", "Quý I"))
    scan = paper("Kế hoặch năm 2026", cells=("Sở Ngoại vụ", "Quy I"))

    score = score_words(text, scan, [1])

    assert (score.prose_errors, score.prose_words) == (1, 4)
    assert (score.cell_errors, score.cell_words, score.wrong_grids) == (1, 5, 0)


def test_table_that_was_not_found_is_wrong_in_every_word():
    text = paper("Kế hoạch", cells=("Sở Ngoại vụ", "Quý I"))
    scan = paper("Kế hoạch", cells=("Sở Ngoại vụ Quý I",))

    score = score_words(text, scan, [1])

    assert (score.cell_errors, score.cell_words, score.wrong_grids) == (5, 5, 1)


def test_same_tasks_are_right():
    assert right_tasks([task("I.1"), task("I.2")], [task("I.1"), task("I.2")]) == (2, 2)


@pytest.mark.parametrize(
    "other",
    [
        task("I.1", "Tố chức hội nghị"),
        task("I.1", "Tổ chức hội nghị."),
        task("I.1", "tổ chức hội nghị"),
        task("I.2"),
        task("I.1", lead=()),
        task("I.1", partners=("Sở Tài chính",)),
        task("I.1", timing=None),
        replace(task("I.1"), timing=TimingFound("Quý II/2026", "window")),
    ],
)
def test_task_with_one_difference_is_wrong(other):
    assert right_tasks([task("I.1")], [other])[0] == 0


def test_spaces_and_the_two_ways_to_write_points_make_no_difference():
    assert right_tasks([task("I.1", "Báo chí,  đài…")], [task("I.1", "Báo chí, đài...")]) == (1, 1)


def test_task_that_the_text_does_not_have_counts_against_the_scan():
    assert right_tasks([task("I.1")], [task("I.1"), task("I.2")]) == (1, 2)


def test_second_task_with_the_same_label_is_asked_for_too():
    assert right_tasks([task("1"), task("1", "Viết tin")], [task("1")]) == (1, 2)


def budget(*lines: BudgetRowFound) -> BudgetFound:
    group = BudgetGroupFound("I", "Tuyên truyền", None, (), (), lines, (1,))
    return BudgetFound("tỷ đồng", ("2026",), (group,), (), (), None, None, None, (1,))


def budget_line(label: str, **fields) -> BudgetRowFound:
    given = {"amounts": (Decimal("0.7"),), "executor": "Sở Ngoại vụ", "source": "Ngân sách Thành phố"}
    return BudgetRowFound(label, "In tờ gấp", lines=(1,), **{**given, **fields})


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (budget(budget_line("1"), budget_line("2")), (2, 2)),
        (budget(budget_line("1"), budget_line("2", executor="Sở Tài chính")), (1, 2)),
        (budget(budget_line("1"), budget_line("2", source="")), (1, 2)),
        (budget(budget_line("1"), budget_line("2", amounts=(None,))), (1, 2)),
        (budget(budget_line("1"), budget_line("2"), budget_line("3")), (2, 3)),
        (None, (0, 2)),
    ],
)
def test_budget_line_is_right_with_its_amounts_executor_and_source(found, right):
    score = score_budget(budget(budget_line("1"), budget_line("2")), found)

    assert (score.budget_right, score.budget_asked) == right


def test_papers_are_set_in_type_once_for_the_same_sources(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(
        typeset_papers, "typeset_real_papers", lambda _, folder: made.append(_typeset(folder))
    )
    for name in ("002", "003"):
        (tmp_path / "seeds").mkdir(exist_ok=True)
        (tmp_path / "seeds" / f"{name}_a.txt").write_text(name)

    papers = [kept_real_papers(tmp_path, tmp_path / "kept") for _ in (1, 2)]
    (tmp_path / "seeds" / "002_a.txt").write_text("another")
    kept_real_papers(tmp_path, tmp_path / "kept")

    assert (len(made), papers[0] == papers[1], papers[0][0].read_text()) == (2, True, "pdf")


def _typeset(folder: Path) -> Path:
    folder.mkdir()
    (folder / "002.pdf").write_text("pdf")
    return folder


def test_score_worse_than_its_floor_is_a_fault(gate):
    score = ScanScore(2, 100, tasks_right=9, tasks_asked=10, budget_asked=1, pages=1, seconds=5.0)
    floors = {"200 clean": {"prose": 1.0, "cells": 2.5, "tasks": 95, "budget": 100, "seconds": 4.0}}

    assert list(gate["faults_of"]({"200 clean": score}, floors)) == [
        "scans 200 clean: prose 2.00, floor 1.0",
        "scans 200 clean: tasks 90.00, floor 95",
        "scans 200 clean: budget 0.00, floor 100",
        "scans 200 clean: seconds 5.00, floor 4.0",
    ]


def test_every_kind_of_scan_has_floors_within_what_is_promised(gate):
    floors = json.loads((FOLDER / "floors.json").read_text("utf-8"))

    assert set(floors) == {*gate["VARIANTS"], "borderless"}
    for floor in floors.values():
        assert floor.get("prose", 0) <= 1
        assert floor.get("cells", 0) <= 2.5
        assert floor["tasks"] >= 95
        assert floor.get("budget", 100) == 100
        assert floor["seconds"] <= 4


def test_gate_says_what_it_leaves_out(gate, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(gate["papers_at_hand"].__globals__, "SHARED", tmp_path)

    papers = gate["papers_at_hand"]()

    assert "left out, ../shared is not there" in capsys.readouterr().out
    assert "ke-hoach-thanh-pho-2026" in papers
    assert "ke-hoach-phuong-2026-quet" not in papers


def test_noisy_scan_is_turned_and_grained():
    page = np.full((1200, 900), 255, dtype=np.uint8)
    page[100:1100:40, 60:840] = 0

    noisy = as_noisy(page, seed=1)

    assert abs(measure_skew(noisy < 128)) == pytest.approx(0.7, abs=0.05)
    assert float(noisy[:80].std()) > 8
