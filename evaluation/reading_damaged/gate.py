"""Measure the reading of the damaged real papers, as `haidang read` reads them, and hold it to its pinned floors.

Run: python evaluation/reading_damaged/gate.py [FOLDER]   (FOLDER: read texts of these papers repaired elsewhere)
The papers and the right answers of 001 stand beside the repository in ../shared, those of 000 and 004 in
`answers.json`. Without ../shared only the prints of our own papers are measured, and the gate says so.
"""

import hashlib
import json
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from evaluation.reading_damaged.unseen_papers import UnseenScore, measure_unseen  # noqa: E402
from haidang.engines.reading.child import read_limited  # noqa: E402
from haidang.engines.vietnamese.forms import compared_form, normal_form  # noqa: E402

PAGES = HERE / "pages"
PAPERS = ("000", "001", "004")
_GOLD_001 = "reading_001.json"
_EDGE = " .,;:…-–\"'"

type Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers of one kind are right, of how many."""

    name: str
    right: int
    asked: int


def measure_damaged(shared: Path, texts: Path | None = None) -> list[Score]:
    """This function will read the damaged papers, or the same ones in `texts`, and count what is right."""
    told = {paper: _answer_of(texts or shared / "seeds", paper) for paper in PAPERS}
    gold = json.loads((HERE / "answers.json").read_text("utf-8"))
    gold["001"] = json.loads((shared / "gold" / _GOLD_001).read_text("utf-8"))
    gold["001"]["citations"] = [[one["number"], one["date"]] for one in gold["001"]["citations"]]
    return [
        *(Score(f"{paper}_citations", *_citations_right(told[paper], gold[paper])) for paper in PAPERS),
        *_scores_of_duties(told["000"], gold["000"]),
        *_scores_of_tasks(told["001"], gold["001"]),
        *_scores_of_letter(told["004"], gold["004"]),
    ]


def _answer_of(folder: Path, paper: str) -> Answer:
    answer: Answer = read_limited(next(folder.glob(f"{paper}*.txt")))["answer"]
    return answer


def _citations_right(told: Answer, gold: Answer) -> tuple[int, int]:
    """Papers cited by their right number and date; one that is not cited takes a right one away."""
    asked = {tuple(one) for one in gold["citations"]}
    found = {(one["number"], one["date"]) for one in told["citations"]}
    return max(len(found & asked) - len(found - asked), 0), len(asked)


def _scores_of_duties(told: Answer, gold: Answer) -> list[Score]:
    units, report = gold["duties"], gold["report"]
    pairs = list(zip(told["duties"], units, strict=False))
    named = sum(_same_body(found["agency"], unit["agency"]) for found, unit in pairs)
    duties = sum(_duties_right(found, unit) for found, unit in pairs)
    asked = sum(len(unit["lines"]) for unit in units)
    is_owed = any(_is_report(found, report) for found in told["reports"])
    return [
        Score("000_units", named, len(units)),
        Score("000_duties", duties, asked),
        Score("000_quarterly_report", int(is_owed), 1),
    ]


def _duties_right(found: Answer, unit: Answer) -> int:
    places = [list(place) for item in found["items"] for place in item["lines"]]
    return sum(place in places for place in unit["lines"])


def _is_report(found: Answer, report: Answer) -> bool:
    return all(_plain(found[key] or "") == _plain(report[key]) for key in report)


def _scores_of_tasks(told: Answer, gold: Answer) -> list[Score]:
    found = {task["label"]: task for task in told["tasks"]}
    pairs = [(found[task["label"]], task) for task in gold["tasks"] if task["label"] in found]
    asked = len(gold["tasks"])
    doubted = {place for one in told["doubts"] if one["code"] == "duplicate_label" for place in _starts(one)}
    repeated = [place for one in gold["doubts"] if one["code"] == "duplicate_label" for place in _starts(one)]
    return [
        Score("001_title", sum(_plain(one["title"]) == _plain(task["title"]) for one, task in pairs), asked),
        *(
            Score(f"001_{role}", sum(_same_bodies(one[role], task[role]) for one, task in pairs), asked)
            for role in ("lead", "partners")
        ),
        Score("001_timing", sum(_same_timing(one["timing"], task) for one, task in pairs), asked),
        Score("001_repeated_section", sum(place in doubted for place in repeated), len(repeated)),
    ]


def _starts(doubt: Answer) -> list[int]:
    return [place[0] for place in doubt["lines"]]


def _same_timing(timing: Answer | None, task: Answer) -> bool:
    gold = task["timing"]
    return timing is not None and all(timing[key] == gold[key] for key in ("kind", "spans", "due", "every"))


def _scores_of_letter(told: Answer, gold: Answer) -> list[Score]:
    points = [[one["label"], _plain(one["title"])] for one in told["sections"]]
    addressees = [[one["kind"], one["name"]] for one in told["recipients_of_letter"]]
    return [
        Score(
            "004_points",
            _right_in_order(points, [[label, _plain(title)] for label, title in gold["points"]]),
            len(gold["points"]),
        ),
        Score("004_addressees", _right_in_order(addressees, gold["addressees"]), len(gold["addressees"])),
    ]


def _right_in_order(found: list[list[str]], asked: list[list[str]]) -> int:
    return (
        sum(one == right for one, right in zip(found, asked, strict=False)) if len(found) == len(asked) else 0
    )


def _same_bodies(found: Collection[str], asked: Collection[str]) -> bool:
    return [compared_form(one) for one in found] == [compared_form(one) for one in asked]


def _same_body(found: str, asked: str) -> bool:
    return compared_form(found) == compared_form(asked)


def _plain(text: str) -> str:
    return normal_form(text).strip(_EDGE)


def faults_of(scores: list[Score], floors: dict[str, int]) -> list[str]:
    """This function will print every score beside its floor and tell which fell below; [] when none did."""
    for score in scores:
        print(f"damaged {score.name}: {score.right}/{score.asked} (floor {floors[score.name]})")
    return [
        f"damaged {score.name}: {score.right}, floor {floors[score.name]}"
        for score in scores
        if score.right < floors[score.name]
    ]


def strangers(shared: Path, digests: dict[str, str]) -> list[str]:
    """This function will tell which papers and answers are not the ones that the floors were pinned on."""
    files = {paper: next((shared / "seeds").glob(f"{paper}*.txt")) for paper in PAPERS}
    files["gold_001"] = shared / "gold" / _GOLD_001
    return [
        f"{path.name}: not the pinned file"
        for name, path in files.items()
        if hashlib.sha256(path.read_bytes()).hexdigest() != digests[name]
    ]


def faults_of_unseen(scores: list[UnseenScore], floors: dict[str, list[int]]) -> list[str]:
    """This function will print what prints of our own papers gave; the faults are fields below their floors."""
    for score in scores:
        shown = f"{score.exact}/{score.asked}, without marks {score.unmarked}"
        print(f"damaged own papers: {score.name} {shown} (floor {floors[score.name]})")
    return [
        f"damaged own papers: {score.name} {score.exact} and {score.unmarked}, floor {floors[score.name]}"
        for score in scores
        if [score.exact, score.unmarked] < floors[score.name] or score.unmarked < floors[score.name][1]
    ]


def main(texts: Path | None = None) -> int:
    """This function will measure the damaged papers; 1 when a score fell below its floor."""
    pinned = json.loads((HERE / "floors.json").read_text("utf-8"))
    faults = [] if texts else faults_of_unseen(measure_unseen(PAGES), pinned["own_papers"])
    if (SHARED / "gold").is_dir():
        faults += strangers(SHARED, pinned["digests"])
        faults += faults_of(measure_damaged(SHARED, texts), pinned["floors"])
    else:
        print("reading of the damaged real papers: left out, ../shared is not there")
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else None))
