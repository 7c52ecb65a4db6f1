"""The gate of coverage counts as it says, and its pairs contradict nothing."""

import json
import runpy
from pathlib import Path

import pytest

from haidang.engines.vietnamese.likeness import LikenessProposal

FOLDER = Path(__file__).resolve().parents[2] / "evaluation" / "coverage"
GATE = runpy.run_path(str(FOLDER / "gate.py"))
PAIRS = json.loads((FOLDER / "pairs.json").read_text("utf-8"))["pairs"]
GOLD = {"yes": {"1": ["a", "b"], "2": ["c"]}, "may": {"1": ["d"]}, "only_above": ["1", "2"]}


def test_proposals_are_counted_by_the_pairs_checked_by_hand():
    made = [LikenessProposal(*pair, 0.5, ()) for pair in (("1", "a"), ("1", "d"), ("2", "a"), ("3", "a"))]

    count = GATE["count_proposals"](made, GOLD)

    assert (count.right, count.may, count.wrong, count.known) == (1, 1, 1, 3)
    assert (count.precision, count.strict_precision, count.recall) == (0.5, 0.333, 0.333)


@pytest.mark.parametrize("gold", PAIRS, ids=[f"{one['above']}-{one['below']}" for one in PAIRS])
def test_no_pair_is_judged_twice(gold):
    yes, may = (
        [(above, below) for above, many in gold[kind].items() for below in many] for kind in ("yes", "may")
    )

    assert len(yes + may) == len(set(yes + may))


@pytest.mark.shared
@pytest.mark.skipif(not GATE["SHARED"].is_dir(), reason="../shared is not there")
def test_proposals_keep_what_the_issue_promises(capsys):
    counts = GATE["measure_coverage"](GATE["SHARED"], GATE["LEAST_SCORE"])

    assert [name for name, count in counts.items() if count.strict_precision < 0.8] == []
    assert GATE["main"]() == 0
    assert "coverage tuned_precision" in capsys.readouterr().out
