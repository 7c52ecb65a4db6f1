"""The gate of stated aims counts as it says, and the seed papers keep its floors."""

import json
import runpy
from decimal import Decimal
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "evaluation" / "targets"
GATE = runpy.run_path(str(FOLDER / "gate.py"))


def test_aim_is_the_known_one_by_its_words_value_and_unit():
    known = {"words": "mở trang tiếng Anh", "value": "20", "unit": "%"}

    told = [
        ("20% cổng mở trang tiếng Anh vào năm 2015", Decimal(20), "%"),
        ("20% cổng mở trang tiếng Anh vào năm 2015", Decimal(2015), "%"),
        ("20% cổng mở trang tiếng Trung", Decimal(20), "%"),
    ]

    assert [GATE["_is_same"](known, one) for one in told] == [True, False, False]


@pytest.mark.shared
@pytest.mark.skipif(not GATE["SHARED"].is_dir(), reason="../shared is not there")
def test_seed_papers_keep_the_floors():
    floors = json.loads((FOLDER / "floors.json").read_text("utf-8"))
    scores = GATE["measure_targets"](GATE["SHARED"])

    assert {name for name, score in scores.items() if score < floors[name]} == set()
    assert scores.keys() == floors.keys()
