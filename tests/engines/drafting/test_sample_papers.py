"""The sample papers that ship: as their data say, with the defects they are meant to have and no others."""

import sys
from decimal import Decimal
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import docx
import pytest

from haidang.engines.reckoning.sums import (
    column_sums,
    count_years,
    rate_amount,
    sum_differences,
    words_amount,
)
from haidang.engines.reckoning.timing import UnreadableTiming, read_timing

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))

import build_samples
from samples import city_plan_amended, city_plan_tasks, project_decision

SAMPLES = files("haidang.documents") / "samples"
NAMES = pytest.mark.parametrize("name", build_samples.PAPERS)


@NAMES
def test_text_of_a_sample_is_what_its_data_make(name):
    paper, written = build_samples.PAPERS[name]

    assert (SAMPLES / f"{name}.txt").read_text(encoding="utf-8") == written(paper)


@NAMES
def test_docx_of_a_sample_holds_every_row_of_its_data(name):
    paper, _ = build_samples.PAPERS[name]
    document = docx.Document(BytesIO((SAMPLES / f"{name}.docx").read_bytes()))

    tables = [block for appendix in paper.appendices for block in appendix.body if hasattr(block, "groups")]
    expected = [row for table in tables for group in table.groups for row in group.rows]
    rows = [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    assert [row for row in rows if row in expected] == expected


@NAMES
def test_a_sample_is_small_and_its_pdf_is_one(name):
    sizes = [len((SAMPLES / f"{name}.{ending}").read_bytes()) for ending in ("docx", "pdf", "txt")]

    assert max(sizes) < build_samples.LARGEST
    assert (SAMPLES / f"{name}.pdf").read_bytes()[:5] == b"%PDF-"


def test_all_timings_of_the_city_plan_read_but_the_planted_one():
    phrases = [row[2] for group in city_plan_tasks.GROUPS for row in group.rows]

    assert len(phrases) == 41
    assert [phrase for phrase in phrases if not _is_read(phrase)] == ["Theo kế hoạch của Bộ Tư lệnh"]


def _is_read(phrase: str) -> bool:
    try:
        read_timing(phrase, 2026)
    except UnreadableTiming:
        return False
    return True


def test_amended_plan_changes_two_tasks_adds_one_and_removes_one():
    first = _rows_by_label(city_plan_tasks.GROUPS)
    again = _rows_by_label(city_plan_amended.PAPER.appendices[0].body[0].groups)

    assert sorted(again.keys() - first.keys()) == ["III.6"]
    assert sorted(first.keys() - again.keys()) == ["VIII.5"]
    assert {label for label in first.keys() & again.keys() if first[label] != again[label]} == {
        "I.1",
        "III.3",
    }


def _rows_by_label(groups) -> dict[str, tuple[str, ...]]:
    return {f"{group.label}.{row[0]}": row for group in groups for row in group.rows}


def _amounts(cells) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(cell.replace(",", ".")) if cell else None for cell in cells)


def test_budget_of_the_project_has_the_planted_differences():
    budget = project_decision.PAPER.appendices[1].body[0]
    groups = [(group, column_sums([_amounts(row[2:4]) for row in group.rows])) for group in budget.groups]
    total = sum_differences(
        _amounts(budget.totals[0][2:4]), column_sums([_amounts(g.cells[:2]) for g, _ in groups])
    )

    wrong = {group.label: sum_differences(_amounts(group.cells[:2]), made) for group, made in groups}

    assert {label: [d.column for d in found] for label, found in wrong.items() if found} == {"II": [0]}
    assert [(difference.column, difference.excess) for difference in total] == [(1, Decimal("0.10"))]


def test_budget_of_the_project_has_one_line_against_its_rate():
    budget = project_decision.PAPER.appendices[1].body[0]
    lines = [(group.label, row) for group in budget.groups for row in group.rows]

    wrong = [
        (label, row[0], place)
        for label, row in lines
        for place in (2, 3)
        if (rate := rate_amount(row[1], count_years(budget.columns[place]))) is not None
        and rate != _amounts(row[place : place + 1])[0] * 10**9
    ]

    assert wrong == [("I", "2", 3)]


def test_words_below_the_budget_say_its_stated_total():
    budget, words = project_decision.PAPER.appendices[1].body

    assert words_amount(words.text) == _amounts(budget.totals[1][2:3])[0] * 10**9
