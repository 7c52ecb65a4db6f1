"""The gate of the living programme tells what differs from its pinned figures, and what it leaves out."""

import runpy
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "evaluation" / "living"


@pytest.fixture
def gate():
    """This fixture will load the gate, which is a script and no package."""
    return runpy.run_path(str(FOLDER / "gate.py"))


def test_what_is_pinned_and_differs_is_told_with_its_place(gate):
    pinned = {"march": {"002": {"tasks_of_lead": 21, "lead_changes": 20}}, "answers_changed": 0}
    measured = {"march": {"002": {"tasks_of_lead": 21, "lead_changes": 19}}, "answers_changed": 2, "more": 1}

    told = list(gate["differences"](pinned, measured))

    assert told == ["march.002.lead_changes is 19, pinned is 20", "answers_changed is 2, pinned is 0"]


def test_what_was_not_measured_is_told(gate):
    assert list(gate["differences"]({"july": {"002": 1}}, {})) == ["july.002 is None, pinned is 1"]


def test_without_the_papers_the_gate_says_what_it_left_out(gate, capsys, tmp_path):
    gate["main"].__globals__["SHARED"] = tmp_path / "none"

    assert gate["main"]() == 0
    assert capsys.readouterr().out.startswith(
        "living: left out whole (no paper adopted, nothing reorganised)"
    )
