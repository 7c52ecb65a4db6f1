"""The gate of the damaged papers: it counts what is right, and says when the papers are not there."""

import json
import runpy
from copy import deepcopy
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "evaluation" / "reading_damaged"


@pytest.fixture(scope="module")
def gate():
    """This fixture will load the gate, which is a script and no package."""
    return runpy.run_path(str(FOLDER / "gate.py"))


@pytest.fixture(scope="module")
def answers():
    """This fixture will give the right answers of 000 and 004."""
    return json.loads((FOLDER / "answers.json").read_text("utf-8"))


def letter(points, addressees):
    """This function will make what the product would tell of a letter."""
    return {
        "sections": [{"label": label, "title": title} for label, title in points],
        "recipients_of_letter": [{"kind": kind, "name": name} for kind, name in addressees],
    }


def test_answers_are_as_many_as_the_papers_have(answers):
    assert [len(answers[paper]["citations"]) for paper in ("000", "004")] == [7, 8]
    assert len(answers["000"]["duties"]) == 6
    assert sum(len(unit["lines"]) for unit in answers["000"]["duties"]) == 14
    assert (len(answers["004"]["points"]), len(answers["004"]["addressees"])) == (8, 63)


def test_citation_that_is_none_takes_a_right_one_away(gate):
    gold = {"citations": [["1/QĐ-TTg", "2025-01-02"], ["2/QĐ-TTg", None]]}
    right = {"number": "1/QĐ-TTg", "date": "2025-01-02"}
    wrong = {"number": "2/QĐ-TTg", "date": "2025-01-02"}

    assert gate["_citations_right"]({"citations": [right]}, gold) == (1, 2)
    assert gate["_citations_right"]({"citations": [right, wrong]}, gold) == (0, 2)


def test_one_wrong_name_of_a_letter_is_one_less(gate, answers):
    gold = answers["004"]
    damaged = deepcopy(gold["addressees"])
    damaged[14][1] = "Đà Nàng"

    whole = gate["_scores_of_letter"](letter(gold["points"], gold["addressees"]), gold)
    lesser = gate["_scores_of_letter"](letter(gold["points"][:7], damaged), gold)

    assert [(score.right, score.asked) for score in whole] == [(8, 8), (63, 63)]
    assert [(score.right, score.asked) for score in lesser] == [(0, 8), (62, 63)]


def test_score_below_its_floor_is_a_fault(gate, capsys):
    scores = [gate["Score"]("001_lead", 9, 11), gate["Score"]("001_title", 11, 11)]

    assert gate["faults_of"](scores, {"001_lead": 10, "001_title": 10}) == ["damaged 001_lead: 9, floor 10"]
    assert "001_title: 11/11 (floor 10)" in capsys.readouterr().out


def test_print_of_an_own_paper_is_counted_field_by_field_with_and_without_marks(gate, tmp_path):
    clean = (FOLDER / "pages" / "so-ngoai-vu-labelled-blocks.gold.txt").read_text("utf-8")
    (tmp_path / "a.gold.txt").write_text(clean, "utf-8")
    (tmp_path / "a.eng.txt").write_text(clean.replace("bản tin", "bàn tin").replace("Tuần", "Tháng"), "utf-8")

    scores = {one.name: (one.exact, one.unmarked, one.asked) for one in gate["measure_unseen"](tmp_path)}

    assert [scores[name] for name in ("tasks", "title", "lead")] == [(3, 3, 3), (2, 3, 3), (3, 3, 3)]


def test_field_below_either_of_its_floors_is_a_fault(gate):
    lesser = gate["UnseenScore"]("title", 3, 4, 5)

    assert gate["faults_of_unseen"]([lesser], {"title": [3, 4]}) == []
    assert gate["faults_of_unseen"]([lesser], {"title": [4, 4]}) == [
        "damaged own papers: title 3 and 4, floor [4, 4]"
    ]
    assert len(gate["faults_of_unseen"]([lesser], {"title": [3, 5]})) == 1


def test_gate_says_what_it_leaves_out_without_the_real_papers(gate, monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(gate["main"].__globals__, "SHARED", tmp_path)
    monkeypatch.setitem(gate["main"].__globals__, "PAGES", tmp_path)

    assert gate["main"]() == 0
    assert "left out, ../shared is not there" in capsys.readouterr().out
