"""Scores of the findings other than tasks: how many of the known answers of the seed papers are found.

Run: python evaluation/reading_findings/gate.py   (prints each score beside its floor)
"""

import json
import sys
from pathlib import Path
from typing import Any

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")


def measure_findings(shared: Path) -> dict[str, int]:
    """Count what is found of what is known."""
    told = {number: _answer_of(shared, number) for number in ("001", "002", "003", "004")}
    gold = json.loads((shared / "gold" / "reading_001.json").read_text("utf-8"))
    return {
        "001_citations_kind_number_date": _same_citations(told["001"], gold),
        "001_anniversaries_date_years": _same_anniversaries(told["001"], gold),
        "001_duties": len(told["001"]["duties"]),
        "002_citations": len(told["002"]["citations"]),
        "002_dated_reports": sum(one["due"] is not None for one in told["002"]["reports"]),
        "003_shares": sum(one["unit"] == "%" for one in told["003"]["targets"]),
        "003_duties": sum(len(one["items"]) for one in told["003"]["duties"]),
        "003_requests": len(told["003"]["requests"]),
        "003_budget_rows": sum(len(group["lines_of"]) for group in told["003"]["budget"]["groups"]),
        "004_addressees": len(told["004"]["recipients_of_letter"]),
    }


def _answer_of(shared: Path, number: str) -> dict[str, Any]:
    paper = open_paper(next((shared / "seeds").glob(f"{number}_*")))
    return answer_object(paper, read_paper(paper))


def _same_citations(told: dict[str, Any], gold: dict[str, Any]) -> int:
    found = {(one["kind"], one["number"], one["date"]) for one in told["citations"]}
    return len(found & {(one["kind"], one["number"], one["date"]) for one in gold["citations"]})


def _same_anniversaries(told: dict[str, Any], gold: dict[str, Any]) -> int:
    found = {(one["date"], one["years"]) for one in told["anniversaries"]}
    return len(found & {(one["date"], one["years"]) for one in gold["anniversaries"]})


def main() -> int:
    """This function will print every score beside its floor and give 1 when one fell below it."""
    if not SHARED.is_dir():
        print("reading_findings: left out, the seed papers (../shared) are not there")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8"))
    scores = measure_findings(SHARED)
    for name, score in scores.items():
        print(f"{name}: {score} (floor {floors[name]})")
    return int(any(score < floors[name] for name, score in scores.items()))


if __name__ == "__main__":
    sys.exit(main())
