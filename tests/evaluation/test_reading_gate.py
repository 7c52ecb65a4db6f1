"""The gate of the tasks: it measures the own papers and falls below a floor that is too high."""

import runpy
from pathlib import Path

import pytest

GATE = Path(__file__).resolve().parents[2] / "evaluation" / "reading" / "gate.py"


@pytest.fixture(scope="module")
def gate():
    """This fixture will load the gate, which is a script and no package."""
    return runpy.run_path(str(GATE))


def test_own_papers_are_measured_field_by_field(gate):
    scores = gate["measure_own_papers"]()

    assert [score.name for score in scores] == ["tasks", *gate["FIELDS"]]
    assert {score.asked for score in scores} == {46}


def test_score_below_its_floor_is_a_fault(gate, capsys):
    scores = [gate["Score"]("lead", 28, 29), gate["Score"]("title", 29, 29)]

    assert gate["faults_of"]("own papers", scores, {"lead": 29, "title": 29}) == [
        "own papers: lead 28, floor 29"
    ]
    assert "lead 28/29 (floor 29)" in capsys.readouterr().out


def test_gate_says_what_it_leaves_out_without_the_real_papers(gate, monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(gate["main"].__globals__, "SHARED", tmp_path)

    assert gate["main"]() == 0
    assert "left out, ../shared is not there" in capsys.readouterr().out
